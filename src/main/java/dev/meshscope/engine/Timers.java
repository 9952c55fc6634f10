package dev.meshscope.engine;

import dev.meshscope.core.table.Input;
import dev.meshscope.engine.net.Alarm;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// The timers the table asks for: each brings an input when it is due, and a later wish for the
/// same input replaces the earlier one. On the engine loop.
final class Timers {

  private final EventLoop loop;
  private final Consumer<Input> sink;
  private final Map<Input, Alarm> armed = new HashMap<>();

  Timers(EventLoop loop, Consumer<Input> sink) {
    this.loop = loop;
    this.sink = sink;
  }

  /// @param inNs from now; what is over is due at once
  void wake(Input input, long inNs) {
    Alarm timer =
        Alarm.set(
            loop,
            inNs,
            () -> {
              armed.remove(input);
              sink.accept(input);
            });
    Alarm earlier = armed.put(input, timer);
    if (earlier != null) {
      earlier.cancel();
    }
  }

  void cancel(Input input) {
    Alarm timer = armed.remove(input);
    if (timer != null) {
      timer.cancel();
    }
  }
}
