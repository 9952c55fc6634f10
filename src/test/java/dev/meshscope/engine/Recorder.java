package dev.meshscope.engine;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.table.PeerTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/// Keeps all events of an engine and waits for one. Fed on the engine loop, read by the test.
public class Recorder implements MeshObserver {
  private final List<MeshEvent> events = new ArrayList<>();

  @Override
  public void present(PeerTable table) {}

  @Override
  public synchronized void happened(PeerTable table, List<MeshEvent> more) {
    events.addAll(more);
    notifyAll();
  }

  /// All so far.
  public synchronized List<MeshEvent> events() {
    return List.copyOf(events);
  }

  /// The nth event (from 1) of this type that fits, waiting up to ten seconds.
  public synchronized <T extends MeshEvent> T await(Class<T> type, int nth, Predicate<T> fits)
      throws InterruptedException, TimeoutException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (true) {
      var found =
          events.stream().filter(type::isInstance).map(type::cast).filter(fits).skip(nth - 1);
      var first = found.findFirst();
      if (first.isPresent()) {
        return first.get();
      }
      long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      if (left <= 0) {
        throw new TimeoutException("no " + type.getSimpleName() + " in " + events);
      }
      wait(left);
    }
  }

  public <T extends MeshEvent> T await(Class<T> type)
      throws InterruptedException, TimeoutException {
    return await(type, 1, any -> true);
  }

  /// Until something more happens, or the time is over.
  public synchronized void awaitMore(long millis) throws InterruptedException {
    wait(millis);
  }
}
