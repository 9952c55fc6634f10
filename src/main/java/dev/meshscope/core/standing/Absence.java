package dev.meshscope.core.standing;

import dev.meshscope.core.dial.DialVerdict;
import dev.meshscope.core.link.Direction;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Outlook;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.State;
import dev.meshscope.core.table.Transport;
import java.util.Locale;
import java.util.Optional;

/// Why nobody is connected to a peer, and what is next. A value, on any thread.
///
/// ```
///   a dial to it is out?                                    Dialling
///   left less than 30 s ago, or is not seen any more,
///     and no dial has failed since?                         Left
///   seen nowhere: somebody came in its name?                Impersonated
///                 else                                      Unseen
///   our dials fail, and the next one is ours, too?          Unreachable
///   else                                                    Waiting, for what the rule says
/// ```
public sealed interface Absence {

  /// How long it is told that a peer has left, although it is seen.
  long TOLD_NS = 30_000_000_000L;

  /// As in JSON: `left`.
  String id();

  /// A dial to it is out.
  ///
  /// @param connected whether somebody took it, and has not introduced himself
  /// @param forNs how long it has been out
  /// @param attempt which one in a row of those that came to nothing
  /// @param before how the one before failed
  record Dialling(
      TransportId transport,
      Direction direction,
      Endpoint remote,
      boolean connected,
      long forNs,
      int attempt,
      Optional<Failure> before)
      implements Absence {
    @Override
    public String id() {
      return "dialling";
    }
  }

  /// It was connected, and nobody dials it.
  ///
  /// @param agoNs how long ago its last way ended
  /// @param last the transport that ended last; empty if that is not remembered
  /// @param failure what dials have come to since, as long as it was seen
  record Left(long agoNs, Optional<Peer.Ended> last, Optional<Failure> failure) implements Absence {
    @Override
    public String id() {
      return "left";
    }
  }

  /// It is not there, and somebody came under its id with another key.
  ///
  /// @param times how often
  /// @param agoNs how long ago the last came
  record Impersonated(int times, long agoNs) implements Absence {
    @Override
    public String id() {
      return "impersonated";
    }
  }

  /// It is seen nowhere, and was never connected.
  ///
  /// @param failure what dials came to while it was seen
  record Unseen(Optional<Failure> failure) implements Absence {
    @Override
    public String id() {
      return "unseen";
    }
  }

  /// It is seen; we dial it, and that fails.
  ///
  /// @param seen the nearest place it is seen at
  /// @param failure the address that failed last
  /// @param againNs how long until the next dial; 0: it is due
  record Unreachable(Sighting seen, Failure failure, long againNs) implements Absence {
    @Override
    public String id() {
      return "unreachable";
    }
  }

  /// It is seen, and something else than our dial comes first.
  ///
  /// @param seen the nearest place it is seen at
  /// @param next what comes first
  /// @param forNs how long until we dial if nothing comes in between; 0 where that is not counted
  /// @param failure what earlier dials came to
  record Waiting(Sighting seen, Next next, long forNs, Optional<Failure> failure)
      implements Absence {
    @Override
    public String id() {
      return next.id();
    }
  }

  /// What comes first.
  enum Next {
    /// We are about to dial.
    OUR_TURN,
    /// Its id is the smaller one: it dials.
    THEIR_TURN,
    /// It may dial us by itself.
    MAY_DIAL_US,
    /// The address was dialled in vain for others.
    ADDRESS_RESTING,
    /// Too much is being dialled already.
    TOO_MANY_DIALS,
    /// It is of another group, or speaks another version: until it is announced anew.
    LEFT_ALONE,
    /// It is being dealt with.
    UNDER_WAY,
    /// There is no way to dial it now: it is seen at a relay that is not open.
    NO_WAY;

    /// As in JSON: `their-turn`.
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// What our latest dials came to, as far as they led nowhere.
  default Optional<Failure> failed() {
    return switch (this) {
      case Dialling(_, _, _, _, _, _, var before) -> before;
      case Left(_, _, var failure) -> failure;
      case Impersonated _ -> Optional.empty();
      case Unseen(var failure) -> failure;
      case Unreachable(_, var failure, _) -> Optional.of(failure);
      case Waiting(_, _, _, var failure) -> failure;
    };
  }

  /// Of a peer that has no way.
  static Absence of(PeerTable table, Peer peer, long nowNs) {
    Optional<Transport> out = dialling(table, peer);
    if (out.isPresent()) {
      return dialling(peer, out.get(), nowNs);
    }
    Outlook outlook = Outlook.of(table, peer, nowNs);
    Optional<Failure> failure = Failure.of(outlook, nowNs);
    if (tellsTheEnd(peer, nowNs)) {
      long agoNs = nowNs - peer.past().leftNs();
      return new Left(agoNs, last(peer), failure.filter(since -> since.agoNs() < agoNs));
    }
    Sighting seen = nearest(peer).orElse(null);
    Peer.Alarm alarm = peer.alarm();
    if (seen == null) {
      return alarm == null
          ? new Unseen(failure)
          : new Impersonated(alarm.count(), nowNs - alarm.lastNs());
    }
    DialVerdict verdict = outlook.next();
    Next next = verdict == null ? Next.NO_WAY : next(verdict);
    long forNs = verdict == null ? 0 : verdict.waitNs();
    return next == Next.OUR_TURN && failure.isPresent()
        ? new Unreachable(seen, failure.get(), forNs)
        : new Waiting(seen, next, forNs, failure);
  }

  private static Absence dialling(Peer peer, Transport out, long nowNs) {
    return new Dialling(
        out.id(),
        out.route().direction(),
        out.route().remote(),
        out.state() != State.CONNECTING,
        nowNs - out.route().openedNs(),
        peer.dials(out.route().remote()).count(),
        Failure.of(peer, out.route().remote(), nowNs));
  }

  /// The dial to it that is out.
  private static Optional<Transport> dialling(PeerTable table, Peer peer) {
    return table.unidentified().stream()
        .flatMap(id -> table.transport(id).stream())
        .filter(transport -> peer.id().equals(transport.route().expected()))
        .findFirst();
  }

  private static Optional<Peer.Ended> last(Peer peer) {
    return peer.past().ended().isEmpty()
        ? Optional.empty()
        : Optional.of(peer.past().ended().getLast());
  }

  /// The nearest place it is seen at.
  static Optional<Sighting> nearest(Peer peer) {
    for (Source source : Source.values()) {
      Sighting sighting = peer.seen().now().get(source);
      if (sighting != null) {
        return Optional.of(sighting);
      }
    }
    return Optional.empty();
  }

  /// Whether any discovery sees it.
  static boolean seen(Peer peer) {
    return !peer.seen().now().isEmpty();
  }

  /// Whether it left a moment ago.
  static boolean justLeft(Peer peer, long nowNs) {
    return peer.past().leftNs() >= 0 && nowNs - peer.past().leftNs() < TOLD_NS;
  }

  /// Whether it is told that it has left: nobody dials it, and no dial has failed since.
  static boolean tellsTheEnd(PeerTable table, Peer peer, long nowNs) {
    return tellsTheEnd(peer, nowNs) && dialling(table, peer).isEmpty();
  }

  private static boolean tellsTheEnd(Peer peer, long nowNs) {
    boolean redialled = seen(peer) && peer.lastFailure().failedNs() > peer.past().leftNs();
    return (justLeft(peer, nowNs) && !redialled) || (!seen(peer) && peer.past().leftNs() >= 0);
  }

  private static Next next(DialVerdict verdict) {
    return switch (verdict.reason()) {
      case DISCOVERED, FALLBACK, LINK_SILENT, RESTING -> Next.OUR_TURN;
      case THEIR_TURN -> Next.THEIR_TURN;
      case MAY_DIAL_US -> Next.MAY_DIAL_US;
      case ADDRESS_RESTING -> Next.ADDRESS_RESTING;
      case TOO_MANY_DIALS -> Next.TOO_MANY_DIALS;
      case LEFT_ALONE -> Next.LEFT_ALONE;
      case ASKING, CONNECTED, LINK_ANSWERS, ANNOUNCED_ELSEWHERE, UNDER_WAY -> Next.UNDER_WAY;
    };
  }
}
