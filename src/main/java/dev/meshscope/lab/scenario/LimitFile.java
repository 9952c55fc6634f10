package dev.meshscope.lab.scenario;

import dev.meshscope.core.judge.Rule;
import dev.meshscope.lab.words.LabWords;
import dev.meshscope.text.Durations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The limits of a file. Pure; on any thread.
final class LimitFile {
  private LimitFile() {}

  private static final Pattern BOUND = Pattern.compile("at (most|least) (\\S+(?: MiB)?)");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(?:\\.\\d{1,3})?");
  private static final List<String> WHERE = List.of("policy", "peer", "survivor");

  /// All limits of one entry.
  static List<Limit> read(Fields entry) throws ScenarioException {
    Optional<String> policyId = entry.maybe("policy");
    Optional<String> peerId = entry.maybe("peer");
    Rule policy = policyId.isEmpty() ? null : Values.rule(entry, "policy", policyId.get());
    PeerKind peer = peerId.isEmpty() ? null : Values.kind(entry, "peer", peerId.get());
    Optional<String> survivorId = entry.maybe("survivor");
    PeerKind survivor =
        survivorId.isEmpty() ? null : Values.kind(entry, "survivor", survivorId.get());
    Lanes where = new Lanes(policy, peer, survivor);
    List<Limit> limits = new ArrayList<>();
    for (String name : entry.names()) {
      if (!WHERE.contains(name)) {
        limits.add(limit(entry, name, where));
      }
    }
    if (limits.isEmpty()) {
      throw entry.wrong(LabWords.of("limit-file.a-limit-says-of"));
    }
    return limits;
  }

  /// For which lanes an entry is; null: for any.
  private record Lanes(
      @Nullable Rule policy, @Nullable PeerKind peer, @Nullable PeerKind survivor) {
    Limit limit(Metric metric, boolean atMost, double bound, String words) {
      return new Limit(policy, peer, survivor, metric, atMost, bound, words);
    }
  }

  private static Limit limit(Fields entry, String name, Lanes where) throws ScenarioException {
    Metric metric = metric(entry, name);
    String text = entry.text(name);
    String words = name + ": " + text;
    boolean recovered = metric instanceof Metric.Recovered;
    if (text.equals("none")) {
      return where.limit(metric, true, 0, words);
    }
    if (recovered && text.equals("all")) {
      return where.limit(metric, false, 1, words);
    }
    Matcher matcher = BOUND.matcher(text);
    if (!matcher.matches()) {
      throw entry.wrong(
          name,
          LabWords.of(
              "limit-file.says-it-needs",
              text,
              recovered
                  ? LabWords.of("limit-file.all-none-or-at")
                  : LabWords.of("limit-file.none-at-most-or")));
    }
    return where.limit(
        metric,
        matcher.group(1).equals("most"),
        bound(entry, name, metric, matcher.group(2)),
        words);
  }

  private static double bound(Fields entry, String name, Metric metric, String text)
      throws ScenarioException {
    return switch (metric) {
      case Metric.Recovered() ->
          number(entry, name, text, "%", LabWords.of("limit-file.a-share-such-as")).orElseThrow()
              / 100;
      case Metric.Total(var count) -> number(entry, name, text, "", "a number").orElseThrow();
      case Metric.Timing(var measure, var statistic) -> {
        if (measure == Measure.MEMORY) {
          yield number(entry, name, text, " MiB", LabWords.of("limit-file.a-size-such-as"))
              .orElseThrow();
        }
        yield Durations.parse(text)
            .map(d -> d.toNanos() / 1e6)
            .orElseThrow(() -> entry.wrong(name, LabWords.of("limit-file.says-it-needs-a", text)));
      }
    };
  }

  private static Optional<Double> number(
      Fields entry, String name, String text, String unit, String wanted) throws ScenarioException {
    String digits = text.endsWith(unit) ? text.substring(0, text.length() - unit.length()) : "";
    if (!NUMBER.matcher(digits).matches()) {
      throw entry.wrong(name, LabWords.of("limit-file.says-it-needs", text, wanted));
    }
    return Optional.of(Double.parseDouble(digits));
  }

  private static Metric metric(Fields entry, String name) throws ScenarioException {
    if (name.equals("recovered")) {
      return new Metric.Recovered();
    }
    for (Count count : Count.values()) {
      if (count.id().equals(name)) {
        return new Metric.Total(count);
      }
    }
    for (Measure measure : Measure.values()) {
      for (Metric.Statistic statistic : Metric.Statistic.values()) {
        if (name.equals(measure.id() + " " + statistic.id())) {
          return new Metric.Timing(measure, statistic);
        }
      }
    }
    throw entry.wrong(
        name,
        LabWords.of(
            "limit-file.is-no-measure-known",
            Stream.concat(
                    Arrays.stream(Count.values()).map(Count::id),
                    Arrays.stream(Measure.values()).map(m -> m.id() + " p95"))
                .collect(Collectors.joining(", "))));
  }
}
