package dev.meshscope.engine.discovery;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.link.LanState;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What went out and came in on one network. Counted by jmdns' threads, read by discovery's.
final class MdnsTraffic {
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong announced = new AtomicLong();
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();

  // Both are read by discovery's thread.
  private volatile LanState.Echo own = new LanState.Echo.NotHeard();
  private volatile LanState.@Nullable Problem problem;

  void sent(boolean announcement) {
    sent.incrementAndGet();
    if (announcement) {
      announced.incrementAndGet();
    }
  }

  void received() {
    received.incrementAndGet();
  }

  void dropped() {
    dropped.incrementAndGet();
  }

  void heardOurselves() {
    own = new LanState.Echo.Heard(System.nanoTime());
  }

  void problem(Cause what) {
    problem = new LanState.Problem(what, System.nanoTime());
  }

  /// The last one; null: none so far.
  LanState.@Nullable Problem lastProblem() {
    return problem;
  }

  LanState.Echo own() {
    return own;
  }

  LanState.Network on(LanAddress at) {
    return new LanState.Network(
        at.interfaceName(),
        at.address().getHostAddress(),
        sent.get(),
        announced.get(),
        received.get(),
        dropped.get(),
        own);
  }
}
