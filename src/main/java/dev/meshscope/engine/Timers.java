package dev.meshscope.engine;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.engine.net.Alarm;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The timers the table asks for: each brings an input when it is due, and a later wish for the
/// same input replaces the earlier one. A transport that has closed is not called any more. On the
/// engine loop.
final class Timers implements MeshObserver {

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

  @Override
  public void present(PeerTable table) {
    // It is there from the beginning.
  }

  @Override
  public void happened(PeerTable table, List<MeshEvent> events) {
    for (MeshEvent event : events) {
      if (event instanceof MeshEvent.Closed closing) {
        cancel(new Input.Woken(closing.transport()));
      }
    }
  }

  private void cancel(Input input) {
    Alarm timer = armed.remove(input);
    if (timer != null) {
      timer.cancel();
    }
  }
}
