package dev.meshscope.lines.live;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.event.MeshEvent.FramesReceived;
import dev.meshscope.core.event.MeshEvent.FramesSent;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.lines.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Joins frames of one type that wait to be told together into one event with the time of the last,
/// as the core does with pings that were read in one go; nothing overtakes another kind of event.
/// On the writer's thread.
final class Runs {

  /// An event and whom it is about.
  record Told(Subject subject, MeshEvent event) {}

  private record Key(Class<?> kind, TransportId transport, String type) {}

  private final Map<Key, Told> open = new LinkedHashMap<>();
  private final List<Told> closed = new ArrayList<>();

  /// Takes the next event in.
  void add(Subject subject, MeshEvent event) {
    if (event instanceof FramesReceived frames) {
      join(new Key(FramesReceived.class, frames.transport(), frames.type()), subject, event);
    } else if (event instanceof FramesSent frames) {
      join(new Key(FramesSent.class, frames.transport(), frames.type()), subject, event);
    } else {
      close();
      closed.add(new Told(subject, event));
    }
  }

  /// What is to be told by now, in order; nothing is left.
  List<Told> take() {
    close();
    List<Told> all = List.copyOf(closed);
    closed.clear();
    return all;
  }

  private void join(Key key, Subject subject, MeshEvent event) {
    open.merge(
        key, new Told(subject, event), (a, b) -> new Told(subject, sum(a.event(), b.event())));
  }

  private static MeshEvent sum(MeshEvent before, MeshEvent latest) {
    if (before instanceof FramesReceived(_, _, _, int count, long bytes)
        && latest instanceof FramesReceived(long at, var id, var type, int more, long moreBytes)) {
      return new FramesReceived(at, id, type, count + more, bytes + moreBytes);
    }
    if (before instanceof FramesSent(_, _, _, int count, long bytes)
        && latest instanceof FramesSent(long at, var id, var type, int more, long moreBytes)) {
      return new FramesSent(at, id, type, count + more, bytes + moreBytes);
    }
    throw new IllegalStateException("not of one kind: " + before + ", " + latest);
  }

  private void close() {
    closed.addAll(open.values());
    open.clear();
  }
}
