package dev.meshscope.doctor;

import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Networking;
import dev.meshscope.core.table.PeerTable;
import java.util.ArrayList;
import java.util.List;

/// All the doctor found at one instant: a value. Made on any thread.
///
/// @param checks in the order in which they are told
public record Checkup(List<Check> checks) {
  private static final int STATES = 6;
  private static final int NAMES = 16;

  /// Copies the list.
  public Checkup {
    checks = List.copyOf(checks);
  }

  /// Looks at all of it.
  ///
  /// @param listening where we listen
  /// @param wanted which networks are to be joined
  public static Checkup of(
      PeerTable table,
      Endpoint listening,
      Networking wanted,
      Surroundings surroundings,
      long nowNs) {
    List<Check> checks = new ArrayList<>(OwnChecks.of(table, listening, wanted, surroundings));
    checks.addAll(LanChecks.of(table.networks().lan(), wanted, surroundings.leftOut(), nowNs));
    checks.add(RelayChecks.of(table.networks().relay(), nowNs));
    checks.addAll(SystemChecks.of(table, surroundings, nowNs));
    checks.addAll(PeerChecks.of(table, nowNs));
    return new Checkup(checks);
  }

  /// How many stand so.
  public int count(Check.State state) {
    return (int) checks.stream().filter(check -> check.state() == state).count();
  }

  /// All of it in a sentence.
  public String summary() {
    int bad = count(Check.State.BAD);
    int warn = count(Check.State.WARN);
    if (bad == 0) {
      return warn == 0
          ? Text.of("summary.well")
          : Text.of(warn == 1 ? "summary.warn.one" : "summary.warn", warn);
    }
    String wrong = Text.of(bad == 1 ? "summary.bad.one" : "summary.bad", bad);
    return warn == 0
        ? Text.ended(wrong)
        : Text.of(
            "summary.both", wrong, Text.of(warn == 1 ? "summary.also.one" : "summary.also", warn));
  }

  /// As text: a line for each check, advice below what is amiss, the summary at the end.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Check check : checks) {
      lines.add(pad(check.state().id(), STATES) + pad(check.name(), NAMES) + check.fact());
      if (check.state() == Check.State.WARN || check.state() == Check.State.BAD) {
        lines.add(" ".repeat(STATES + NAMES) + check.advice());
      }
    }
    lines.add("");
    lines.add(summary());
    return lines;
  }

  private static String pad(String text, int width) {
    int length = text.codePointCount(0, text.length());
    return text + " ".repeat(Math.max(1, width - length));
  }
}
