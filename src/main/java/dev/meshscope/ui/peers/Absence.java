package dev.meshscope.ui.peers;

import dev.meshscope.core.dial.DialVerdict;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Attempts;
import dev.meshscope.core.table.Outlook;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.State;
import dev.meshscope.core.table.Transport;
import dev.meshscope.ui.text.Spans;
import dev.meshscope.ui.text.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Says why nobody is connected to a peer: where it is seen, who dials, what came of it and what is
/// next. Pure; on the JavaFX thread.
public final class Absence {
  private Absence() {}

  /// The dial to it that is out; null if none is.
  static @Nullable Transport dialling(PeerTable table, Peer peer) {
    for (TransportId id : table.unidentified()) {
      Transport transport = table.transports().get(id);
      if (transport != null && peer.id().equals(transport.route().expected())) {
        return transport;
      }
    }
    return null;
  }

  /// Whether it left a moment ago.
  static boolean justLeft(Peer peer, long nowNs) {
    return peer.past().leftNs() >= 0 && nowNs - peer.past().leftNs() < PeerListModel.GHOST_NS;
  }

  /// What became of a dial since is newer than how it left; that is for its ghost line then.
  private static boolean redialled(Peer peer) {
    return isSeen(peer) && peer.lastFailure().failedNs() > peer.past().leftNs();
  }

  /// Whether its row is about how it left: nobody dials it, and nobody has since.
  static boolean tellsTheEnd(PeerTable table, Peer peer, long nowNs) {
    return dialling(table, peer) == null && tellsTheEnd(peer, nowNs);
  }

  private static boolean tellsTheEnd(Peer peer, long nowNs) {
    return (justLeft(peer, nowNs) && !redialled(peer))
        || (!isSeen(peer) && peer.past().leftNs() >= 0);
  }

  static boolean isSeen(Peer peer) {
    return !peer.seen().now().isEmpty();
  }

  static String story(PeerTable table, Peer peer, @Nullable Transport dialling, long nowNs) {
    if (dialling != null) {
      return dialling(peer, dialling, nowNs);
    }
    if (tellsTheEnd(peer, nowNs)) {
      return left(peer, nowNs);
    }
    Peer.Alarm alarm = peer.alarm();
    if (!isSeen(peer) && alarm != null) {
      return Words.of("row.alarmed", alarm.count(), Spans.age(nowNs - alarm.lastNs()));
    }
    return seen(peer, Outlook.of(table, peer, nowNs), nowNs);
  }

  private static String dialling(Peer peer, Transport dialling, long nowNs) {
    Attempts attempts = peer.dials(dialling.route().remote());
    String key = dialling.state() == State.CONNECTING ? "row.connecting" : "row.awaiting-handshake";
    String story =
        Words.of(
            key,
            dialling.route().remote(),
            Spans.age(nowNs - dialling.route().openedNs()),
            attempts.count());
    return attempts.failedNs() < 0
        ? story
        : Words.of("row.after", story, Spans.age(nowNs - attempts.failedNs()), error(attempts));
  }

  private static String left(Peer peer, long nowNs) {
    String age = Spans.age(nowNs - peer.past().leftNs());
    List<Peer.Ended> ended = peer.past().ended();
    return ended.isEmpty()
        ? Words.of("row.left", age)
        : Words.of("row.left-because", age, Words.word(ended.getLast().reason(), "close"));
  }

  private static String seen(Peer peer, Outlook outlook, long nowNs) {
    DialVerdict next = outlook.next();
    if (outlook.failed() != null && next != null && isOurs(next)) {
      return failed(outlook.failure(), outlook.failed(), nowNs + next.waitNs(), nowNs);
    }
    String story = next == null ? Words.of("row.seen", where(peer)) : seen(where(peer), next);
    return outlook.failed() == null
        ? story
        : Words.of(
            "row.after",
            story,
            Spans.age(nowNs - outlook.failure().failedNs()),
            error(outlook.failure()));
  }

  private static String seen(String where, DialVerdict next) {
    return switch (next.reason()) {
      case THEIR_TURN -> Words.of("row.seen-fallback", where, Spans.age(next.waitNs()));
      case MAY_DIAL_US -> Words.of("row.seen-may-dial", where, Spans.age(next.waitNs()));
      case DISCOVERED, FALLBACK, LINK_SILENT, RESTING -> Words.of("row.seen-we-dial", where);
      case LEFT_ALONE -> Words.of("row.seen-left-alone", where);
      case ADDRESS_RESTING -> Words.of("row.seen-resting", where, Spans.age(next.waitNs()));
      case TOO_MANY_DIALS -> Words.of("row.seen-crowded", where);
      case ASKING, CONNECTED, LINK_ANSWERS, ANNOUNCED_ELSEWHERE, UNDER_WAY ->
          Words.of("row.seen", where);
    };
  }

  /// Whether a dial of ours is what comes next, and nobody else's turn before it.
  private static boolean isOurs(DialVerdict next) {
    return switch (next.reason()) {
      case DISCOVERED, FALLBACK, LINK_SILENT, RESTING -> true;
      case THEIR_TURN,
          MAY_DIAL_US,
          ASKING,
          CONNECTED,
          LINK_ANSWERS,
          ANNOUNCED_ELSEWHERE,
          UNDER_WAY,
          LEFT_ALONE,
          ADDRESS_RESTING,
          TOO_MANY_DIALS ->
          false;
    };
  }

  private static String failed(Attempts failure, Endpoint failed, long againNs, long nowNs) {
    String said =
        Words.of(
            failure.count() == 1 ? "row.failed-once" : "row.failed",
            failed,
            failure.count(),
            Spans.age(nowNs - failure.failedNs()),
            error(failure));
    return Words.of("row.again", said, again(againNs, nowNs));
  }

  /// `in 2.4 s`, or `now`.
  public static String again(long atNs, long nowNs) {
    return atNs <= nowNs ? Words.of("row.now") : Words.of("row.in", Spans.age(atNs - nowNs));
  }

  /// The nearest place it is seen at.
  private static String where(Peer peer) {
    Sighting direct = peer.sighting();
    if (direct != null) {
      return direct.endpoint().toString();
    }
    return peer.seen().now().containsKey(Source.RELAY) ? Words.of("row.by-relay") : Spans.NONE;
  }

  /// Why a dial failed; what is not the system's own word is one of ours.
  public static String error(Attempts attempts) {
    String key = "close." + attempts.error();
    return Words.has(key) ? Words.of(key) : attempts.error();
  }
}
