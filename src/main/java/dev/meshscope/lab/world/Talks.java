package dev.meshscope.lab.world;

import dev.meshscope.lab.proxy.Passage;
import dev.meshscope.lab.scenario.Way;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// All that the nodes of a round are made to say to each other. On any thread; on a timer of its
/// own they speak.
final class Talks implements AutoCloseable {
  private final Lives lives;
  private final List<Talk> talks = new CopyOnWriteArrayList<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(2, Thread.ofPlatform().daemon().name("lab-world").factory());

  Talks(Lives lives) {
    this.lives = lives;
  }

  /// What was seen so far.
  record Seen(List<Passage> passages, List<Line> lines) {}

  /// @param lasting for how long; null: until each direction had one
  void talk(Way way, @Nullable Duration lasting, Supplier<Seen> seen) {
    long endNs = lasting == null ? 0 : System.nanoTime() + lasting.toNanos();
    for (Way single : way.singles()) {
      BooleanSupplier enough =
          lasting == null ? () -> arrived(single, seen.get()) : () -> System.nanoTime() - endNs > 0;
      talks.add(new Talk(timer, numbers, text -> say(single, text), enough));
    }
  }

  private boolean arrived(Way way, Seen seen) {
    return Arrivals.arrived(way, lives.newest(way.to()), seen.passages(), seen.lines());
  }

  private void say(Way way, String text) {
    Life from = lives.newest(way.from());
    String to = lives.newest(way.to()).nodeId();
    if (to != null && !from.isFrozen()) {
      from.child().ask("{\"do\":\"send\",\"text\":\"" + text + "\",\"to\":\"" + to + "\"}");
    }
  }

  /// A small program of ours asks whether it can be heard; a Meshscope does by itself.
  void ask(String node) {
    Life life = lives.newest(node);
    boolean small = life.kind().isOurs() && !life.kind().tellsItsLinks();
    if (small && !life.isFrozen()) {
      life.child().ask("{\"do\":\"ping\"}");
    }
  }

  /// Whether every talk had what it wanted.
  boolean done() {
    return talks.stream().allMatch(Talk::done);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
