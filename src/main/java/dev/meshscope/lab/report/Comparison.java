package dev.meshscope.lab.report;

import dev.meshscope.lab.result.LaneResult;
import dev.meshscope.lab.result.Outcome;
import dev.meshscope.lab.result.RoundResult;
import dev.meshscope.lab.result.RunResult;
import dev.meshscope.lab.result.Spread;
import dev.meshscope.lab.scenario.Lane;
import dev.meshscope.lab.scenario.Measure;
import dev.meshscope.lab.words.LabWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A run beside an earlier one. Says how often a round of now is slower than one of then, over all
/// pairs: about half means that nothing has changed. Pure but for [Earlier#read].
///
/// @param rows a row for each measure that both have
/// @param tallies a row for whatever was counted in both
/// @param remarks what makes the two hard to compare
public record Comparison(List<Row> rows, List<Tally> tallies, List<String> remarks) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Such rounds did not get to the fault: what was measured in them counts nowhere.
  private static final String INVALID = new Outcome.Invalid("").id();

  private static final List<Measure> COMPARED =
      List.of(Measure.RECOVERY, Measure.START_TO_LIVE, Measure.REDIAL_TO_LIVE, Measure.MEMORY);

  /// Copies the lists.
  public Comparison {
    rows = List.copyOf(rows);
    tallies = List.copyOf(tallies);
    remarks = List.copyOf(remarks);
  }

  /// One measure of one lane.
  ///
  /// @param slower the share of pairs in which now is more than then, from 0 to 1
  public record Row(Lane lane, Measure measure, Spread then, Spread now, double slower) {}

  /// What is kept of an earlier run.
  ///
  /// @param scenario its name
  /// @param where the machine
  /// @param values by lane, as `probe-raw`, and measure
  /// @param counted by lane
  public record Earlier(
      String scenario,
      String where,
      Map<String, Map<Measure, double[]>> values,
      Map<String, Counted> counted) {

    /// Reads a JSON report.
    ///
    /// @throws IOException with one sentence if it is none
    public static Earlier read(Path file) throws IOException {
      JsonNode root;
      try {
        root = JSON.readTree(Files.readString(file));
      } catch (IOException e) {
        throw new IOException(LabWords.of("comparison.the-earlier-run-cannot", file), e);
      } catch (JacksonException e) {
        throw new IOException(LabWords.of("comparison.the-earlier-run-is", file), e);
      }
      if (root.path("version").asInt(0) != JsonReport.VERSION || !root.path("rounds").isArray()) {
        throw new IOException(LabWords.of("comparison.the-earlier-run-is-b", file));
      }
      Values values = new Values();
      Map<String, List<Counted>> counted = new LinkedHashMap<>();
      for (JsonNode round : root.path("rounds")) {
        if (round.path("outcome").asString("").equals(INVALID)) {
          continue;
        }
        String lane = lane(round);
        counted.computeIfAbsent(lane, _ -> new ArrayList<>()).add(Counted.of(round));
        for (Measure measure : Measure.values()) {
          JsonNode value = round.path("times").path(measure.field());
          if (value.isNumber()) {
            values.add(lane, measure, value.asDouble());
          }
        }
      }
      return new Earlier(
          root.path("scenario").path("name").asString(""),
          root.path("where").path("system").asString(""),
          values.byLane(),
          sums(counted));
    }

    /// As in [Lane#id].
    private static String lane(JsonNode round) {
      String policy = round.path("policy").asString("");
      String first = policy.isEmpty() ? round.path("survivor").asString("") + "-survivor" : policy;
      return first + "-" + round.path("peer").asString("");
    }

    /// What is kept of a run that has just ended.
    public static Earlier of(RunResult run) {
      Values values = new Values();
      Map<String, List<Counted>> counted = new LinkedHashMap<>();
      for (RoundResult round : run.rounds().stream().filter(RoundResult::valid).toList()) {
        counted.computeIfAbsent(round.lane().id(), _ -> new ArrayList<>()).add(Counted.of(round));
        for (Measure measure : Measure.values()) {
          round.time(measure).ifPresent(value -> values.add(round.lane().id(), measure, value));
        }
      }
      return new Earlier(
          run.scenario().name(),
          run.where().getOrDefault("system", ""),
          values.byLane(),
          sums(counted));
    }

    private static Map<String, Counted> sums(Map<String, List<Counted>> rounds) {
      Map<String, Counted> sums = new LinkedHashMap<>();
      rounds.forEach((lane, each) -> sums.put(lane, Counted.sum(each)));
      return sums;
    }
  }

  /// Gathers what was measured.
  private static final class Values {
    private final Map<String, Map<Measure, List<Double>>> lists = new LinkedHashMap<>();

    void add(String lane, Measure measure, double value) {
      lists
          .computeIfAbsent(lane, key -> new EnumMap<>(Measure.class))
          .computeIfAbsent(measure, key -> new ArrayList<>())
          .add(value);
    }

    Map<String, Map<Measure, double[]>> byLane() {
      Map<String, Map<Measure, double[]>> values = new LinkedHashMap<>();
      lists.forEach(
          (lane, of) -> {
            Map<Measure, double[]> arrays = new EnumMap<>(Measure.class);
            of.forEach(
                (measure, list) ->
                    arrays.put(measure, list.stream().mapToDouble(Double::doubleValue).toArray()));
            values.put(lane, arrays);
          });
      return values;
    }
  }

  /// What can be compared.
  public static Comparison of(Earlier earlier, RunResult now) {
    List<Row> rows = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    if (!earlier.scenario().equals(now.scenario().name())) {
      remarks.add(LabWords.of("comparison.the-earlier-run-was", earlier.scenario()));
    }
    if (!earlier.where().equals(now.where().get("system"))) {
      remarks.add(LabWords.of("comparison.the-earlier-run-was-b", earlier.where()));
    }
    List<Tally> tallies = new ArrayList<>();
    Map<String, Counted> counted = Earlier.of(now).counted();
    for (LaneResult lane : now.byLane()) {
      Counted before = earlier.counted().get(lane.lane().id());
      Counted after = counted.get(lane.lane().id());
      if (before != null && after != null) {
        tallies.addAll(Tally.of(lane.lane(), before, after));
      }
      rows.addAll(rows(earlier, lane));
    }
    if (rows.isEmpty() && tallies.isEmpty()) {
      remarks.add(LabWords.of("comparison.the-two-runs-have"));
    }
    return new Comparison(rows, tallies, remarks);
  }

  private static List<Row> rows(Earlier earlier, LaneResult lane) {
    List<Row> rows = new ArrayList<>();
    Map<Measure, double[]> then = earlier.values().getOrDefault(lane.lane().id(), Map.of());
    for (Measure measure : COMPARED) {
      Optional<Spread> before =
          then.containsKey(measure) ? Spread.of(then.get(measure)) : Optional.empty();
      Optional<Spread> after = lane.spread(measure);
      if (before.isPresent() && after.isPresent()) {
        rows.add(
            new Row(
                lane.lane(),
                measure,
                before.get(),
                after.get(),
                slower(before.get(), after.get())));
      }
    }
    return rows;
  }

  /// Equal ones count half.
  static double slower(Spread then, Spread now) {
    double more = 0;
    for (double after : now.sorted()) {
      for (double before : then.sorted()) {
        more += after > before ? 1 : after == before ? 0.5 : 0;
      }
    }
    return more / then.sorted().size() / now.sorted().size();
  }

  List<String> markdown() {
    List<String> out = new ArrayList<>();
    out.add(LabWords.of("comparison.compared-with-the-earlier"));
    out.add("");
    for (String remark : remarks) {
      out.add(Md.text(remark));
      out.add("");
    }
    if (!tallies.isEmpty()) {
      out.add(LabWords.of("comparison.policy-or-survivor-peer"));
      out.add("|" + " --- |".repeat(5));
      tallies.forEach(tally -> out.add(tally.markdown()));
      out.add("");
    }
    if (!rows.isEmpty()) {
      out.add(LabWords.of("comparison.policy-or-survivor-peer-b"));
      out.add("|" + " --- |".repeat(7));
    }
    for (Row row : rows) {
      out.add(
          LabWords.of(
              "comparison.in-of-all-pairs",
              row.lane().words(),
              row.measure().id(),
              row.measure().words(row.then().percentile(0.5)),
              row.measure().words(row.now().percentile(0.5)),
              row.measure().words(row.then().percentile(0.95)),
              row.measure().words(row.now().percentile(0.95)),
              String.format(Locale.ROOT, "%.0f", row.slower() * 100)));
    }
    return out;
  }
}
