package dev.meshscope.lab.report;

import dev.meshscope.lab.result.Held;
import dev.meshscope.lab.result.LaneResult;
import dev.meshscope.lab.result.RoundResult;
import dev.meshscope.lab.result.RunResult;
import dev.meshscope.lab.words.LabWords;
import java.util.List;
import java.util.Locale;

/// A run for build servers: a suite per lane, a test case per limit, and one for each round that
/// did not come to its fault. A round that does not recover is no failure by itself: a limit says
/// whether it should have. Pure.
public final class JUnitReport {
  private JUnitReport() {}

  /// All of it.
  public static String of(RunResult run) {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append(
        String.format(
            Locale.ROOT,
            "<testsuites name=\"meshscope lab\" time=\"%.3f\">\n",
            run.lasted().toMillis() / 1e3));
    List<Held> limits = run.limits();
    for (LaneResult lane : run.byLane()) {
      suite(
          xml, run, lane, limits.stream().filter(held -> held.lane().equals(lane.lane())).toList());
    }
    return xml.append("</testsuites>\n").toString();
  }

  private static void suite(StringBuilder xml, RunResult run, LaneResult lane, List<Held> limits) {
    List<RoundResult> invalid = lane.rounds().stream().filter(r -> !r.valid()).toList();
    boolean unfinished = run.cancelled() || lane.rounds().isEmpty();
    double seconds = lane.rounds().stream().mapToLong(r -> r.lasted().toMillis()).sum() / 1e3;
    String suite = "lab." + run.scenario().name() + "." + lane.lane().id();
    xml.append(
        String.format(
            Locale.ROOT,
            "  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\" time=\"%.3f\" timestamp=\"%s\">\n",
            Xml.text(suite),
            limits.size() + invalid.size() + (unfinished ? 1 : 0),
            limits.stream().filter(held -> held.measurable() && !held.holds()).count(),
            invalid.size() + (unfinished ? 1 : 0),
            limits.stream().filter(held -> !held.measurable()).count(),
            seconds,
            run.started()));
    xml.append("    <properties>\n");
    property(xml, "seed", String.valueOf(run.seed()));
    property(xml, "rounds", String.valueOf(lane.rounds().size()));
    property(xml, "again", run.command());
    run.where().forEach((name, value) -> property(xml, name, value));
    xml.append("    </properties>\n");
    for (Held held : limits) {
      limit(xml, suite, held);
    }
    for (RoundResult round : invalid) {
      error(xml, suite, "round " + round.number(), Words.of(round));
    }
    if (unfinished) {
      error(
          xml,
          suite,
          "all rounds",
          run.gaveUp()
              ? LabWords.of("junit-report.the-lab-gave-up")
              : LabWords.of("junit-report.the-run-was-ended"));
    }
    xml.append("    <system-out>").append(Xml.text(rounds(lane))).append("</system-out>\n");
    xml.append("  </testsuite>\n");
  }

  private static void limit(StringBuilder xml, String suite, Held held) {
    String name = Xml.text(held.limit().words());
    if (held.holds()) {
      xml.append(
          String.format(
              Locale.ROOT,
              "    <testcase classname=\"%s\" name=\"%s\"/>\n",
              Xml.text(suite),
              name));
      return;
    }
    xml.append(
        String.format(
            Locale.ROOT, "    <testcase classname=\"%s\" name=\"%s\">\n", Xml.text(suite), name));
    String said = held.measurable() ? "failure" : "skipped";
    xml.append(
        String.format(
            Locale.ROOT,
            "      <%s message=\"%s\"/>\n    </testcase>\n",
            said,
            Xml.text(held.limit().words() + ", seen: " + held.actual())));
  }

  private static void error(StringBuilder xml, String suite, String name, String why) {
    xml.append(
        String.format(
            Locale.ROOT,
            "    <testcase classname=\"%s\" name=\"%s\">\n      <error message=\"%s\"/>\n    </testcase>\n",
            Xml.text(suite),
            Xml.text(name),
            Xml.text(why)));
  }

  private static void property(StringBuilder xml, String name, String value) {
    xml.append(
        String.format(
            Locale.ROOT,
            "      <property name=\"%s\" value=\"%s\"/>\n",
            Xml.text(name),
            Xml.text(value)));
  }

  private static String rounds(LaneResult lane) {
    StringBuilder text = new StringBuilder("\n");
    for (RoundResult round : lane.rounds()) {
      text.append("round ").append(round.number()).append(": ").append(Words.of(round));
      text.append(", ").append(round.logs()).append('\n');
    }
    return text.toString();
  }
}
