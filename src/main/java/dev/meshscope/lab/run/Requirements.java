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
import dev.meshscope.lab.words.LabWords;
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
      return Optional.of(LabWords.of("requirements.is-not-on-this", scenario.name(), where));
    }
    Optional<String> lan = scenario.meet().lan() ? OwnNetwork.impossible() : Optional.empty();
    if (lan.isPresent()) {
      return Optional.of(LabWords.of("requirements.needs-a-lan-that", scenario.name(), lan.get()));
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
              ? Optional.of(LabWords.of("requirements.is-not-on-this-b", name))
              : Optional.empty();
      case NAMESPACES ->
          canMakeNamespaces()
              ? Optional.empty()
              : Optional.of(LabWords.of("requirements.makes-network-namespaces-it", name));
      case RELAY ->
          relay == null
              ? Optional.of(LabWords.of("requirements.needs-a-relay-of", name))
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
    String no = LabWords.of("requirements.cannot-take-a-program", scenario.name());
    if (scenario.meet() == Scenario.Meet.DIAL) {
      return Optional.of(LabWords.of("requirements.there-is-no-registry", no));
    }
    for (NodeSpec node : scenario.others().values()) {
      String of = node.identityOf();
      boolean ofForeign =
          (foreignPeer && NodeSpec.PEER.equals(of))
              || (foreignSurvivor && NodeSpec.SURVIVOR.equals(of));
      if (ofForeign && !node.kinds().getFirst().equals(PeerKind.COMMAND)) {
        return Optional.of(LabWords.of("requirements.its-is-a-program", no, node.name()));
      }
    }
    return Optional.empty();
  }

  /// Why a variable for the user's programs cannot be had, in one sentence; empty if each can.
  static Optional<String> variable(Stream<String> names) {
    return names
        .filter(Homes::names)
        .findFirst()
        .map(name -> LabWords.of("requirements.is-the-labs-to", name));
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
