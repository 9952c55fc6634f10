package dev.meshscope.engine.net.relay;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What is still to happen on one connection, at most one of each kind. On the engine loop.
final class Alarms {

  /// What for.
  enum Kind {
    /// The relay has to have answered our auth.
    AUTH,
    /// It may be told again who we are.
    AUTH_AGAIN,
    /// Time for an unsolicited pong.
    PONG,
    /// Something has to have been heard.
    SILENCE,
    /// The relay has to have read something.
    STALL,
    /// It may be read from again.
    PACE
  }

  private final Map<Kind, ScheduledFuture<?>> pending = new EnumMap<>(Kind.class);

  /// Replaces one of the same kind.
  void set(EventExecutor loop, Kind kind, long inNs, Runnable task) {
    cancel(kind);
    pending.put(
        kind,
        loop.schedule(
            () -> {
              pending.remove(kind);
              task.run();
            },
            inNs,
            TimeUnit.NANOSECONDS));
  }

  boolean isSet(Kind kind) {
    return pending.containsKey(kind);
  }

  void cancel(Kind kind) {
    ScheduledFuture<?> alarm = pending.remove(kind);
    if (alarm != null) {
      alarm.cancel(false);
    }
  }

  void cancelAll() {
    pending.values().forEach(alarm -> alarm.cancel(false));
    pending.clear();
  }
}
