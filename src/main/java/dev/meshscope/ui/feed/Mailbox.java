package dev.meshscope.ui.feed;

import dev.meshscope.core.event.Bulk;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.table.PeerTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Holds what the engine told until the window's next pulse; bounded in number and in size, and
/// counts what it drops. What peers say to the layers above is shown nowhere in the window: a
/// message is not kept until the next pulse for nothing.
///
/// Filled on the engine loop, emptied on the JavaFX thread.
final class Mailbox {

  /// What it may hold of the words of others, in bytes; one more event may begin below it.
  static final long WORDS = 8L << 20;

  private final int capacity;
  private @Nullable PeerTable table;
  private List<MeshEvent> events = new ArrayList<>();
  private long words;
  private boolean fresh;
  private long told;
  private long dropped;

  /// @param capacity how many events are held at most
  Mailbox(int capacity) {
    this.capacity = capacity;
  }

  /// Puts the latest in.
  ///
  /// @return whether the box was empty before: somebody has to come and empty it
  synchronized boolean put(PeerTable latest, List<MeshEvent> happened) {
    table = latest;
    told += happened.size();
    for (MeshEvent event : happened) {
      if (!worthAWord(event)) {
        continue;
      }
      if (events.size() < capacity && words < WORDS) {
        events.add(event);
        words += Bulk.of(event);
      } else {
        dropped++;
      }
    }
    boolean first = !fresh;
    fresh = true;
    return first;
  }

  /// Takes everything out; null if nothing came since the last time.
  synchronized @Nullable Batch take() {
    if (!fresh || table == null) {
      return null;
    }
    fresh = false;
    List<MeshEvent> taken = events;
    events = new ArrayList<>();
    words = 0;
    return new Batch(table, taken, told, dropped);
  }

  /// Frame counts, round trips and samples are read from the table; contents by nobody.
  private static boolean worthAWord(MeshEvent event) {
    return switch (event.weight()) {
      case MEASUREMENT, CONTENT -> false;
      case CONDITION, CONNECTION, DECISION, FINDING -> true;
    };
  }
}
