package dev.meshscope.lab.scenario;

import dev.meshscope.lab.words.LabWords;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// One step of a file. Pure; on any thread.
final class StepFile {
  private StepFile() {}

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Set<String> STATES =
      Set.of(Step.Expect.LIVE, Step.Expect.BACK, Step.Expect.SETTLED);
  private static final String VERBS = LabWords.of("step-file.start-kill-stop-freeze");

  static Step read(Fields step, Set<String> nodes) throws ScenarioException {
    String verb = step.names().isEmpty() ? "" : step.names().getFirst();
    Step read =
        switch (verb) {
          case "start" -> start(step, nodes);
          case "kill", "stop", "freeze", "thaw", "relaunch", "hold" ->
              new Step.To(Step.Act.valueOf(verb.toUpperCase(Locale.ROOT)), node(step, verb, nodes));
          case "wait" -> waiting(step);
          case "partition" -> new Step.Partition(Values.way(step, verb, nodes));
          case "delay" ->
              new Step.Delay(Values.way(step, verb, nodes), Values.duration(step, "by"));
          case "heal" -> new Step.Heal(Values.way(step, verb, nodes));
          case "cut", "reset" -> new Step.Cut(Values.way(step, verb, nodes), verb.equals("reset"));
          case "dial" -> new Step.Dial(Values.way(step, verb, nodes));
          case "duplicate" -> new Step.Visit(node(step, verb, nodes), 1, Duration.ZERO, true);
          case "storm" ->
              new Step.Visit(
                  node(step, verb, nodes),
                  Values.number(step, "dials", 60, 10_000),
                  Values.duration(step, "over", Duration.ofSeconds(2)),
                  true);
          case "claim" -> claim(step, nodes);
          case "talk" ->
              new Step.Talk(
                  Values.way(step, verb, nodes),
                  step.has("lasting") ? Values.duration(step, "lasting") : null);
          case "expect" ->
              new Step.Expect(
                  Values.event(step, verb, STATES),
                  of(step, nodes),
                  step.maybe("reason").orElse(null),
                  Values.duration(step, "within", SOON));
          case "never" ->
              new Step.Never(
                  Values.event(step, verb, Set.of()),
                  of(step, nodes),
                  step.maybe("reason").orElse(null),
                  Values.duration(step, "lasting"));
          default -> throw step.wrong(LabWords.of("step-file.a-step-begins-with", VERBS));
        };
    step.nothingElse();
    return read;
  }

  private static Step start(Fields step, Set<String> nodes) throws ScenarioException {
    List<String> names = step.words("start");
    for (String name : names) {
      Values.node(step, "start", name, nodes);
    }
    if (names.isEmpty()) {
      throw step.wrong("start", "names nobody");
    }
    return new Step.Start(names);
  }

  private static Step waiting(Fields step) throws ScenarioException {
    String[] bounds = step.text("wait").split("\\s+to\\s+", 2);
    Duration least = Values.duration(step, "wait", bounds[0]);
    Duration most = bounds.length == 1 ? least : Values.duration(step, "wait", bounds[1]);
    if (most.compareTo(least) < 0) {
      throw step.wrong("wait", LabWords.of("step-file.goes-from-the-longer"));
    }
    return new Step.Wait(least, most);
  }

  private static Step claim(Fields step, Set<String> nodes) throws ScenarioException {
    String node = node(step, "claim", nodes);
    String key = step.text("key");
    if (!Set.of("same", "other").contains(key)) {
      throw step.wrong("key", LabWords.of("step-file.is-same-or-other"));
    }
    return new Step.Visit(node, 1, Duration.ZERO, key.equals("same"));
  }

  private static String node(Fields step, String field, Set<String> nodes)
      throws ScenarioException {
    return Values.node(step, field, step.text(field), nodes);
  }

  private static String of(Fields step, Set<String> nodes) throws ScenarioException {
    Optional<String> of = step.maybe("of");
    return Values.node(step, "of", of.orElse(NodeSpec.PEER), nodes);
  }
}
