package dev.meshscope.proof;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// What a flood did, beside the bars. Pure but for the printing.
final class FloodReport {
  private FloodReport() {}

  /// A flood may add so many lines a second to what a node says.
  static final double MOST_LINES = 100;

  /// A handful.
  static final double MOST_ERR_LINES = 5;

  /// A flood may leave so much more on the heap.
  static final long MOST_LEFT_KIB = 32 << 10;

  static final long MOST_RESIDENT_KIB = 400_000;

  /// Prints it; whether all bars are met.
  static boolean print(Flood.Plan plan, Flood.Result result, PrintStream out) {
    boolean rate = result.attemptsPerSecond() >= 0.95 * plan.rate();
    boolean spared = result.lost() == 0 && result.harm().isEmpty();
    long left = result.after().heapKib() - result.before().heapKib();
    boolean memory = left <= MOST_LEFT_KIB && result.mostResidentKib() <= MOST_RESIDENT_KIB;
    boolean log = result.errLinesPerSecond() <= MOST_ERR_LINES;
    boolean told = result.linesPerSecond() <= result.calmLines() + MOST_LINES;
    out.println();
    line(out, rate, "attempts / s", "%,.0f of %,d", result.attemptsPerSecond(), plan.rate());
    line(out, true, "established / s", "%,.0f", result.connected() / result.seconds());
    line(out, spared, "healthy peers lost", "%d", result.lost());
    line(out, spared, "healthy peers harmed", "%d times", result.harm().size());
    line(out, true, "worst round trip of one", "%,d ms", result.worstRoundTripMs());
    line(out, true, "longest gap of one", "%,.0f ms", result.longestGapMs());
    line(out, true, "honest newcomers", "%s", newcomers(result.newcomersMs()));
    line(out, memory, "most resident", "%,d KiB", result.mostResidentKib());
    line(
        out,
        memory,
        "heap before, after",
        "%,d, %,d KiB",
        result.before().heapKib(),
        result.after().heapKib());
    line(out, true, "most descriptors", "%,d", result.mostDescriptors());
    line(
        out,
        true,
        "sockets before, after",
        "%,d, %,d",
        result.before().sockets(),
        result.after().sockets());
    line(out, log, "standard error, lines / s", "%,.1f", result.errLinesPerSecond());
    line(
        out,
        told,
        "events, lines / s",
        "%,.0f, calm %,.0f",
        result.linesPerSecond(),
        result.calmLines());
    most(out, "events", result.lines(), result.seconds(), "/ s");
    most(out, "processor", result.processorMillis(), 10 * result.seconds(), "%");
    result.harm().stream().limit(20).forEach(harm -> out.println("harm: " + harm));
    boolean met = rate && spared && memory && log && told;
    out.println(met ? "all bars are met" : "NOT MET");
    return met;
  }

  private static String newcomers(List<Long> millis) {
    List<Long> in = millis.stream().filter(m -> m >= 0).sorted().toList();
    String times =
        in.isEmpty()
            ? ""
            : ", median %,d ms, worst %,d ms".formatted(in.get(in.size() / 2), in.getLast());
    return in.size() + " of " + millis.size() + " in" + times;
  }

  private static void line(PrintStream out, boolean met, String what, String how, Object... is) {
    out.printf("%-28s %-36s %s%n", what, how.formatted(is), met ? "" : "NOT MET");
  }

  private static void most(
      PrintStream out, String what, Map<String, Long> counts, double by, String unit) {
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(12)
        .forEach(
            entry ->
                out.printf(
                    "  %-10s %-24s %,12.1f %s%n",
                    what, entry.getKey(), entry.getValue() / by, unit));
  }
}
