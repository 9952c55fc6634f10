package dev.meshscope.bench;

import dev.meshscope.ui.Fx;
import dev.meshscope.ui.feed.FxDoor;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;

/// Watches the JavaFX thread at work: knocks every few milliseconds and takes the time of each
/// pulse. Made and read on the caller's thread, filled on the JavaFX thread.
final class Pulses {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long KNOCK_MS = 4;

  private final List<Long> served = new ArrayList<>();
  private final List<Long> worked = new ArrayList<>();
  private final List<Long> gaps = new ArrayList<>();
  private final List<Long> layouts = new ArrayList<>();
  private long cpuNs;
  private long wallNs;
  private long pulsedNs = -1;
  private long layoutNs = -1;
  private long thread;

  private Pulses() {}

  /// @param meanwhile run every few milliseconds, on the caller's thread
  static Pulses watch(Scene scene, int seconds, Runnable meanwhile) throws Exception {
    Pulses pulses = new Pulses();
    AnimationTimer timer =
        new AnimationTimer() {
          @Override
          public void handle(long pulseNs) {
            pulses.pulse(System.nanoTime());
          }
        };
    Runnable before = () -> pulses.layoutNs = System.nanoTime();
    Runnable after = () -> pulses.layouts.add(System.nanoTime() - pulses.layoutNs);
    Fx.run(
        () -> {
          scene.addPreLayoutPulseListener(before);
          scene.addPostLayoutPulseListener(after);
          timer.start();
        });
    pulses.thread = Fx.on(() -> Thread.currentThread().threadId());
    pulses.cpuNs = pulses.computedNs();
    long begunNs = System.nanoTime();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() - end < 0) {
      pulses.knock();
      meanwhile.run();
      Thread.sleep(KNOCK_MS);
    }
    pulses.cpuNs = pulses.computedNs() - pulses.cpuNs;
    pulses.wallNs = System.nanoTime() - begunNs;
    Fx.run(
        () -> {
          timer.stop();
          scene.removePreLayoutPulseListener(before);
          scene.removePostLayoutPulseListener(after);
        });
    return pulses;
  }

  private long computedNs() {
    return THREADS.getThreadCpuTime(thread);
  }

  private void pulse(long nowNs) {
    if (pulsedNs >= 0) {
      gaps.add(nowNs - pulsedNs);
    }
    pulsedNs = nowNs;
  }

  private void knock() throws InterruptedException {
    CountDownLatch in = new CountDownLatch(1);
    long knockedNs = System.nanoTime();
    long computedNs = computedNs();
    long[] servedNs = {0, 0};
    FxDoor.enter(
        () -> {
          servedNs[0] = System.nanoTime();
          servedNs[1] = computedNs();
          in.countDown();
        });
    if (!in.await(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the JavaFX thread does not serve");
    }
    served.add(servedNs[0] - knockedNs);
    worked.add(servedNs[1] - computedNs);
  }

  WindowLoad.Found found(int rows) {
    return new WindowLoad.Found(
        rows,
        Spread.of(served),
        Spread.of(worked),
        Spread.of(gaps),
        Spread.of(layouts),
        (double) cpuNs / wallNs);
  }
}
