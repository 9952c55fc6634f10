package dev.meshscope.lab.run;

import dev.meshscope.lab.result.RoundResult;
import dev.meshscope.lab.scenario.Lane;
import dev.meshscope.lab.scenario.NodeSpec;
import dev.meshscope.lab.scenario.Step;
import dev.meshscope.lab.world.Line;
import dev.meshscope.lab.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Tells the observer how a run goes: at each step, and four times a second in between, because
/// processes end by themselves. Guarded by its own lock.
final class Watch implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Watch.class.getName());
  private static final long EVERY_MS = 250;

  private final RunPlan plan;
  private final LabObserver observer;
  private final List<RoundResult> results = new ArrayList<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("lab-watch").factory());
  private int number;
  private @Nullable Lane lane;
  private @Nullable World world;
  private String step = "";
  private int stepNumber;
  private long begunNs;

  Watch(RunPlan plan, LabObserver observer) {
    this.plan = plan;
    this.observer = observer;
    timer.scheduleWithFixedDelay(this::lookOnTime, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
  }

  synchronized void begin(int round, Lane of, World its) {
    number = round;
    lane = of;
    world = its;
    step = "";
    stepNumber = 0;
    begunNs = System.nanoTime();
  }

  void step(int at, Step now) {
    synchronized (this) {
      step = now.words();
      stepNumber = at;
    }
    tell();
  }

  synchronized void end() {
    world = null;
  }

  void done(RoundResult result) {
    synchronized (this) {
      results.add(result);
    }
    tell();
  }

  void heard(int round, Line line) {
    observer.heard(round, line);
  }

  /// A timer ends for good when one of its tasks fails.
  private void lookOnTime() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "a look at the run failed", e);
    }
  }

  /// What the survivor answers is told a look later.
  private void look() {
    tell();
    World its;
    synchronized (this) {
      its = world;
    }
    if (its != null && observer.looks()) {
      its.askTable(NodeSpec.SURVIVOR);
    }
  }

  private void tell() {
    observer.progress(progress());
  }

  private synchronized Progress progress() {
    int total = plan.rounds() * plan.lanes().size();
    return new Progress(results.size(), total, remaining(total), now(), results);
  }

  private Optional<Progress.Now> now() {
    World its = world;
    Lane of = lane;
    return its == null || of == null
        ? Optional.empty()
        : Optional.of(
            new Progress.Now(
                number,
                of,
                step,
                stepNumber,
                plan.scenario().steps().size(),
                its.lives(),
                its.faults(),
                its.table(NodeSpec.SURVIVOR)));
  }

  /// A lane's rounds take about as long as those of it that are through; before the first one, as
  /// long as the file and the pauses between the steps say.
  private Optional<Duration> remaining(int total) {
    Duration pauses = plan.pause().multipliedBy(plan.scenario().steps().size());
    Duration left = Duration.ZERO;
    for (Lane each : plan.lanes()) {
      List<RoundResult> done = results.stream().filter(r -> r.lane().equals(each)).toList();
      Duration one =
          done.isEmpty()
              ? plan.scenario().nominal().plus(pauses)
              : done.stream()
                  .map(RoundResult::lasted)
                  .reduce(Duration.ZERO, Duration::plus)
                  .dividedBy(done.size());
      left = left.plus(one.multipliedBy(plan.rounds() - done.size()));
    }
    if (world != null) {
      left = left.minusNanos(System.nanoTime() - begunNs);
    }
    return results.size() == total
        ? Optional.of(Duration.ZERO)
        : Optional.of(left.isNegative() ? Duration.ofSeconds(1) : left);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    tell();
  }
}
