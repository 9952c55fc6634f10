package dev.meshscope.ui.lab;

import dev.meshscope.core.judge.Rule;
import dev.meshscope.lab.process.CommandLine;
import dev.meshscope.lab.run.RunPlan;
import dev.meshscope.lab.scenario.Lane;
import dev.meshscope.lab.scenario.PeerKind;
import dev.meshscope.lab.scenario.Scenario;
import dev.meshscope.lab.world.Foreign;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the user has chosen to run.
///
/// @param scenario which experiment
/// @param rounds per lane, at least 1
/// @param policies rules to compare; empty: the scenario's
/// @param kind the only kind of peer; null: the scenario's
/// @param peerCommand the user's own peer, of whatever kind; empty: none
record Choice(
    Scenario scenario,
    int rounds,
    List<Rule> policies,
    @Nullable PeerKind kind,
    String peerCommand) {
  /// Copies the list.
  Choice {
    policies = List.copyOf(policies);
  }

  /// The scenario as its file has it.
  static Choice of(Scenario scenario) {
    return new Choice(scenario, scenario.rounds(), List.of(), null, "");
  }

  /// What is compared.
  List<Lane> lanes() {
    return RunPlan.lanes(scenario, policies, peerCommand.isBlank() ? kind : PeerKind.COMMAND);
  }

  /// @param keep where the rounds' logs stay
  RunPlan plan(long seed, Path keep) {
    Foreign peer =
        peerCommand.isBlank()
            ? null
            : new Foreign(
                CommandLine.words(peerCommand),
                Map.of(),
                Path.of(System.getProperty("user.dir", ".")).toAbsolutePath());
    return new RunPlan(
        scenario, lanes(), 1, rounds, seed, Duration.ZERO, peer, null, null, keep, command(seed));
  }

  private String command(long seed) {
    StringBuilder words = new StringBuilder("meshscope lab run ").append(scenario.name());
    words.append(" --rounds ").append(rounds).append(" --seed ").append(seed);
    if (!policies.isEmpty()) {
      words.append(" --policy ").append(String.join(",", policies.stream().map(Rule::id).toList()));
    }
    if (kind != null && peerCommand.isBlank()) {
      words.append(" --peer ").append(kind.id());
    }
    if (!peerCommand.isBlank()) {
      words.append(" --peer-command ").append(quoted(peerCommand));
    }
    return words.toString();
  }

  /// For a shell: nothing has a meaning within single quotes but the quote that ends them.
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
