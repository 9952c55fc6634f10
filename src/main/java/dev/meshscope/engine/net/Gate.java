package dev.meshscope.engine.net;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.Bucket;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.table.Acquaintance;
import dev.meshscope.core.table.Input;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who is let in at all. What is over a limit is turned away before it costs a transport, and
/// counted; a flood is told as one number a second, not as one event a connection. On the engine
/// loop.
final class Gate {

  private static final int MOST_ADDRESSES = 65_536;

  /// So many come into the lane in a second: what costs reading a greeting.
  static final int ENTRIES_PER_SECOND = 10_000;

  private final Map<InetAddress, Visitor> visitors = new HashMap<>();
  private final Map<Limits.Which, Turned> turned = new EnumMap<>(Limits.Which.class);
  private final Lane greeting = new Lane();
  private final Map<Acquaintance, Lane> proving = new EnumMap<>(Acquaintance.class);
  private final Shares shares = new Shares();
  private final Pace entries = new Pace(ENTRIES_PER_SECOND, ENTRIES_PER_SECOND);
  private long closedUntilNs;
  private int room = Integer.MAX_VALUE;
  private int open;

  /// Whether somebody is let in.
  enum Entry {
    FREELY,
    /// Its address has failed too often, and is this machine: it has to say who it is before others
    /// need its place, and [#greets] decides.
    ON_PROBATION,
    NOT
  }

  private record Turned(int count, String example) {}

  /// One address.
  private static final class Visitor {
    private int open;
    // What it failed is forgiven as time goes by.
    private Bucket failures = Bucket.EMPTY;

    void drain(Limits limits, long nowNs) {
      failures = failures.at(rate(limits), nowNs);
    }

    boolean isBlameless() {
      return open == 0 && failures.level() < 1;
    }
  }

  private static Bucket.Rate rate(Limits limits) {
    int perSecond = limits.failuresPerSecond();
    return new Bucket.Rate(perSecond, (double) perSecond * Limits.FAILURE_BURST_SECONDS);
  }

  /// There are descriptors for so many connections, whatever the limits say.
  void roomFor(int connections) {
    room = connections;
  }

  /// Whether a connection from there may come in; if so it counts until [#left].
  Entry admits(InetAddress remote, Limits limits, long nowNs) {
    InetAddress from = visitor(remote);
    Limits.Which reached = reached(from, limits, nowNs);
    boolean probation =
        reached == Limits.Which.FAILURES_PER_SECOND && from.isLoopbackAddress() && entered(nowNs);
    if (reached != null && !probation) {
      turnAway(reached, from.getHostAddress());
      return Entry.NOT;
    }
    open++;
    Visitor visitor = visitors.get(from);
    if (visitor == null && visitors.size() < MOST_ADDRESSES) {
      visitor = new Visitor();
      visitors.put(from, visitor);
    }
    if (visitor != null) {
      visitor.open++;
    }
    return probation ? Entry.ON_PROBATION : Entry.FREELY;
  }

  private boolean entered(long nowNs) {
    if (closedUntilNs - nowNs > 0) {
      return false;
    }
    closedUntilNs = nowNs + entries.spend(nowNs, 1);
    return true;
  }

  /// Somebody who is on probation waits to say who it is.
  void probation(Lane.Guest guest) {
    if (greeting.enter(guest)) {
      failed();
    }
  }

  /// Whether somebody who is on probation and has said who it is comes in.
  boolean greets(NodeId id, Acquaintance how, Limits limits, long nowNs) {
    return shares.take(id, how, limits.failuresPerSecond(), nowNs);
  }

  /// Somebody who came in so is to prove that it is who it says.
  void proves(Acquaintance how, Lane.Guest guest) {
    if (proving.computeIfAbsent(how, it -> new Lane()).enter(guest)) {
      failed();
    }
  }

  /// Somebody who was on probation is turned away.
  void failed() {
    turnAway(Limits.Which.FAILURES_PER_SECOND, InetAddress.getLoopbackAddress().getHostAddress());
  }

  /// Somebody could not even be accepted: the system had no room.
  void noRoom() {
    turnAway(Limits.Which.CONNECTIONS, "unknown");
  }

  private void turnAway(Limits.Which limit, String example) {
    turned.merge(
        limit,
        new Turned(1, example),
        (before, now) -> new Turned(before.count() + 1, now.example()));
  }

  /// All of 127.0.0.0/8 is this one machine.
  private static InetAddress visitor(InetAddress remote) {
    return remote.isLoopbackAddress() ? InetAddress.getLoopbackAddress() : remote;
  }

  private Limits.@Nullable Which reached(InetAddress from, Limits limits, long nowNs) {
    if (open >= Math.min(limits.connections(), room)) {
      return Limits.Which.CONNECTIONS;
    }
    Visitor visitor = visitors.get(from);
    if (visitor == null) {
      return null;
    }
    if (!from.isLoopbackAddress() && visitor.open >= limits.perAddress()) {
      return Limits.Which.PER_ADDRESS;
    }
    visitor.drain(limits, nowNs);
    return visitor.failures.level() >= rate(limits).atOnce()
        ? Limits.Which.FAILURES_PER_SECOND
        : null;
  }

  /// A connection that was let in has ended.
  ///
  /// @param failure how much it counts as a failure: 1 without a handshake, 0 with one that was
  ///   taken, or on probation: who fails there does not make it last longer
  void left(InetAddress remote, double failure, Limits limits, long nowNs) {
    InetAddress from = visitor(remote);
    open--;
    Visitor visitor = visitors.get(from);
    if (visitor == null) {
      return;
    }
    visitor.open--;
    visitor.drain(limits, nowNs);
    visitor.failures = visitor.failures.plus(failure);
    if (visitor.isBlameless()) {
      visitors.remove(from);
    }
  }

  /// Who was turned away since the last call.
  List<Input> told() {
    List<Input> told = new ArrayList<>(turned.size());
    turned.forEach(
        (limit, count) -> told.add(new Input.TurnedAway(limit, count.count(), count.example())));
    turned.clear();
    return told;
  }

  /// Forgets who has not been here for long.
  void sweep(Limits limits, long nowNs) {
    visitors
        .values()
        .removeIf(
            visitor -> {
              visitor.drain(limits, nowNs);
              return visitor.isBlameless();
            });
  }
}
