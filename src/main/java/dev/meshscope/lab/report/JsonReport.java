package dev.meshscope.lab.report;

import dev.meshscope.lab.result.Held;
import dev.meshscope.lab.result.LaneResult;
import dev.meshscope.lab.result.Moment;
import dev.meshscope.lab.result.Outcome;
import dev.meshscope.lab.result.RoundResult;
import dev.meshscope.lab.result.RunResult;
import dev.meshscope.lab.result.Spread;
import dev.meshscope.lab.scenario.Count;
import dev.meshscope.lab.scenario.Lane;
import dev.meshscope.lab.scenario.Measure;
import dev.meshscope.lab.scenario.Metric.Statistic;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A run for programs, and for comparing with later ones. Pure.
public final class JsonReport {
  private JsonReport() {}

  /// The format; a reader of another one does not guess.
  static final int VERSION = 1;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  /// All of it.
  public static String of(RunResult run) {
    ObjectNode root = JSON.createObjectNode().put("version", VERSION);
    root.putObject("scenario")
        .put("name", run.scenario().name())
        .put("title", run.scenario().title())
        .put("does", run.scenario().does())
        .put("shows", run.scenario().shows())
        .put("how", run.scenario().how());
    root.put("seed", run.seed())
        .put("started", run.started().toString())
        .put("lastedMs", run.lasted().toMillis())
        .put("wanted", run.wanted())
        .put("cancelled", run.cancelled())
        .put("gaveUp", run.gaveUp())
        .put("command", run.command())
        .put("verdict", id(run.verdict()));
    ObjectNode where = root.putObject("where");
    run.where().forEach(where::put);
    ArrayNode remarks = root.putArray("remarks");
    run.remarks().forEach(remarks::add);
    ArrayNode limits = root.putArray("limits");
    run.limits().forEach(held -> limits.add(limit(held)));
    ArrayNode lanes = root.putArray("lanes");
    run.byLane().forEach(lane -> lanes.add(lane(lane)));
    ArrayNode rounds = root.putArray("rounds");
    run.rounds().forEach(round -> rounds.add(round(round)));
    return JSON.writeValueAsString(root) + "\n";
  }

  private static ObjectNode limit(Held held) {
    return lane(held.lane())
        .put("limit", held.limit().words())
        .put("holds", held.holds())
        .put("measurable", held.measurable())
        .put("seen", held.actual());
  }

  private static ObjectNode lane(Lane lane) {
    ObjectNode node = JSON.createObjectNode();
    if (lane.hasPolicy()) {
      node.put("policy", lane.policy().id());
    }
    return node.put("survivor", lane.survivor().id()).put("peer", lane.peer().id());
  }

  private static ObjectNode lane(LaneResult lane) {
    ObjectNode node =
        lane(lane.lane())
            .put("rounds", lane.rounds().size())
            .put("invalid", lane.ended(Outcome.Invalid.class));
    lane.recovered().ifPresent(share -> node.put("recovered", share));
    ObjectNode times = node.putObject("times");
    for (Measure measure : Measure.values()) {
      lane.spread(measure).ifPresent(spread -> times.set(measure.field(), spread(spread)));
    }
    ObjectNode counts = node.putObject("counts");
    for (Count count : Count.values()) {
      lane.counted(count).ifPresent(sum -> counts.put(count.field(), sum));
    }
    return node;
  }

  private static ObjectNode spread(Spread spread) {
    ObjectNode node = JSON.createObjectNode().put("rounds", spread.sorted().size());
    for (Statistic statistic : Statistic.values()) {
      node.put(statistic.id(), spread.at(statistic));
    }
    return node;
  }

  private static ObjectNode round(RoundResult round) {
    ObjectNode node =
        lane(round.lane())
            .put("number", round.number())
            .put("seed", round.seed())
            .put("started", round.started().toString())
            .put("lastedMs", round.lasted().toMillis())
            .put("outcome", round.outcome().id())
            .put("logs", round.logs());
    switch (round.outcome()) {
      case Outcome.Invalid(String why) -> node.put("why", why);
      case Outcome.HalfDead(String who) -> node.put("halfDead", who);
      case Outcome.Recovered(), Outcome.NotRecovered(), Outcome.Done() -> {
        // says all
      }
    }
    ObjectNode times = node.putObject("times");
    for (Measure measure : Measure.values()) {
      round.time(measure).ifPresent(value -> times.put(measure.field(), value));
    }
    ObjectNode counts = node.putObject("counts");
    for (Count count : Count.values()) {
      round.counted(count).ifPresent(number -> counts.put(count.field(), number));
    }
    ArrayNode notes = node.putArray("notes");
    round.notes().forEach(notes::add);
    ArrayNode steps = node.putArray("steps");
    for (RoundResult.StepResult step : round.steps()) {
      steps
          .addObject()
          .put("at", step.at().toString())
          .put("step", step.words())
          .put("met", step.met());
    }
    ArrayNode moments = node.putArray("moments");
    for (Moment moment : round.moments()) {
      moments.addObject().put("at", moment.at().toString()).put("what", moment.words());
    }
    return node;
  }

  private static String id(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
