package dev.meshscope.lab.world;

import dev.meshscope.lab.proxy.Passage;
import dev.meshscope.lab.scenario.Step;
import dev.meshscope.lab.words.LabWords;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Connections in somebody's name. On the round's thread, and a timer of its own.
final class Visits {
  private Visits() {}

  /// Who somebody says to be.
  record Hello(String nodeId, String name, String publicKey) {}

  /// What a node says of itself: as it was overheard, else as it told us.
  ///
  /// @throws WorldException if it has not said yet
  static Hello hello(Life life, List<Passage> passages) throws WorldException {
    Passage.Hello overheard =
        passages.stream()
            .filter(passage -> passage.touches(life.end()))
            .map(passage -> passage.saidBy(life.end().node()).hello())
            .filter(Objects::nonNull)
            .reduce((earlier, later) -> later)
            .orElse(null);
    if (overheard != null) {
      return new Hello(overheard.nodeId(), overheard.name(), overheard.publicKey());
    }
    String id = life.nodeId();
    String key = life.publicKey();
    if (id == null || key == null || key.isEmpty()) {
      throw new WorldException(LabWords.of("visits.has-not-said-who", life.end().words()));
    }
    return new Hello(id, life.end().node(), key);
  }

  /// Makes as many as are wanted, evenly over the time.
  ///
  /// @param otherKey the key to show instead of the node's own; null: that
  /// @param met told each that stands
  static void pay(
      Step.Visit visit, int port, Hello hello, @Nullable String otherKey, Consumer<Visitor> met)
      throws WorldException, InterruptedException {
    CountDownLatch left = new CountDownLatch(visit.dials());
    long everyNs = Math.max(1, visit.over().toNanos() / visit.dials());
    try (var timer = Executors.newSingleThreadScheduledExecutor()) {
      timer.scheduleAtFixedRate(
          () -> {
            if (left.getCount() > 0) {
              dial(port, hello, otherKey, met);
              left.countDown();
            }
          },
          0,
          everyNs,
          TimeUnit.NANOSECONDS);
      boolean all =
          left.await(
              visit.over().toMillis() + TimeUnit.SECONDS.toMillis(10), TimeUnit.MILLISECONDS);
      timer.shutdownNow();
      if (!all) {
        throw new WorldException(LabWords.of("visits.the-dials-in-the", visit.node()));
      }
    }
  }

  private static void dial(
      int port, Hello hello, @Nullable String otherKey, Consumer<Visitor> met) {
    try {
      met.accept(
          Visitor.dial(
              port, hello.nodeId(), hello.name(), otherKey == null ? hello.publicKey() : otherKey));
    } catch (IOException e) {
      // The survivor does not take it; that will be seen.
    }
  }
}
