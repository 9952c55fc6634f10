package dev.meshscope.lab.run;

import dev.meshscope.core.judge.Rule;
import dev.meshscope.lab.scenario.Lane;
import dev.meshscope.lab.scenario.NodeSpec;
import dev.meshscope.lab.scenario.PeerKind;
import dev.meshscope.lab.scenario.Scenario;
import dev.meshscope.lab.world.Foreign;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is to be run.
///
/// @param scenario the experiment
/// @param lanes what is compared
/// @param first the number of the first round; 1 unless one round is repeated
/// @param rounds how many rounds per lane
/// @param seed of all randomness: the same seed and round, the same times and identities
/// @param pause waited before each step, for whoever wants to watch; zero: none
/// @param peerProgram the user's program, if the peer is one
/// @param survivorProgram the user's program, if the survivor is one
/// @param shareNetwork whether the user's programs stay on this machine's network
/// @param relay the URL of the user's relay, for a scenario that needs one; null: there is none
/// @param keep the folder in which logs stay; null: they go with the run
/// @param command how to run it again, for the report
public record RunPlan(
    Scenario scenario,
    List<Lane> lanes,
    int first,
    int rounds,
    long seed,
    Duration pause,
    @Nullable Foreign peerProgram,
    @Nullable Foreign survivorProgram,
    boolean shareNetwork,
    @Nullable String relay,
    @Nullable Path keep,
    String command) {

  /// Copies the list.
  public RunPlan {
    lanes = List.copyOf(lanes);
  }

  /// As the scenario has it.
  public static RunPlan of(Scenario scenario, long seed) {
    return new RunPlan(
        scenario,
        scenario.lanes(),
        1,
        scenario.rounds(),
        seed,
        Duration.ZERO,
        null,
        null,
        false,
        null,
        null,
        String.join(
            " ", "meshscope", "lab", "run", scenario.name(), "--seed", Long.toString(seed)));
  }

  /// One of its rounds once more, slowly.
  ///
  /// @param into the folder in which its logs stay: the first time's are still to be read
  public RunPlan repeat(int round, Lane lane, Duration pausing, @Nullable Path into) {
    return new RunPlan(
        scenario,
        List.of(lane),
        round,
        1,
        seed,
        pausing,
        peerProgram,
        survivorProgram,
        shareNetwork,
        relay,
        into,
        command);
  }

  /// The lanes of a scenario that are wanted: those of its own with these policies and these kinds;
  /// where it has none of that kind, probe alone unless others are asked for. A kind that is asked
  /// for as the peer, and can only be the survivor, is that.
  ///
  /// @param policies empty: the scenario's
  /// @param peers empty: the scenario's kinds
  /// @param survivor null: the scenario's kinds
  public static List<Lane> lanes(
      Scenario scenario, List<Rule> policies, List<PeerKind> peers, @Nullable PeerKind survivor) {
    if (peers.isEmpty()) {
      return lanesOf(scenario, policies, null, survivor);
    }
    return peers.stream()
        .flatMap(peer -> lanesOf(scenario, policies, peer, survivor).stream())
        .distinct()
        .toList();
  }

  private static List<Lane> lanesOf(
      Scenario scenario,
      List<Rule> policies,
      @Nullable PeerKind peer,
      @Nullable PeerKind survivor) {
    boolean swap =
        survivor == null
            && peer != null
            && !scenario.node(NodeSpec.PEER).kinds().contains(peer)
            && scenario.node(NodeSpec.SURVIVOR).kinds().contains(peer);
    if (swap) {
      return lanesOf(scenario, policies, null, peer);
    }
    if (survivor != null && survivor != PeerKind.MESHSCOPE) {
      List<PeerKind> kinds = peer == null ? scenario.node(NodeSpec.PEER).kinds() : List.of(peer);
      return kinds.stream().map(kind -> Lane.beside(survivor, kind)).toList();
    }
    return lanesByPolicy(scenario, policies, peer, survivor);
  }

  private static List<Lane> lanesByPolicy(
      Scenario scenario,
      List<Rule> policies,
      @Nullable PeerKind peer,
      @Nullable PeerKind survivor) {
    List<Lane> own =
        scenario.lanes().stream()
            .filter(lane -> peer == null || lane.peer() == peer)
            .filter(lane -> survivor == null || lane.survivor() == survivor)
            .filter(
                lane ->
                    policies.isEmpty() || (lane.hasPolicy() && policies.contains(lane.policy())))
            .toList();
    Set<Rule> covered = new LinkedHashSet<>(own.stream().map(Lane::policy).toList());
    boolean noRules = !scenario.node(NodeSpec.SURVIVOR).kinds().contains(PeerKind.MESHSCOPE);
    if (noRules || (!own.isEmpty() && covered.containsAll(policies))) {
      return own;
    }
    // Asked for beyond what the file compares: then as asked for.
    List<Rule> rules = policies.isEmpty() ? List.of(Rule.PROBE) : policies;
    List<PeerKind> kinds = peer == null ? scenario.node(NodeSpec.PEER).kinds() : List.of(peer);
    List<Lane> asked = new ArrayList<>(own);
    for (Rule rule : rules) {
      for (PeerKind kind : kinds) {
        Lane lane = new Lane(rule, kind);
        if (!asked.contains(lane) && !covered.contains(rule)) {
          asked.add(lane);
        }
      }
    }
    return asked;
  }
}
