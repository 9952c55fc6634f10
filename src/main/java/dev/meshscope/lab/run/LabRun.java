package dev.meshscope.lab.run;

import dev.meshscope.lab.process.Guardian;
import dev.meshscope.lab.result.Outcome;
import dev.meshscope.lab.result.RoundResult;
import dev.meshscope.lab.result.RunResult;
import dev.meshscope.lab.scenario.Lane;
import dev.meshscope.lab.scenario.Need;
import dev.meshscope.lab.scenario.NodeSpec;
import dev.meshscope.lab.words.LabWords;
import dev.meshscope.lab.world.Foreign;
import dev.meshscope.lab.world.Setting;
import dev.meshscope.lab.world.World;
import dev.meshscope.lab.world.WorldException;
import dev.meshscope.text.Telling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A run, from its start to its result. Rounds are done one after the other on a thread of its own;
/// the methods may be called on any thread.
public final class LabRun {
  private static final long END_SECONDS = 20;

  private final RunPlan plan;
  private final Watch watch;
  private final Guardian guardian;
  private final Surroundings surroundings;
  private final Path work;
  private final Path logs;
  private final Instant started = Instant.now();
  private final List<RoundResult> results = new ArrayList<>();
  private final CompletableFuture<RunResult> result = new CompletableFuture<>();
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final Thread thread;
  private final Thread hook;

  private LabRun(
      RunPlan plan,
      LabObserver observer,
      Guardian guardian,
      Surroundings surroundings,
      Path work,
      Path logs) {
    this.plan = plan;
    this.watch = new Watch(plan, observer);
    this.guardian = guardian;
    this.surroundings = surroundings;
    this.work = work;
    this.logs = logs;
    this.thread = Thread.ofPlatform().daemon().name("lab-run").unstarted(this::run);
    this.hook = Thread.ofPlatform().name("lab-end").unstarted(this::end);
  }

  private static Optional<String> missing(RunPlan plan) {
    Stream<String> variables =
        Stream.concat(
                Stream.of(plan.peerProgram(), plan.survivorProgram())
                    .filter(Objects::nonNull)
                    .map(Foreign::environment),
                plan.scenario().nodes().values().stream().map(NodeSpec::environment))
            .flatMap(environment -> environment.keySet().stream());
    return Requirements.missing(plan.scenario(), plan.relay())
        .or(() -> Optional.ofNullable(plan.relay()).flatMap(Requirements::relay))
        .or(() -> Requirements.variable(variables))
        .or(
            () ->
                Requirements.foreign(
                    plan.scenario(), plan.lanes(), plan.survivorProgram() != null));
  }

  /// Begins.
  ///
  /// @throws LabException if the scenario is not for this system, or nothing can be started
  public static LabRun start(RunPlan plan, LabObserver observer) throws LabException {
    Optional<String> missing = missing(plan);
    if (missing.isPresent()) {
      throw new LabException(missing.get());
    }
    if (plan.lanes().isEmpty()) {
      throw new LabException(LabWords.of("lab-run.has-no-rounds-with", plan.scenario().name()));
    }
    Guardian guardian = null;
    try {
      Path work = Files.createTempDirectory("meshscope-lab").toRealPath();
      guardian = Guardian.start();
      guardian.remove(work);
      Path logs = plan.keep() == null ? work.resolve("logs") : plan.keep().toAbsolutePath();
      Files.createDirectories(logs);
      Kept.remove(logs);
      Surroundings surroundings = Surroundings.of(plan, work, guardian);
      LabRun run = new LabRun(plan, observer, guardian, surroundings, work, logs);
      Runtime.getRuntime().addShutdownHook(run.hook);
      run.thread.start();
      return run;
    } catch (IOException e) {
      throw given(guardian, LabWords.of("lab-run.the-lab-cannot-make", Telling.fault(e)), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw given(guardian, LabWords.of("lab-run.the-run-was-ended"), e);
    }
  }

  /// What was begun is ended.
  private static LabException given(@Nullable Guardian guardian, String why, Exception cause) {
    if (guardian != null) {
      guardian.close();
    }
    return new LabException(why, cause);
  }

  /// Ends it early: what has come to an end so far counts, the rest is left out.
  public void cancel() {
    if (cancelled.compareAndSet(false, true)) {
      thread.interrupt();
    }
  }

  /// Completed when everything it started has ended.
  public CompletableFuture<RunResult> result() {
    return result;
  }

  /// Waits for its result.
  ///
  /// @throws LabException if something went wrong that should not
  /// @throws InterruptedException if the wait was interrupted; the run goes on
  public RunResult await() throws LabException, InterruptedException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw new LabException(
          LabWords.of("lab-run.the-run-broke-off", String.valueOf(e.getCause())), e);
    }
  }

  /// On the thread of the shutdown hook: the program is about to end.
  private void end() {
    cancel();
    try {
      result.get(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // The guardian does the rest.
    }
  }

  private void run() {
    Throwable failure = null;
    try {
      rounds();
    } catch (InterruptedException e) {
      // Cancelled: what is there counts.
    } catch (RuntimeException | IOException e) {
      failure = e;
    } finally {
      // From here on nothing is to be cut short.
      boolean early = !cancelled.compareAndSet(false, true);
      boolean interrupted = Thread.interrupted();
      watch.close();
      surroundings.networks().close();
      guardian.close();
      if (failure == null || early || interrupted) {
        result.complete(outcome());
      } else {
        result.completeExceptionally(failure);
      }
      unhook();
    }
  }

  private void unhook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It is running: the program ends.
    }
  }

  private RunResult outcome() {
    int total = plan.rounds() * plan.lanes().size();
    return new RunResult(
        plan.scenario(),
        plan.lanes(),
        plan.rounds(),
        plan.seed(),
        started,
        Duration.between(started, Instant.now()),
        results.size() < total,
        Where.facts(),
        surroundings.remarks(),
        plan.command(),
        results);
  }

  private void rounds() throws InterruptedException, IOException {
    for (int round = plan.first(); round < plan.first() + plan.rounds(); round++) {
      for (Lane lane : plan.lanes()) {
        if (cancelled.get()) {
          return;
        }
        RoundResult done = round(round, lane);
        results.add(done);
        watch.done(done);
        if (RunResult.isHopeless(results)) {
          return;
        }
      }
    }
  }

  private RoundResult round(int number, Lane lane) throws InterruptedException, IOException {
    String name = Kept.name(number, lane);
    long seed = new SplittableRandom(plan.seed() * 1_000_003L + number).nextLong();
    Setting setting =
        new Setting(
            plan.scenario(),
            lane,
            seed,
            peerIsSmaller(number),
            plan.peerProgram(),
            plan.survivorProgram(),
            plan.scenario().needs(Need.RELAY) ? plan.relay() : null,
            work.resolve(name),
            logs.resolve(name));
    Journal journal = new Journal();
    Instant begun = Instant.now();
    try (World world =
        new World(
            setting,
            guardian,
            surroundings.networks(),
            line -> {
              journal.add(line);
              watch.heard(number, line);
            })) {
      watch.begin(number, lane, world);
      try {
        return new Round(number, setting, world, journal, plan.pause(), watch::step).run();
      } finally {
        watch.end();
        // The world is put in order whether or not the round was cut short.
        if (Thread.interrupted()) {
          cancelled.set(true);
        }
      }
    } catch (WorldException e) {
      return RoundResult.ofNothing(
          number, lane, seed, begun, new Outcome.Invalid(Telling.fault(e)), name);
    }
  }

  private boolean peerIsSmaller(int number) {
    return switch (plan.scenario().dials()) {
      case PEER -> true;
      case SURVIVOR -> false;
      case ALTERNATE -> number % 2 == 1;
    };
  }

  /// The folder with the rounds' logs; gone with the run unless they are kept.
  public Path logs() {
    return logs;
  }

  /// What is to be known of all of it, a sentence each.
  public List<String> remarks() {
    return surroundings.remarks();
  }

  /// The scenario and all else that is run.
  public RunPlan plan() {
    return plan;
  }
}
