package dev.meshscope.engine.discovery;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.LanState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Keeps what discovery tells. Told on discovery's thread, read by the test's.
final class LanRecorder implements LanListener {

  /// One call.
  sealed interface Told {
    record Found(
        NodeId nodeId, NodeName name, List<Endpoint> addresses, @Nullable PublicKey publicKey)
        implements Told {}

    record Lost(NodeId nodeId) implements Told {}

    record State(LanState state) implements Told {}
  }

  private final List<Told> told = new ArrayList<>();

  private synchronized void add(Told it) {
    told.add(it);
    notifyAll();
  }

  @Override
  public void found(
      NodeId nodeId, NodeName name, List<Endpoint> addresses, @Nullable PublicKey publicKey) {
    add(new Told.Found(nodeId, name, addresses, publicKey));
  }

  @Override
  public void lost(NodeId nodeId) {
    add(new Told.Lost(nodeId));
  }

  @Override
  public void state(LanState state) {
    add(new Told.State(state));
  }

  synchronized int mark() {
    return told.size();
  }

  synchronized List<Told> since(int mark) {
    return List.copyOf(told.subList(mark, told.size()));
  }

  /// The first call after a mark that is as wanted; fails after `within`.
  synchronized Told await(int mark, Duration within, Predicate<Told> wanted) {
    long end = System.nanoTime() + within.toNanos();
    for (int next = mark; ; ) {
      for (; next < told.size(); next++) {
        if (wanted.test(told.get(next))) {
          return told.get(next);
        }
      }
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0) {
        throw new AssertionError("not within " + within + "; it told " + since(mark));
      }
      hold(left);
    }
  }

  private synchronized void hold(long millis) {
    try {
      wait(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
