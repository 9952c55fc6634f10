package dev.meshscope.lab.run;

import dev.meshscope.lab.result.Counting;
import dev.meshscope.lab.result.Facts;
import dev.meshscope.lab.result.Marks;
import dev.meshscope.lab.result.Measuring;
import dev.meshscope.lab.result.Moments;
import dev.meshscope.lab.result.Outcome;
import dev.meshscope.lab.result.RoundResult;
import dev.meshscope.lab.result.Story;
import dev.meshscope.lab.scenario.Count;
import dev.meshscope.lab.scenario.Measure;
import dev.meshscope.lab.scenario.NodeSpec;
import dev.meshscope.lab.scenario.Step;
import dev.meshscope.lab.words.LabWords;
import dev.meshscope.lab.world.LifeFacts;
import dev.meshscope.lab.world.Setting;
import dev.meshscope.lab.world.World;
import dev.meshscope.lab.world.WorldException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One round from its first step to what came of it. On the run's thread, which may be interrupted.
final class Round {
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);
  private static final long ASK_EVERY_NS = 100_000_000L;
  private static final Duration ON_ITS_WAY = Duration.ofMillis(500);

  /// Of a survivor that tells nothing.
  private static final Set<String> TO_BE_SEEN =
      Set.of(Step.Expect.LIVE, Step.Expect.BACK, Step.Expect.SETTLED, "left");

  private final int number;
  private final Setting setting;
  private final World world;
  private final Journal journal;
  private final Random random;
  private final Duration pause;
  private final BiConsumer<Integer, Step> onStep;
  private final Instant started = Instant.now();
  private final List<RoundResult.StepResult> steps = new ArrayList<>();
  private @Nullable Instant faultAt;
  private Instant actAt = Instant.now();
  private @Nullable Instant relaunchedAt;
  private @Nullable Marks marks;
  private int unmet;
  private long askedNs = System.nanoTime();
  private final List<String> unseen = new ArrayList<>();

  /// @param pause waited before each step
  /// @param onStep told the number and the step that begins
  Round(
      int number,
      Setting setting,
      World world,
      Journal journal,
      Duration pause,
      BiConsumer<Integer, Step> onStep) {
    this.number = number;
    this.setting = setting;
    this.world = world;
    this.journal = journal;
    this.random = new Random(setting.seed() ^ 0x5DEECE66DL);
    this.pause = pause;
    this.onStep = onStep;
  }

  /// Does all steps.
  ///
  /// @throws InterruptedException if the run is cancelled
  RoundResult run() throws InterruptedException {
    try {
      int at = 0;
      for (Step step : setting.scenario().steps()) {
        onStep.accept(++at, step);
        if (!pause.isZero()) {
          journal.letPass(pause);
        }
        Instant begun = Instant.now();
        boolean met = carryOut(step, begun);
        steps.add(new RoundResult.StepResult(step.words(), begun, met));
        unmet += met ? 0 : 1;
        if (!met && faultAt == null && step instanceof Step.Expect expect && setUp(expect)) {
          return result(new Outcome.Invalid(world.howFar(expect.of())));
        }
      }
      lastWords();
      return result(outcome());
    } catch (WorldException e) {
      return result(new Outcome.Invalid(String.valueOf(e.getMessage())));
    }
  }

  /// Whether what was expected has to be there before anything can be tried.
  private static boolean setUp(Step.Expect expect) {
    return expect.what().equals(Step.Expect.LIVE);
  }

  private Outcome outcome() {
    if (!setting.scenario().recovers() || marks == null) {
      return new Outcome.Done();
    }
    Story story = story();
    if (story.backAt(marks).isPresent()) {
      return new Outcome.Recovered();
    }
    return story
        .halfDead(marks)
        .<Outcome>map(Outcome.HalfDead::new)
        .orElseGet(Outcome.NotRecovered::new);
  }

  private boolean carryOut(Step step, Instant begun) throws WorldException, InterruptedException {
    switch (step) {
      case Step.Start start -> world.start(start.nodes());
      case Step.To to -> act(to, begun);
      case Step.Wait wait -> journal.letPass(between(wait.least(), wait.most()));
      case Step.Partition partition -> {
        fault(begun);
        world.partition(partition.way());
      }
      case Step.Delay delay -> {
        fault(begun);
        world.delay(delay.way(), delay.by());
      }
      case Step.Heal heal -> {
        actAt = begun;
        world.heal(heal.way());
      }
      case Step.Cut cut -> {
        fault(begun);
        world.cut(cut.way(), cut.reset());
      }
      case Step.Dial dial -> {
        actAt = begun;
        world.dial(dial.way());
      }
      case Step.Visit visit -> {
        fault(begun);
        world.visit(visit);
      }
      case Step.Talk talk -> world.talk(talk.way(), talk.lasting());
      case Step.Expect expect -> {
        return expect(expect);
      }
      case Step.Never never -> {
        return never(never, begun);
      }
    }
    return true;
  }

  private void act(Step.To to, Instant begun) throws WorldException, InterruptedException {
    actAt = begun;
    switch (to.act()) {
      case HOLD -> {
        fault(begun);
        world.hold(to.node());
      }
      case KILL -> {
        fault(begun);
        world.kill(to.node());
      }
      case STOP -> {
        fault(begun);
        world.stop(to.node());
      }
      case FREEZE -> {
        fault(begun);
        world.freeze(to.node());
      }
      case THAW -> world.thaw(to.node());
      case RELAUNCH -> {
        world.relaunch(to.node());
        if (to.node().equals(NodeSpec.PEER)) {
          relaunchedAt = newest(NodeSpec.PEER);
        }
      }
    }
  }

  private @Nullable Instant newest(String node) {
    LifeFacts life = facts().newest(node);
    return life == null ? null : life.started();
  }

  private void fault(Instant at) {
    actAt = at;
    faultAt = faultAt == null ? at : faultAt;
  }

  private Duration between(Duration least, Duration most) {
    long spread = most.toMillis() - least.toMillis();
    return least.plusMillis(spread <= 0 ? 0 : random.nextLong(spread + 1));
  }

  // Expectations.

  private boolean expect(Step.Expect expect) throws InterruptedException {
    if (expect.what().equals(Step.Expect.BACK) && marks == null) {
      marks = new Marks(faultAt == null ? started : faultAt, actAt, relaunchedAt);
    }
    Instant since = actAt;
    if (isUnseen(expect.what())) {
      unseen.add(expect.words());
      return true;
    }
    BooleanSupplier come =
        () ->
            switch (expect.what()) {
              case Step.Expect.LIVE -> story().isWell(world.nodeId(expect.of()));
              case Step.Expect.BACK -> marks != null && story().backAt(marks).isPresent();
              case Step.Expect.SETTLED -> story().settled(expect.of());
              default -> happened(expect.what(), expect.of(), expect.reason(), since);
            };
    journal.await(
        expect.within(),
        () -> {
          ask(expect);
          return come.getAsBoolean() || isHopeless(expect);
        });
    // What was said before the end may still be on its way.
    return come.getAsBoolean() || (isHopeless(expect) && journal.await(ON_ITS_WAY, come));
  }

  /// A survivor that tells nothing has to be asked whether it can be heard.
  private void ask(Step.Expect expect) {
    boolean asks =
        !facts().survivorTells()
            && (setUp(expect) || expect.what().equals(Step.Expect.BACK))
            && System.nanoTime() - askedNs > ASK_EVERY_NS;
    if (asks) {
      askedNs = System.nanoTime();
      world.ask(expect.of());
    }
  }

  /// Whether who is expected has ended: whoever has ended does not come.
  private boolean isHopeless(Step.Expect expect) {
    boolean shared =
        setting.scenario().nodes().values().stream()
            .anyMatch(node -> expect.of().equals(node.identityOf()));
    boolean awaited = expect.what().equals(Step.Expect.BACK) || (setUp(expect) && !shared);
    return awaited && (hasEnded(expect.of()) || hasEnded(NodeSpec.SURVIVOR));
  }

  private boolean hasEnded(String node) {
    LifeFacts newest = facts().newest(node);
    return newest != null && newest.ended() != null;
  }

  private boolean isUnseen(String what) {
    return !facts().survivorTells() && !TO_BE_SEEN.contains(what);
  }

  private boolean never(Step.Never never, Instant since) throws InterruptedException {
    if (isUnseen(never.what())) {
      unseen.add(never.words());
    }
    return !journal.await(
        never.lasting(), () -> happened(never.what(), never.of(), never.reason(), since));
  }

  private boolean happened(String event, String of, @Nullable String reason, Instant since) {
    String id = world.nodeId(of);
    Facts facts = facts();
    if (!facts.survivorTells()) {
      // Of what it does not tell, only this can be seen.
      return event.equals("left") && new Story(facts).holder(id).isEmpty();
    }
    return facts.survivorLines().stream()
        .filter(line -> line.is(event) && !line.at().isBefore(since))
        .filter(line -> line.peer() == null || line.peer().equals(id))
        .anyMatch(line -> reason == null || line.text("reason").equals(reason));
  }

  /// What is on its way when the peer is back may still arrive.
  private void lastWords() throws InterruptedException {
    Marks back = marks;
    if (back != null && story().backAt(back).isPresent()) {
      journal.await(
          LAST_WORDS,
          () ->
              world.talked()
                  && story()
                      .winner(back)
                      .flatMap(link -> link.answeredSince(back.over()))
                      .isPresent());
    }
  }

  // What came of it.

  private Facts facts() {
    return new Facts(
        journal.lines(),
        world.lives(),
        world.passages(),
        world.nodeId(NodeSpec.PEER),
        Instant.now());
  }

  private Story story() {
    return new Story(facts());
  }

  private List<String> notes(Outcome outcome) {
    // Without a survivor there was nobody to come back to.
    boolean missing = outcome instanceof Outcome.NotRecovered && !hasEnded(NodeSpec.SURVIVOR);
    List<String> notes = new ArrayList<>(world.odd(missing ? NodeSpec.PEER : null));
    if (hasEnded(NodeSpec.SURVIVOR)) {
      notes.add(LabWords.of("round.the-survivor-has-ended"));
    }
    if (setting.relay() != null) {
      notes.addAll(facts().offRelay());
    }
    if (!unseen.isEmpty()) {
      notes.add(LabWords.of("round.not-to-be-seen", String.join(", ", unseen)));
    }
    return notes;
  }

  private RoundResult result(Outcome outcome) {
    Story story = story();
    Map<Measure, Double> times = new EnumMap<>(Measure.class);
    if (marks != null) {
      times.putAll(Measuring.times(story, marks));
    }
    if (story.facts().newest(NodeSpec.SURVIVOR) != null) {
      world
          .memoryMib(NodeSpec.SURVIVOR)
          .ifPresent(mib -> times.put(Measure.MEMORY, Math.round(mib * 10) / 10.0));
    }
    Map<Count, Integer> counts = new EnumMap<>(Count.class);
    counts.putAll(Counting.counts(story));
    if (unseen.isEmpty() || unmet > 0) {
      counts.put(Count.UNMET, unmet);
    }
    return new RoundResult(
        number,
        setting.lane(),
        setting.seed(),
        started,
        Duration.between(started, Instant.now()),
        outcome,
        times,
        counts,
        steps,
        Moments.of(story),
        notes(outcome),
        String.valueOf(setting.logs().getFileName()));
  }
}
