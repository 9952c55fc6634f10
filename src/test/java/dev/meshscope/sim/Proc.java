package dev.meshscope.sim;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.wire.Frame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A simulated process: it lives, can be frozen and killed, and has sockets. Single thread.
abstract class Proc {

  final World world;
  final Identity identity;
  final int port;
  final int pid;
  boolean alive = true;
  boolean frozen;
  long diedNs = Long.MAX_VALUE;

  /// When it was last frozen or thawed.
  long troubledNs = Long.MIN_VALUE;

  private final Deque<Runnable> waiting = new ArrayDeque<>();

  Proc(World world, Identity identity, int port, int pid) {
    this.world = world;
    this.identity = identity;
    this.port = port;
    this.pid = pid;
  }

  abstract boolean ours();

  abstract void accepted(End end);

  abstract void connected(End end);

  abstract void received(End end, Frame frame);

  abstract void ended(End end, CloseReason reason);

  abstract void sighted(Sighting sighting);

  abstract void unsighted(Identity identity);

  /// Discovery on the LAN no longer sees it.
  void lostOnLan(Identity identity) {}

  /// The end that what it says to this peer goes out on, open or not; null: it says nothing.
  @Nullable End outgoing(NodeId peer) {
    return null;
  }

  /// Whether it takes what comes in on this end for the peer's word.
  boolean reads(End end) {
    return false;
  }

  /// Whether a ping on this end would be answered so that the asker hears it.
  abstract boolean answersOn(End end);

  /// Dials a peer, whatever links there are.
  abstract void dialNow(Proc to);

  Sighting sighting() {
    return new Sighting(identity.nodeId(), identity.name(), endpoint(), pid);
  }

  /// Whether it watches the registry's folder between its scans.
  boolean watches() {
    return true;
  }

  /// How it is seen on the LAN, which does not tell processes apart.
  Sighting onLan() {
    return new Sighting(
        identity.nodeId(),
        identity.name(),
        Source.LAN,
        List.of(new Endpoint(Network.host(identity), port)),
        0);
  }

  Endpoint endpoint() {
    return new Endpoint("127.0.0.1", port);
  }

  /// Something for the process: at once, or when it runs again.
  void deliver(Runnable what) {
    if (frozen) {
      waiting.add(what);
    } else if (alive) {
      what.run();
    }
  }

  void freeze() {
    frozen = true;
    troubledNs = world.nowNs();
  }

  /// It runs again and finds all that it missed.
  ///
  /// @param first what it notices before that
  void thawWith(Runnable first) {
    frozen = false;
    troubledNs = world.nowNs();
    List<Runnable> missed = new ArrayList<>(waiting);
    waiting.clear();
    first.run();
    missed.forEach(this::deliver);
  }

  /// The process dies.
  ///
  /// @param seenAs what its peers see; null: nothing at all
  void kill(CloseReason seenAs) {
    alive = false;
    diedNs = world.nowNs();
    frozen = false;
    waiting.clear();
    for (Wire wire : List.copyOf(world.network.wires)) {
      for (End end : ends(wire)) {
        if (seenAs == null) {
          wire.silence(world.nowNs());
        }
        end.close(seenAs == null ? CloseReason.RESET : seenAs, 0);
      }
    }
  }

  private List<End> ends(Wire wire) {
    List<End> ends = new ArrayList<>(1);
    if (wire.dialer.owner == this) {
      ends.add(wire.dialer);
    }
    if (wire.established() && wire.acceptor().owner == this) {
      ends.add(wire.acceptor());
    }
    return ends;
  }

  String label() {
    return identity.name().text() + "/" + pid + (ours() ? "" : "r");
  }
}
