package dev.meshscope.lab.report;

import dev.meshscope.lab.scenario.Count;
import dev.meshscope.lab.scenario.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Something counted, then and now. Pure.
///
/// @param lane whose
/// @param what `recovered`, or a count
/// @param then so many, in so many rounds
/// @param now the same
/// @param moreIsBetter whether a larger share is a better one
public record Tally(Lane lane, String what, Share then, Share now, boolean moreIsBetter) {

  /// So many in so many.
  public record Share(int number, int of) {
    OptionalDouble value() {
      return of == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) number / of);
    }
  }

  /// Whether now is worse than then, by the round.
  public boolean worse() {
    int order = order();
    return moreIsBetter ? order < 0 : order > 0;
  }

  private int order() {
    return Double.compare(now.value().orElse(0), then.value().orElse(0));
  }

  /// What both have counted.
  static List<Tally> of(Lane lane, Counted then, Counted now) {
    List<Tally> tallies = new ArrayList<>();
    if (then.expected() > 0 && now.expected() > 0) {
      tallies.add(
          new Tally(
              lane,
              "recovered",
              new Share(then.recovered(), then.expected()),
              new Share(now.recovered(), now.expected()),
              true));
    }
    for (Count count : Count.values()) {
      Integer before = then.counts().get(count);
      Integer after = now.counts().get(count);
      if (before != null && after != null) {
        tallies.add(
            new Tally(
                lane,
                count.id(),
                new Share(before, then.rounds()),
                new Share(after, now.rounds()),
                false));
      }
    }
    return tallies;
  }

  String markdown() {
    String verdict = worse() ? "**worse**" : order() == 0 ? "as then" : "better";
    return "| " + String.join(" | ", lane.words(), what, words(then), words(now), verdict) + " |";
  }

  private String words(Share share) {
    return moreIsBetter
        ? share.number() + " of " + share.of()
        : share.number() + " in " + share.of() + (share.of() == 1 ? " round" : " rounds");
  }
}
