package dev.meshscope.cli;

import dev.meshscope.cli.words.CliWords;
import dev.meshscope.lab.report.Words;
import dev.meshscope.lab.result.RoundResult;
import dev.meshscope.lab.run.LabObserver;
import dev.meshscope.lab.run.Progress;
import dev.meshscope.lab.run.RunPlan;
import dev.meshscope.lab.scenario.Lane;
import dev.meshscope.text.Plain;
import dev.meshscope.text.Spans;
import java.io.Console;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How a run goes, on standard error: a line per round, and in a terminal one line more that says
/// what is going on. Called on the threads of the run; guarded by its own lock.
final class LabProgress implements LabObserver {
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter out;
  private final boolean terminal;
  private int told;
  private boolean begun;
  private boolean ended;

  LabProgress(PrintWriter out) {
    this.out = out;
    this.terminal = terminal(System.console());
  }

  private static boolean terminal(@Nullable Console console) {
    return console != null && console.isTerminal();
  }

  /// Nothing is told before.
  synchronized void begin(RunPlan plan, List<String> remarks) {
    begun = true;
    out.println(
        CliWords.of(
            "lab-progress.seed",
            Plain.text(plan.scenario().title()),
            plan.rounds(),
            plan.rounds() == 1
                ? CliWords.of("lab-progress.round-each-of")
                : CliWords.of("lab-progress.rounds-each-of"),
            plan.lanes().stream().map(Lane::words).collect(Collectors.joining("; ")),
            plan.seed()));
    remarks.stream().map(Plain::text).forEach(out::println);
    out.flush();
  }

  @Override
  public synchronized void progress(Progress progress) {
    if (!begun || ended) {
      return;
    }
    for (; told < progress.results().size(); told++) {
      RoundResult round = progress.results().get(told);
      String left =
          told + 1 == progress.total() || progress.remaining().isEmpty()
              ? ""
              : CliWords.of(
                  "lab-progress.about-left", Spans.left(progress.remaining().get().toNanos()));
      out.println(
          CliWords.of(
              "lab-progress.of",
              terminal ? CLEAR : "",
              told + 1,
              progress.total(),
              round.lane().words(),
              Plain.text(Words.of(round)),
              left));
    }
    if (terminal) {
      progress.now().ifPresent(now -> out.print(CLEAR + line(now)));
    }
    out.flush();
  }

  private static String line(Progress.Now now) {
    String faults = now.faults().isEmpty() ? "" : " [" + String.join("; ", now.faults()) + "]";
    String line = Plain.text(now.lane().words() + ": " + now.step() + faults);
    return line.length() > 100 ? line.substring(0, 99) + "…" : line;
  }

  synchronized void end() {
    ended = true;
    out.print(terminal ? CLEAR : "");
    out.flush();
  }
}
