package dev.meshscope.engine;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.engine.net.InputSink;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// What discoveries tell, on its way to the table. For whom there is no room waits here until there
/// is, is counted once, and is told as one number a second: a folder of thousands of entries is
/// read again and again. On the engine loop.
final class Announcements implements InputSink {

  /// So many wait; of more the latest are counted only.
  static final int MOST_WAITING = 4_096;

  private static final int MOST_LOOKED_AT = 64;

  private final InputSink sink;
  private final Supplier<PeerTable> table;
  private final Map<Key, Sighting> waiting = new LinkedHashMap<>();
  private int untold;
  private String example = "";

  private record Key(NodeId id, Source source) {}

  /// @param sink takes what is taken in, and everything else
  Announcements(InputSink sink, Supplier<PeerTable> table) {
    this.sink = sink;
    this.table = table;
  }

  @Override
  public void take(Input input) {
    switch (input) {
      case Input.Sighted(var sighting) -> sighted(sighting);
      case Input.Unsighted(var id, var source) -> {
        waiting.remove(new Key(id, source));
        sink.take(input);
      }
      default -> sink.take(input);
    }
  }

  private void sighted(Sighting sighting) {
    Key key = new Key(sighting.nodeId(), sighting.source());
    if (waiting.replace(key, sighting) != null) {
      return;
    }
    if (table.get().takes(sighting)) {
      sink.take(new Input.Sighted(sighting));
      return;
    }
    if (waiting.size() < MOST_WAITING) {
      waiting.put(key, sighting);
    }
    untold++;
    example = sighting.endpoint().toString();
  }

  /// Tells how many had to wait since the last call.
  void tell() {
    if (untold > 0) {
      sink.take(new Input.TurnedAway(Limits.Which.ANNOUNCEMENTS, untold, example));
      untold = 0;
    }
  }

  /// Takes in whoever there is room for by now. Those it looks at in vain queue up again.
  void offer() {
    int vain = 0;
    for (Map.Entry<Key, Sighting> each : List.copyOf(waiting.entrySet())) {
      waiting.remove(each.getKey());
      if (table.get().takes(each.getValue())) {
        sink.take(new Input.Sighted(each.getValue()));
      } else {
        waiting.put(each.getKey(), each.getValue());
        if (++vain == MOST_LOOKED_AT) {
          return;
        }
      }
    }
  }

  /// This discovery is over: nobody waits on its account.
  void over(Source source) {
    waiting.keySet().removeIf(key -> key.source() == source);
  }
}
