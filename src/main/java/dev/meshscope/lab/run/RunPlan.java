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
        null,
        null,
        "meshscope lab run " + scenario.name() + " --seed " + seed);
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
        relay,
        into,
        command);
  }

  /// The lanes of a scenario that are wanted: those of its own with these policies and this kind of
  /// peer; where it has none of that kind, probe alone unless others are asked for.
  ///
  /// @param policies empty: the scenario's
  /// @param peer null: the scenario's kinds
  public static List<Lane> lanes(Scenario scenario, List<Rule> policies, @Nullable PeerKind peer) {
    List<Lane> own =
        scenario.lanes().stream()
            .filter(lane -> peer == null || lane.peer() == peer)
            .filter(lane -> policies.isEmpty() || policies.contains(lane.policy()))
            .toList();
    Set<Rule> covered = new LinkedHashSet<>(own.stream().map(Lane::policy).toList());
    if (!own.isEmpty() && covered.containsAll(policies)) {
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
