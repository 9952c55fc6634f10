package dev.meshscope.core.standing;

import dev.meshscope.core.dial.DialVerdict;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.table.Credence;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// How a peer stands at one instant, as one value without words. Whoever tells of a peer (window,
/// terminal, JSON lines, doctor) reads this, so that all say the same at the same instant. A value,
/// on any thread.
public sealed interface Standing {

  /// What it is called.
  Condition condition();

  /// How long nothing was heard: on the way in use if there is one, else on any. Empty: never.
  OptionalLong heardNs();

  /// Whether it has proven who it is, on the way in use.
  Credence credence();

  /// Whether its identity is in doubt: another key was presented, or two processes share it.
  boolean doubted();

  /// It is connected.
  ///
  /// @param ways each way that stands, direct first; one of them is in use
  /// @param elsewhere where it is announced although its link, which answers, does not lead there
  record Present(List<Way> ways, Credence credence, boolean doubted, Optional<Endpoint> elsewhere)
      implements Standing {

    /// Copies the list.
    public Present {
      ways = List.copyOf(ways);
    }

    /// The way that frames to it go out on.
    public Way inUse() {
      return ways.stream().filter(Way::inUse).findFirst().orElseThrow();
    }

    @Override
    public Condition condition() {
      return inUse().condition();
    }

    @Override
    public OptionalLong heardNs() {
      return OptionalLong.of(inUse().silence().ns());
    }

    /// Whether the way in use is well, and something else is not: another way, or where it is
    /// announced.
    public boolean half() {
      return !condition().bad()
          && (elsewhere.isPresent() || ways.stream().anyMatch(way -> way.condition().bad()));
    }
  }

  /// No way to it stands.
  ///
  /// @param why why, and what is next
  /// @param heardNs how long nothing was heard; empty: it never was
  record Absent(Absence why, OptionalLong heardNs, boolean doubted) implements Standing {

    @Override
    public Condition condition() {
      return switch (why) {
        case Absence.Dialling _ -> Condition.CONNECTING;
        case Absence.Left _, Absence.Impersonated _, Absence.Unseen _ -> Condition.GONE;
        case Absence.Unreachable _, Absence.Waiting _ -> Condition.SEEN;
      };
    }

    @Override
    public Credence credence() {
      return Credence.NOBODY;
    }
  }

  /// A peer as the table stands.
  static Standing of(PeerTable table, Peer peer, long nowNs) {
    boolean doubted = peer.alarm() != null || peer.life().cloned();
    Transport active = table.active(peer);
    if (active == null) {
      long heard = table.lastHeardNs(peer);
      return new Absent(
          Absence.of(table, peer, nowNs), Way.known(heard < 0 ? -1 : nowNs - heard), doubted);
    }
    return new Present(
        ways(table, peer, active, nowNs),
        Credence.of(table, peer, active),
        doubted,
        elsewhere(table, peer, nowNs));
  }

  private static List<Way> ways(PeerTable table, Peer peer, Transport active, long nowNs) {
    List<Way> ways = new ArrayList<>(2);
    for (Kind kind : Kind.values()) {
      Transport transport = table.incumbent(peer, kind);
      if (transport != null) {
        boolean inUse = transport.id().equals(active.id());
        ways.add(Way.of(table, peer, transport, inUse, nowNs));
      }
    }
    return ways;
  }

  private static Optional<Endpoint> elsewhere(PeerTable table, Peer peer, long nowNs) {
    for (Map.Entry<Source, DialVerdict.Reason> said : peer.seen().said().entrySet()) {
      if (said.getValue() == DialVerdict.Reason.ANNOUNCED_ELSEWHERE) {
        Optional<Endpoint> at =
            table
                .dialVerdict(peer, said.getKey(), nowNs)
                .filter(now -> now.reason() == DialVerdict.Reason.ANNOUNCED_ELSEWHERE)
                .map(now -> now.evidence().endpoint());
        if (at.isPresent()) {
          return at;
        }
      }
    }
    return Optional.empty();
  }
}
