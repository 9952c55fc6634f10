package dev.meshscope.lab.run;

import dev.meshscope.lab.process.Commands;
import dev.meshscope.lab.scenario.Need;
import dev.meshscope.lab.scenario.OperatingSystem;
import dev.meshscope.lab.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Whether a scenario can be run here. Blocking: it asks the system.
public final class Requirements {
  private Requirements() {}

  /// What is missing, in one sentence; empty if nothing is.
  public static Optional<String> missing(Scenario scenario) {
    OperatingSystem here = OperatingSystem.here();
    if (!scenario.systems().contains(here)) {
      String where =
          scenario.systems().stream()
              .sorted()
              .map(OperatingSystem::title)
              .collect(Collectors.joining(" and "));
      return Optional.of(
          "\"" + scenario.name() + "\" is not on this system: it needs " + where + ".");
    }
    for (Need need : Need.values()) {
      Optional<String> missing =
          scenario.needs(need) ? missing(need, here, scenario.name()) : Optional.empty();
      if (missing.isPresent()) {
        return missing;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> missing(Need need, OperatingSystem here, String name) {
    return switch (need) {
      case SIGNALS ->
          here == OperatingSystem.WINDOWS
              ? Optional.of(
                  "\""
                      + name
                      + "\" is not on this system: Windows cannot stop a process in its tracks.")
              : Optional.empty();
      case NAMESPACES ->
          canMakeNamespaces()
              ? Optional.empty()
              : Optional.of(
                  "\""
                      + name
                      + "\" makes network namespaces: it needs Linux, root and the command \"ip\".");
      case RELAY ->
          Optional.of("\"" + name + "\" needs a relay, which this version cannot be told of.");
    };
  }

  private static boolean canMakeNamespaces() {
    String name = "msl" + ProcessHandle.current().pid() + "-try";
    boolean made = Commands.run(List.of("ip", "netns", "add", name)).worked();
    return made && Commands.run(List.of("ip", "netns", "del", name)).worked();
  }
}
