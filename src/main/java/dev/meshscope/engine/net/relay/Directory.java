package dev.meshscope.engine.net.relay;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who is present at the relay, as far as it tells: never ourselves, and a bounded number. On the
/// engine loop.
final class Directory {

  /// The most peers; what a relay announces beyond is ignored.
  static final int MOST = 4096;

  /// What became of an announcement.
  enum Arrival {
    NEW,
    AGAIN,
    OURSELVES,
    FULL
  }

  /// What a new directory changes.
  ///
  /// @param came new, or under another name
  /// @param left no longer there
  record Change(List<RelayMessage.Entry> came, List<NodeId> left) {}

  private final NodeId self;
  private final Map<NodeId, NodeName> present = new LinkedHashMap<>();

  Directory(NodeId self) {
    this.self = self;
  }

  int size() {
    return present.size();
  }

  boolean has(NodeId peer) {
    return present.containsKey(peer);
  }

  Arrival join(RelayMessage.Entry entry) {
    if (entry.peer().equals(self)) {
      return Arrival.OURSELVES;
    }
    if (!has(entry.peer()) && size() >= MOST) {
      return Arrival.FULL;
    }
    return present.put(entry.peer(), entry.name()) == null ? Arrival.NEW : Arrival.AGAIN;
  }

  /// Whether it was there.
  boolean leave(NodeId peer) {
    return present.remove(peer) != null;
  }

  /// Everybody leaves.
  List<NodeId> empty() {
    List<NodeId> all = List.copyOf(present.keySet());
    present.clear();
    return all;
  }

  /// Of an id that is listed twice the last entry counts.
  Change replace(List<RelayMessage.Entry> entries) {
    Map<NodeId, NodeName> next = new LinkedHashMap<>();
    for (RelayMessage.Entry entry : entries) {
      if (!entry.peer().equals(self) && (next.size() < MOST || next.containsKey(entry.peer()))) {
        next.put(entry.peer(), entry.name());
      }
    }
    List<NodeId> left = new ArrayList<>();
    present.keySet().stream().filter(peer -> !next.containsKey(peer)).forEach(left::add);
    List<RelayMessage.Entry> came = new ArrayList<>();
    next.forEach(
        (peer, name) -> {
          if (!name.equals(present.get(peer))) {
            came.add(new RelayMessage.Entry(peer, name));
          }
        });
    present.clear();
    present.putAll(next);
    return new Change(came, left);
  }
}
