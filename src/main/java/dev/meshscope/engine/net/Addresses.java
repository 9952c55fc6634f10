package dev.meshscope.engine.net;

import dev.meshscope.core.link.Endpoint;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which of the addresses of a name is dialled: the one that led to somebody last; after one that
/// did not, the next. On the engine loop.
final class Addresses {
  private final Map<Endpoint, InetAddress> turns = new HashMap<>();

  /// @param found what the name means now; not empty
  InetAddress next(Endpoint name, List<InetAddress> found) {
    InetAddress turn = turns.get(name);
    return turn != null && found.contains(turn) ? turn : found.getFirst();
  }

  /// Nobody was met there.
  void failed(Endpoint name, List<InetAddress> found, InetAddress dialled) {
    if (found.size() > 1) {
      turns.put(name, found.get((found.indexOf(dialled) + 1) % found.size()));
    }
  }

  /// Somebody was.
  void met(Endpoint name, List<InetAddress> found, InetAddress dialled) {
    if (found.size() > 1) {
      turns.put(name, dialled);
    }
  }
}
