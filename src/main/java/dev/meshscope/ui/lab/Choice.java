package dev.meshscope.ui.lab;

import dev.meshscope.core.judge.Rule;
import dev.meshscope.lab.process.CommandLine;
import dev.meshscope.lab.report.Secrets;
import dev.meshscope.lab.run.RunPlan;
import dev.meshscope.lab.scenario.Lane;
import dev.meshscope.lab.scenario.PeerKind;
import dev.meshscope.lab.scenario.Scenario;
import dev.meshscope.lab.world.Foreign;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the user has chosen to run.
///
/// @param scenario which experiment
/// @param rounds per lane, at least 1
/// @param policies rules to compare; empty: the scenario's
/// @param kinds of built-in peers, beside the survivor or as it; empty: the scenario's
/// @param peerCommand the user's own peer, of whatever kind; empty: none
record Choice(
    Scenario scenario, int rounds, List<Rule> policies, List<PeerKind> kinds, String peerCommand) {
  /// Copies the lists.
  Choice {
    policies = List.copyOf(policies);
    kinds = List.copyOf(kinds);
  }

  /// The scenario as its file has it.
  static Choice of(Scenario scenario) {
    return new Choice(scenario, scenario.rounds(), List.of(), List.of(), "");
  }

  /// What is compared.
  List<Lane> lanes() {
    return RunPlan.lanes(
        scenario, policies, peerCommand.isBlank() ? kinds : List.of(PeerKind.COMMAND), null);
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
        scenario,
        lanes(),
        1,
        rounds,
        seed,
        Duration.ZERO,
        peer,
        null,
        false,
        null,
        keep,
        command(seed));
  }

  /// As for a report: what is given to the user's program may be a secret.
  private String command(long seed) {
    List<String> words = new ArrayList<>(List.of("meshscope", "lab", "run", scenario.name()));
    words.addAll(List.of("--rounds", String.valueOf(rounds), "--seed", String.valueOf(seed)));
    if (!policies.isEmpty()) {
      words.addAll(List.of("--policy", String.join(",", policies.stream().map(Rule::id).toList())));
    }
    if (!kinds.isEmpty() && peerCommand.isBlank()) {
      words.addAll(List.of("--peer", String.join(",", kinds.stream().map(PeerKind::id).toList())));
    }
    if (!peerCommand.isBlank()) {
      words.addAll(List.of("--peer-command", peerCommand));
    }
    return Secrets.command(words);
  }
}
