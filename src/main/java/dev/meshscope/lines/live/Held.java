package dev.meshscope.lines.live;

import dev.meshscope.core.event.MeshEvent;
import java.util.List;

/// What is kept of somebody who may be told of later. Pure.
final class Held {
  private Held() {}

  /// So many events of one.
  private static final int MOST = 32;

  /// Adds this, if it is worth it and there is room.
  static void add(List<MeshEvent> to, MeshEvent event) {
    if (to.size() < MOST && !event.weight().chatter()) {
      to.add(event);
    }
  }
}
