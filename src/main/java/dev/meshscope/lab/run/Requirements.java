package dev.meshscope.lab.run;

import dev.meshscope.lab.process.Commands;
import dev.meshscope.lab.scenario.Need;
import dev.meshscope.lab.scenario.OperatingSystem;
import dev.meshscope.lab.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whether a scenario can be run here. Blocking: it asks the system.
public final class Requirements {
  private Requirements() {}

  /// What is missing where no relay is known, in one sentence; empty if nothing is.
  public static Optional<String> missing(Scenario scenario) {
    return missing(scenario, null);
  }

  /// What is missing, in one sentence; empty if nothing is.
  ///
  /// @param relay the URL of the user's relay; null: there is none
  static Optional<String> missing(Scenario scenario, @Nullable String relay) {
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
          scenario.needs(need) ? missing(need, here, scenario.name(), relay) : Optional.empty();
      if (missing.isPresent()) {
        return missing;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> missing(
      Need need, OperatingSystem here, String name, @Nullable String relay) {
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
          relay == null
              ? Optional.of("\"" + name + "\" needs a relay of yours: lab run --relay URL.")
              : Optional.empty();
    };
  }

  private static boolean canMakeNamespaces() {
    String name = "msl" + ProcessHandle.current().pid() + "-try";
    boolean made = Commands.run(List.of("ip", "netns", "add", name)).worked();
    return made && Commands.run(List.of("ip", "netns", "del", name)).worked();
  }
}
