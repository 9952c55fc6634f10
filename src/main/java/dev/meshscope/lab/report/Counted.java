package dev.meshscope.lab.report;

import dev.meshscope.lab.result.Outcome;
import dev.meshscope.lab.result.RoundResult;
import dev.meshscope.lab.scenario.Count;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What was counted in rounds that came to their fault. Pure.
///
/// @param rounds how many rounds
/// @param expected in how many of them the peer was expected back
/// @param recovered in how many of these it was
/// @param counts what was counted in each of them; what could not be is left out
record Counted(int rounds, int expected, int recovered, Map<Count, Integer> counts) {
  /// Copies the map.
  Counted {
    counts = Map.copyOf(counts);
  }

  static Counted of(RoundResult round) {
    return of(round.outcome().id(), round.counts());
  }

  /// A round of a JSON report.
  static Counted of(JsonNode round) {
    Map<Count, Integer> counts = new EnumMap<>(Count.class);
    for (Count count : Count.values()) {
      JsonNode value = round.path("counts").path(count.field());
      if (value.isInt()) {
        counts.put(count, value.asInt());
      }
    }
    return of(round.path("outcome").asString(""), counts);
  }

  private static Counted of(String outcome, Map<Count, Integer> counts) {
    boolean back = outcome.equals(new Outcome.Recovered().id());
    boolean expected =
        back
            || outcome.equals(new Outcome.NotRecovered().id())
            || outcome.equals(new Outcome.HalfDead("").id());
    return new Counted(1, expected ? 1 : 0, back ? 1 : 0, counts);
  }

  static Counted sum(List<Counted> each) {
    Map<Count, Integer> counts = new EnumMap<>(Count.class);
    for (Count count : Count.values()) {
      if (each.stream().allMatch(one -> one.counts().containsKey(count))) {
        counts.put(count, each.stream().mapToInt(one -> one.counts().getOrDefault(count, 0)).sum());
      }
    }
    return new Counted(
        each.stream().mapToInt(Counted::rounds).sum(),
        each.stream().mapToInt(Counted::expected).sum(),
        each.stream().mapToInt(Counted::recovered).sum(),
        counts);
  }
}
