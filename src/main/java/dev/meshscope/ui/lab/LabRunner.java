package dev.meshscope.ui.lab;

import dev.meshscope.lab.run.LabException;
import dev.meshscope.lab.run.LabRun;
import dev.meshscope.lab.run.RunPlan;
import dev.meshscope.text.Telling;
import dev.meshscope.ui.feed.FxDoor;
import java.util.concurrent.CompletableFuture;
import javafx.animation.AnimationTimer;
import org.jspecify.annotations.Nullable;

/// Runs plans, one at a time, and brings what they tell to the model once per pulse. On the JavaFX
/// thread; starting a run, which asks the system, is done on a thread of its own.
final class LabRunner {
  private static final int MAILBOX = 2_000;

  private final LabModel model;
  private final Runnable onChange;
  private @Nullable LabRun run;
  private @Nullable Pump pump;
  private long number;
  private CompletableFuture<?> over = CompletableFuture.completedFuture(null);

  /// @param onChange called when the model has changed
  LabRunner(LabModel model, Runnable onChange) {
    this.model = model;
    this.onChange = onChange;
  }

  /// Begins, unless another run is under way.
  void start(RunPlan plan) {
    if (model.busy()) {
      return;
    }
    model.begin(plan);
    onChange.run();
    long mine = ++number;
    Pump its = new Pump();
    pump = its;
    CompletableFuture<Boolean> ends = new CompletableFuture<>();
    over = ends;
    Thread.ofVirtual().name("lab-start").start(() -> begin(plan, its, mine, ends));
  }

  private void begin(RunPlan plan, Pump its, long mine, CompletableFuture<Boolean> ends) {
    try {
      LabRun started = LabRun.start(plan, its.mailbox);
      FxDoor.enter(() -> started(started));
      started
          .result()
          .whenComplete(
              (result, failure) -> {
                ends.complete(true);
                FxDoor.enter(
                    () ->
                        ended(
                            mine,
                            () -> {
                              if (result != null) {
                                model.finish(result);
                              } else {
                                model.fail(String.valueOf(failure));
                              }
                            }));
              });
    } catch (LabException e) {
      ends.complete(true);
      FxDoor.enter(() -> ended(mine, () -> model.fail(Telling.fault(e))));
    }
  }

  private void started(LabRun started) {
    run = started;
    // Cancelled before it had begun.
    if (model.phase() == LabModel.Phase.CANCELLING) {
      started.cancel();
    }
  }

  private void ended(long mine, Runnable how) {
    if (mine != number) {
      return;
    }
    if (pump != null) {
      pump.empty();
    }
    pump = null;
    run = null;
    how.run();
    onChange.run();
  }

  /// Completed when nothing of the last run writes any more; also when the JavaFX thread has gone.
  CompletableFuture<?> over() {
    return over;
  }

  /// Ends it early.
  void cancel() {
    model.cancel();
    if (run != null) {
      run.cancel();
    }
    onChange.run();
  }

  /// Empties the mailbox once per pulse, and stops while there is nothing.
  private final class Pump extends AnimationTimer {
    private final LabMailbox mailbox = new LabMailbox(MAILBOX, () -> FxDoor.enter(this::start));

    @Override
    public void handle(long pulseNs) {
      // Stopped before emptying: a letter that comes in between starts it anew.
      stop();
      if (pump == this) {
        empty();
        onChange.run();
      }
    }

    private void empty() {
      stop();
      model.take(mailbox.take());
    }
  }
}
