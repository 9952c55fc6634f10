package dev.meshscope.lab.run;

import dev.meshscope.engine.RelayUrl;
import dev.meshscope.lab.apart.OwnNetwork;
import dev.meshscope.lab.process.Commands;
import dev.meshscope.lab.scenario.Lane;
import dev.meshscope.lab.scenario.Need;
import dev.meshscope.lab.scenario.NodeSpec;
import dev.meshscope.lab.scenario.OperatingSystem;
import dev.meshscope.lab.scenario.PeerKind;
import dev.meshscope.lab.scenario.Scenario;
import dev.meshscope.lab.world.Homes;
import dev.meshscope.text.Telling;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    Optional<String> lan = scenario.meet().lan() ? OwnNetwork.impossible() : Optional.empty();
    if (lan.isPresent()) {
      return Optional.of(
          "\""
              + scenario.name()
              + "\" needs a LAN that nobody else hears, as a network namespace: "
              + lan.get()
              + ".");
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

  /// Why these rounds cannot be had with programs of the user's, in one sentence; empty if they
  /// can, or if none takes part.
  static Optional<String> foreign(Scenario scenario, List<Lane> lanes, boolean foreignSurvivor) {
    boolean foreignPeer = lanes.stream().anyMatch(lane -> lane.peer() == PeerKind.COMMAND);
    if (!foreignPeer && !foreignSurvivor) {
      return Optional.empty();
    }
    String no = "\"" + scenario.name() + "\" cannot take a program of yours: ";
    if (scenario.meet() == Scenario.Meet.DIAL) {
      return Optional.of(
          no + "there is no registry in it, and only our own programs can be told whom to dial.");
    }
    for (NodeSpec node : scenario.others().values()) {
      String of = node.identityOf();
      boolean ofForeign =
          (foreignPeer && NodeSpec.PEER.equals(of))
              || (foreignSurvivor && NodeSpec.SURVIVOR.equals(of));
      if (ofForeign && !node.kinds().getFirst().equals(PeerKind.COMMAND)) {
        return Optional.of(
            no
                + "its \""
                + node.name()
                + "\" is a program of ours, which cannot be started with the identity of yours.");
      }
    }
    return Optional.empty();
  }

  /// Why a variable for the user's programs cannot be had, in one sentence; empty if each can.
  static Optional<String> variable(Stream<String> names) {
    return names
        .filter(Homes::names)
        .findFirst()
        .map(
            name ->
                name
                    + " is the lab's to set: a program of yours gets a home of its own, so that it"
                    + " does not meet what is yours.");
  }

  /// What is wrong with a relay's URL, in one sentence; empty if nothing is.
  static Optional<String> relay(String url) {
    return switch (RelayUrl.of(url, null)) {
      case RelayUrl.Right _ -> Optional.empty();
      case RelayUrl.Wrong(var why) -> Optional.of("--relay " + url + ": " + Telling.cause(why));
    };
  }

  private static boolean canMakeNamespaces() {
    String name = "msl" + ProcessHandle.current().pid() + "-try";
    boolean made = Commands.run(List.of("ip", "netns", "add", name)).worked();
    return made && Commands.run(List.of("ip", "netns", "del", name)).worked();
  }
}
