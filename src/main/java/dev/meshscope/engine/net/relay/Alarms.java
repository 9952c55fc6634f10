package dev.meshscope.engine.net.relay;

import dev.meshscope.engine.net.Alarm;
import io.netty.util.concurrent.EventExecutor;
import java.util.EnumMap;
import java.util.Map;

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
    PACE,
    /// What it said last has been read, if there was anything.
    BROKEN
  }

  private final Map<Kind, Alarm> pending = new EnumMap<>(Kind.class);

  /// Replaces one of the same kind.
  void set(EventExecutor loop, Kind kind, long inNs, Runnable task) {
    cancel(kind);
    pending.put(
        kind,
        Alarm.set(
            loop,
            inNs,
            () -> {
              pending.remove(kind);
              task.run();
            }));
  }

  boolean isSet(Kind kind) {
    return pending.containsKey(kind);
  }

  void cancel(Kind kind) {
    Alarm alarm = pending.remove(kind);
    if (alarm != null) {
      alarm.cancel();
    }
  }

  void cancelAll() {
    pending.values().forEach(Alarm::cancel);
    pending.clear();
  }
}
