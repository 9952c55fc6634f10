package dev.meshscope.lab.scenario;

import dev.meshscope.core.event.EventKind;
import dev.meshscope.core.judge.Rule;
import dev.meshscope.lab.words.LabWords;
import dev.meshscope.text.Durations;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What single values of a file can be. Pure; on any thread.
final class Values {
  private Values() {}

  private static final Pattern WAY = Pattern.compile("(\\S+)\\s+(<?->)\\s+(\\S+)");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

  static Duration duration(Fields fields, String field) throws ScenarioException {
    return duration(fields, field, fields.text(field));
  }

  static Duration duration(Fields fields, String field, String text) throws ScenarioException {
    Optional<Duration> duration = Durations.parse(text);
    if (duration.isEmpty() || duration.get().compareTo(Duration.ofHours(1)) > 0) {
      throw fields.wrong(field, LabWords.of("values.says-it-needs-a", text));
    }
    return duration.get();
  }

  static Duration duration(Fields fields, String field, Duration otherwise)
      throws ScenarioException {
    return fields.has(field) ? duration(fields, field) : or(fields, field, otherwise);
  }

  private static Duration or(Fields fields, String field, Duration otherwise)
      throws ScenarioException {
    // Asked for, so that it counts as known.
    return fields.maybe(field).isEmpty() ? otherwise : duration(fields, field);
  }

  static int number(Fields fields, String field, int otherwise, int most) throws ScenarioException {
    Optional<String> text = fields.maybe(field);
    if (text.isEmpty()) {
      return otherwise;
    }
    int number = NUMBER.matcher(text.get()).matches() ? Integer.parseInt(text.get()) : 0;
    if (number < 1 || number > most) {
      throw fields.wrong(field, LabWords.of("values.says-it-needs-a-b", text.get(), most));
    }
    return number;
  }

  static Way way(Fields fields, String field, Set<String> nodes) throws ScenarioException {
    String text = fields.text(field);
    Matcher matcher = WAY.matcher(text);
    if (!matcher.matches()) {
      throw fields.wrong(field, LabWords.of("values.says-it-needs-a-c", text));
    }
    String from = node(fields, field, matcher.group(1), nodes);
    String to = node(fields, field, matcher.group(3), nodes);
    if (from.equals(to)) {
      throw fields.wrong(field, LabWords.of("values.leads-from-to-itself", from));
    }
    return new Way(from, to, matcher.group(2).equals("<->"));
  }

  static String node(Fields fields, String field, String name, Set<String> nodes)
      throws ScenarioException {
    if (!nodes.contains(name)) {
      throw fields.wrong(
          field, LabWords.of("values.speaks-of-the-nodes", name, String.join(", ", nodes)));
    }
    return name;
  }

  static Rule rule(Fields fields, String field, String id) throws ScenarioException {
    for (Rule rule : Rule.values()) {
      if (rule.id().equals(id)) {
        return rule;
      }
    }
    throw fields.wrong(
        field,
        LabWords.of(
            "values.says-the-policies-are",
            id,
            Arrays.stream(Rule.values()).map(Rule::id).collect(Collectors.joining(", "))));
  }

  static PeerKind kind(Fields fields, String field, String id) throws ScenarioException {
    Optional<PeerKind> kind = PeerKind.of(id);
    if (kind.isEmpty()) {
      throw fields.wrong(
          field,
          LabWords.of(
              "values.says-a-node-is",
              id,
              Arrays.stream(PeerKind.values())
                  .map(PeerKind::id)
                  .collect(Collectors.joining(", "))));
    }
    return kind.get();
  }

  /// The name of an event; `more` may be said too.
  static String event(Fields fields, String field, Set<String> more) throws ScenarioException {
    String name = fields.text(field);
    Set<String> events = EventKind.names();
    if (!events.contains(name) && !more.contains(name)) {
      Set<String> known = new TreeSet<>(events);
      known.addAll(more);
      throw fields.wrong(
          field, LabWords.of("values.says-it-can-be", name, String.join(", ", known)));
    }
    return name;
  }
}
