package dev.meshscope.proof;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// Whether a soak went well. Pure but for the printing.
final class SoakReport {
  private SoakReport() {}

  /// What may be added to the heap between the first weighing and the end: noise, and what the
  /// peers' histories take until they are full.
  private static final long HEAP_SLACK_KIB = 4 << 10;

  /// What may be added to the resident memory: compiled code, mostly.
  private static final long RESIDENT_SLACK_KIB = 48 << 10;

  private static final double GROWTH = 1.10;
  private static final int THREAD_SLACK = 3;

  /// Prints it; whether all is well.
  static boolean print(Soak.Plan plan, Soak.Result result, PrintStream out) {
    List<String> wrong = wrong(result);
    out.printf("%ndone:%n");
    result.done().forEach((what, count) -> out.printf("  %-28s %,8d%n", what, count));
    out.println("rare events: " + result.events());
    out.printf(
        "lines: %,d events and %,d of the program itself, read back%n",
        result.lines().events(), result.lines().own());
    result.lines().first().forEach(one -> out.println("line " + one.line() + ": " + one.what()));
    out.printf(
        "wrong promotions: %d of a peer's older life that spoke again, so they were right; %d others%n",
        result.wrongPromotions().right(), result.wrongPromotions().wrong());
    line(out, "before the first peer", result.idle());
    result.weights().forEach(weight -> line(out, "with peers", weight));
    line(out, result.connected() + " peers, at rest", result.last());
    result.faults().stream().limit(40).forEach(fault -> out.println("fault: " + fault));
    result.differences().stream().limit(20).forEach(one -> out.println("difference: " + one));
    result.told().lines().limit(40).forEach(said -> out.println("standard error: " + said));
    wrong.forEach(one -> out.println("NOT MET: " + one));
    out.println(
        wrong.isEmpty()
            ? "all is well"
            : "not well; again with -Dbench.args=\"%d %d %d\""
                .formatted(plan.seconds(), plan.peers(), plan.seed()));
    return wrong.isEmpty();
  }

  /// What is wrong, one sentence each.
  static List<String> wrong(Soak.Result result) {
    List<String> wrong = new ArrayList<>();
    check(wrong, result.faults().isEmpty(), result.faults().size() + " faults");
    check(
        wrong,
        result.differences().isEmpty(),
        result.differences().size() + " differences between table and truth");
    check(
        wrong,
        result.lines().differing() == 0,
        result.lines().differing() + " lines are not read back as they were written");
    check(wrong, !result.told().contains("LEAK"), "buffers leaked");
    check(wrong, result.told().isEmpty(), "something was said on standard error");
    long sockets = result.idle().sockets() + result.connected();
    check(
        wrong,
        result.last().sockets() == sockets,
        "%d sockets are open, not %d".formatted(result.last().sockets(), sockets));
    for (String never : List.of("clone", "identity-alarm", "dropped")) {
      check(wrong, !result.events().containsKey(never), never + " was told");
    }
    check(
        wrong,
        result.wrongPromotions().wrong() == 0,
        result.wrongPromotions().wrong() + " promotions were wrong");
    Soak.Weight first = result.weights().isEmpty() ? result.idle() : result.weights().getFirst();
    Soak.Weight last = result.last();
    check(
        wrong,
        last.heapKib() <= first.heapKib() * GROWTH + HEAP_SLACK_KIB,
        "the heap grew from %,d to %,d KiB".formatted(first.heapKib(), last.heapKib()));
    check(
        wrong,
        last.residentKib() <= first.residentKib() * GROWTH + RESIDENT_SLACK_KIB,
        "resident memory grew from %,d to %,d KiB"
            .formatted(first.residentKib(), last.residentKib()));
    check(
        wrong,
        last.threads() <= first.threads() + THREAD_SLACK,
        "threads grew from %d to %d".formatted(first.threads(), last.threads()));
    return wrong;
  }

  private static void check(List<String> wrong, boolean holds, String otherwise) {
    if (!holds) {
      wrong.add(otherwise);
    }
  }

  private static void line(PrintStream out, String when, Soak.Weight weight) {
    out.printf(
        "%-24s %5d s: %,8d KiB resident, %,8d KiB of heap, %,4d sockets, %d threads%n",
        when,
        weight.second(),
        weight.residentKib(),
        weight.heapKib(),
        weight.sockets(),
        weight.threads());
  }
}
