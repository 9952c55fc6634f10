package dev.meshscope.cli;

import dev.meshscope.cli.words.CliWords;
import dev.meshscope.core.judge.Rule;
import dev.meshscope.lab.process.CommandLine;
import dev.meshscope.lab.report.Comparison;
import dev.meshscope.lab.report.Markdown;
import dev.meshscope.lab.report.ReportFiles;
import dev.meshscope.lab.report.Secrets;
import dev.meshscope.lab.report.Words;
import dev.meshscope.lab.result.RunResult;
import dev.meshscope.lab.run.LabException;
import dev.meshscope.lab.run.LabRun;
import dev.meshscope.lab.run.RunPlan;
import dev.meshscope.lab.scenario.Lane;
import dev.meshscope.lab.scenario.Library;
import dev.meshscope.lab.scenario.PeerKind;
import dev.meshscope.lab.scenario.Scenario;
import dev.meshscope.lab.scenario.ScenarioException;
import dev.meshscope.lab.world.Foreign;
import dev.meshscope.text.Plain;
import dev.meshscope.text.Telling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `meshscope lab run`: 0 when all limits hold, 1 when not, 2 when it could not run. On the thread
/// that started the program.
@Command(
    name = "run",
    description = {
      "Runs a scenario and says whether its limits hold.",
      "Everything happens in folders of its own; Ctrl-C ends everything it started, and what came to",
      "its end is still told and reported."
    },
    footer = {
      "",
      "Exit status: 0 all limits hold, 1 some do not, 2 it could not be run.",
      "Your own peer: --peer-command \"node agent.js\" (src/site/markdown/test-your-peer.md)."
    })
final class LabRunCommand implements Callable<Integer> {
  private static final int COULD_NOT_RUN = 2;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME|FILE", description = "A built-in scenario, or a file.")
  private String scenarioName = "";

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds per policy and peer; as the scenario says if not given.")
  private @Nullable Integer rounds;

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      split = ",",
      description = "Only these: probe, last-seen, closed-flag.")
  private List<Rule> policies = new ArrayList<>();

  @Option(
      names = "--peer",
      paramLabel = "KIND",
      split = ",",
      description =
          "Only these kinds of peer: raw, meshscope, d0, d10, d1 or command; where only the survivor"
              + " can be such a one, it is.")
  private List<PeerKind> peers = new ArrayList<>();

  @Option(
      names = "--survivor",
      paramLabel = "KIND",
      description = "The survivor is of this kind: meshscope, raw, d0, d10 or d1.")
  private @Nullable PeerKind survivor;

  @Option(
      names = "--share-network",
      description = {
        "Your programs stay on this machine's network, where they reach your LAN and the internet;",
        "else each gets a network of its own where the system allows it (Linux)."
      })
  private boolean shareNetwork;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Of random times and identities; a fresh one, which is printed, if not given.")
  private @Nullable Long seed;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      split = ",",
      description =
          "Write a report: F.md, F.json or F.xml (JUnit); may be repeated. The rounds' logs go"
              + " beside the first one.")
  private List<Path> reports = new ArrayList<>();

  @Option(
      names = "--compare",
      paramLabel = "EARLIER.json",
      description = "Compare with an earlier run's JSON report.")
  private @Nullable Path compare;

  @Option(
      names = "--peer-command",
      paramLabel = "COMMAND",
      description = "The peer is this program of yours; quotes group words, no shell is involved.")
  private @Nullable String peerCommand;

  @Option(
      names = "--peer-env",
      paramLabel = "K=V",
      description = "Environment for your programs, beside yours; may be repeated.")
  private Map<String, String> peerEnv = new LinkedHashMap<>();

  @Option(
      names = "--peer-dir",
      paramLabel = "DIR",
      description = "Where your programs are started; here if not given.")
  private Path peerDir = Path.of("");

  @Option(
      names = "--survivor-command",
      paramLabel = "COMMAND",
      description = "The survivor is this program of yours instead of a Meshscope.")
  private @Nullable String survivorCommand;

  @Option(
      names = "--relay",
      paramLabel = "URL",
      description =
          "Your relay, for a scenario that needs one; its token in MESHSCOPE_RELAY_TOKEN.")
  private @Nullable String relay;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Keep what every process said in this folder.")
  private @Nullable Path keep;

  @Option(
      names = "--pause",
      paramLabel = "DURATION",
      description = "Wait this long before each step, to watch.")
  private Duration pause = Duration.ZERO;

  @Override
  public Integer call() throws Failure {
    Comparison.@Nullable Earlier earlier = earlier();
    checkReports();
    RunPlan plan = plan();
    try (LabEnding _ = LabEnding.delayed()) {
      return run(plan, earlier);
    }
  }

  private int run(RunPlan plan, Comparison.@Nullable Earlier earlier) throws Failure {
    var progress = new LabProgress(spec.commandLine().getErr());
    RunResult result;
    try {
      LabRun run = LabRun.start(plan, progress);
      progress.begin(plan, run.remarks());
      result = run.await();
    } catch (LabException e) {
      throw couldNot(Telling.fault(e), e);
    } catch (InterruptedException e) {
      throw couldNot(CliWords.of("lab-run-command.the-run-was-interrupted"), e);
    } finally {
      progress.end();
    }
    Comparison comparison = earlier == null ? null : Comparison.of(earlier, result);
    write(result, comparison, plan.keep());
    spec.commandLine().getOut().print(Plain.lines(Markdown.summary(result, comparison)));
    spec.commandLine().getOut().println();
    spec.commandLine().getOut().println(Plain.text(verdict(result)));
    spec.commandLine().getOut().flush();
    return switch (result.verdict()) {
      case HOLDS -> 0;
      case BROKEN -> 1;
      case NOT_RUN -> COULD_NOT_RUN;
    };
  }

  private static String verdict(RunResult result) {
    String said = Words.of(result);
    return Character.toUpperCase(said.charAt(0)) + said.substring(1) + ".";
  }

  private RunPlan plan() throws Failure {
    if (rounds != null && (rounds < 1 || rounds > 10_000)) {
      throw couldNot(CliWords.of("lab-run-command.rounds-goes-from-to"), null);
    }
    Scenario scenario = scenario();
    Foreign peerProgram = program(peerCommand);
    List<PeerKind> kinds =
        peers.isEmpty() && peerProgram != null ? List.of(PeerKind.COMMAND) : peers;
    if (kinds.contains(PeerKind.COMMAND) && peerProgram == null && !ownCommand(scenario)) {
      throw couldNot(CliWords.of("lab-run-command.which-program-of-yours"), null);
    }
    PeerKind itsSurvivor = survivorCommand == null ? survivor : PeerKind.COMMAND;
    if (itsSurvivor == PeerKind.COMMAND && survivorCommand == null) {
      throw couldNot(CliWords.of("lab-run-command.which-program-of-yours-b"), null);
    }
    if (itsSurvivor != null && itsSurvivor != PeerKind.MESHSCOPE && !policies.isEmpty()) {
      throw couldNot(CliWords.of("lab-run-command.policy-is-a-rule"), null);
    }
    List<Lane> lanes = RunPlan.lanes(scenario, policies, kinds, itsSurvivor);
    long chosen = seed == null ? new SecureRandom().nextInt(1_000_000) : seed;
    return new RunPlan(
        scenario,
        lanes,
        1,
        rounds == null ? scenario.rounds() : rounds,
        chosen,
        pause,
        peerProgram,
        program(survivorCommand),
        shareNetwork,
        relay,
        keep(),
        again(chosen));
  }

  private static boolean ownCommand(Scenario scenario) {
    return scenario.nodes().values().stream().anyMatch(node -> node.command() != null);
  }

  private Scenario scenario() throws Failure {
    try {
      return Library.find(scenarioName);
    } catch (ScenarioException e) {
      throw couldNot(Telling.fault(e), e);
    }
  }

  private @Nullable Foreign program(@Nullable String command) throws Failure {
    if (command == null) {
      return null;
    }
    if (!Files.isDirectory(peerDir.toAbsolutePath())) {
      throw couldNot(CliWords.of("lab-run-command.there-is-no-folder", peerDir), null);
    }
    try {
      return new Foreign(CommandLine.words(command), peerEnv, peerDir.toAbsolutePath());
    } catch (IllegalArgumentException e) {
      throw couldNot(Telling.fault(e), e);
    }
  }

  private @Nullable Path keep() {
    if (keep != null) {
      return keep;
    }
    return reports.isEmpty() ? null : ReportFiles.logsBeside(reports.getFirst());
  }

  /// As it was called, with the seed; what may be a secret is not shown.
  private String again(long chosen) {
    List<String> words = new ArrayList<>(List.of("meshscope"));
    words.addAll(spec.commandLine().getParseResult().originalArgs());
    boolean seeded = words.stream().anyMatch(word -> word.startsWith("--seed"));
    return Secrets.command(words) + (seeded ? "" : " --seed " + chosen);
  }

  private Comparison.@Nullable Earlier earlier() throws Failure {
    if (compare == null) {
      return null;
    }
    try {
      return Comparison.Earlier.read(compare);
    } catch (IOException e) {
      throw couldNot(Telling.fault(e), e);
    }
  }

  private void checkReports() throws Failure {
    for (Path report : reports) {
      String wrong = ReportFiles.wrong(report).orElse("");
      if (!wrong.isEmpty()) {
        throw couldNot(wrong, null);
      }
    }
  }

  private void write(RunResult result, @Nullable Comparison comparison, @Nullable Path logs)
      throws Failure {
    for (Path report : reports) {
      try {
        ReportFiles.write(report, result, comparison, logs);
      } catch (IOException e) {
        throw couldNot(CliWords.of("lab-run-command.the-report-cannot-be", report), e);
      }
    }
  }

  private static Failure couldNot(String sentence, @Nullable Throwable cause) {
    return new Failure(sentence, cause, COULD_NOT_RUN);
  }
}
