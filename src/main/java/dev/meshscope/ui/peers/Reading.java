package dev.meshscope.ui.peers;

import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.judge.Rule;
import dev.meshscope.core.judge.Verdict;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.KernelView;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Contest;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.State;
import dev.meshscope.core.table.Transport;
import dev.meshscope.ui.peers.PeerFacts.Heard;
import dev.meshscope.ui.peers.PeerFacts.Keepalive;
import dev.meshscope.ui.peers.PeerFacts.Redial;
import dev.meshscope.ui.text.Spans;
import dev.meshscope.ui.text.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a row's contents out of the table. Pure; on the JavaFX thread.
public final class Reading {
  private Reading() {}

  /// A peer as it stands now.
  public static PeerFacts of(PeerTable table, Peer peer, long nowNs) {
    Transport active = table.active(peer);
    if (active != null) {
      return present(table, peer, active, nowNs);
    }
    return absent(table, peer, nowNs);
  }

  /// A transport that ended a moment ago.
  public static PeerFacts ghost(Peer peer, Peer.Ended ended, long nowNs) {
    return new PeerFacts(
        peer.name().text(),
        RowState.GONE,
        List.of(),
        ended.transport(),
        ended.direction(),
        "",
        ended.remote().toString(),
        Heard.NOTHING,
        -1,
        -1,
        -1,
        Keepalive.NOTHING,
        Redial.NOTHING,
        ghostStory(peer, ended, nowNs));
  }

  private static PeerFacts present(PeerTable table, Peer peer, Transport active, long nowNs) {
    Health health = Health.of(table, peer, active, nowNs);
    long silent = active.silentNs(nowNs, table.clockJumpedNs());
    return new PeerFacts(
        peer.name().text(),
        health.state(),
        health.evidence(),
        active.id(),
        active.route().direction(),
        via(peer),
        active.route().remote().toString(),
        heard(table, active, silent),
        silent,
        active.pulse().roundTrips().srttNs(),
        active.waitingNs(nowNs),
        keepalive(active, nowNs),
        redial(table, peer, active, nowNs),
        "");
  }

  private static PeerFacts absent(PeerTable table, Peer peer, long nowNs) {
    Transport dialling = dialling(table, peer);
    boolean left = peer.past().leftNs() >= 0;
    boolean justLeft = left && nowNs - peer.past().leftNs() < PeerListModel.GHOST_NS;
    RowState state =
        dialling != null
            ? RowState.CONNECTING
            : peer.sighting() != null && !justLeft ? RowState.SEEN : RowState.GONE;
    return new PeerFacts(
        peer.name().text(),
        state,
        List.of(),
        dialling == null ? null : dialling.id(),
        dialling == null ? null : dialling.route().direction(),
        "",
        peer.sighting() == null ? "" : peer.sighting().endpoint().toString(),
        Heard.NOTHING,
        -1,
        -1,
        -1,
        Keepalive.NOTHING,
        Redial.NOTHING,
        absentStory(table, peer, dialling, justLeft, nowNs));
  }

  private static @Nullable Transport dialling(PeerTable table, Peer peer) {
    for (TransportId id : table.unidentified()) {
      Transport transport = table.transports().get(id);
      if (transport != null && peer.id().equals(transport.route().expected())) {
        return transport;
      }
    }
    return null;
  }

  private static String absentStory(
      PeerTable table, Peer peer, @Nullable Transport dialling, boolean justLeft, long nowNs) {
    if (dialling != null) {
      String key =
          dialling.state() == State.CONNECTING ? "row.connecting" : "row.awaiting-handshake";
      return Words.of(
          key,
          dialling.route().remote(),
          Spans.age(nowNs - dialling.route().openedNs()),
          peer.dials(dialling.route().remote()).count());
    }
    if (justLeft || peer.sighting() == null) {
      String age = Spans.age(nowNs - peer.past().leftNs());
      List<Peer.Ended> ended = peer.past().ended();
      return ended.isEmpty()
          ? Words.of("row.left", age)
          : Words.of("row.left-because", age, Words.word(ended.getLast().reason(), "close"));
    }
    boolean weDial = table.self().nodeId().compareTo(peer.id()) < 0;
    return weDial
        ? Words.of("row.seen-we-dial", peer.sighting().endpoint())
        : Words.of("row.seen-they-dial", peer.sighting().endpoint());
  }

  private static String ghostStory(Peer peer, Peer.Ended ended, long nowNs) {
    String age = Spans.age(nowNs - ended.endedNs());
    TransportId successor = peer.direct().incumbent();
    boolean replaced = ended.reason() == CloseReason.REPLACED;
    Reason reason = peer.past().lastLive();
    if (replaced && successor != null && reason != null) {
      return Words.of(
          "row.ghost-replaced", age, ended.transport(), successor, Words.word(reason, "short"));
    }
    return Words.of("row.ghost", age, ended.transport(), Words.word(ended.reason(), "close"));
  }

  private static String via(Peer peer) {
    boolean direct = peer.direct().incumbent() != null;
    boolean relay = peer.relay().incumbent() != null;
    return Words.of(direct && relay ? "via.both" : relay ? "via.relay" : "via.direct");
  }

  /// The bar ends where the active rule would act, so that it can be watched going there.
  private static Heard heard(PeerTable table, Transport transport, long silentNs) {
    long threshold = thresholdNs(table, transport);
    double fraction = Math.min(1, (double) silentNs / threshold);
    String key =
        table.settings().policy().rule() == Rule.LAST_SEEN ? "heard.stale-at" : "heard.suspect-at";
    return new Heard(
        Math.rint(fraction * 50) / 50, Spans.age(silentNs), Words.of(key, Spans.plain(threshold)));
  }

  static long thresholdNs(PeerTable table, Transport transport) {
    return table.settings().policy().rule() == Rule.LAST_SEEN
        ? table.settings().policy().staleAfterNs()
        : table.heartbeatIntervalNs(transport) * (1 + Settings.SUSPECT_AFTER_MISSED);
  }

  private static Keepalive keepalive(Transport transport, long nowNs) {
    if (transport.route().kind() == Kind.RELAY) {
      return new Keepalive(
          Keepalive.Sign.UNKNOWN, Words.of("keepalive.na"), Words.of("keepalive.relay"));
    }
    return switch (transport.socket().kernel()) {
      case KernelView.NotSampled() ->
          new Keepalive(Keepalive.Sign.UNKNOWN, Spans.NONE, Words.of("keepalive.not-yet"));
      case KernelView.Unavailable(String why) ->
          new Keepalive(Keepalive.Sign.UNKNOWN, Words.of("keepalive.na"), why);
      case KernelView.Sampled sampled -> sampled(sampled, nowNs);
    };
  }

  private static Keepalive sampled(KernelView.Sampled view, long nowNs) {
    if (view.keepalivesMissed() > 0) {
      return new Keepalive(
          Keepalive.Sign.MISSED,
          Words.of("keepalive.missed", view.keepalivesMissed()),
          Words.of("keepalive.missed.why", view.keepalivesMissed()));
    }
    if (view.backoff() > 0) {
      return new Keepalive(
          Keepalive.Sign.MISSED,
          Words.of("keepalive.unacked"),
          Words.of("keepalive.unacked.why", view.unacked(), view.backoff()));
    }
    return new Keepalive(
        Keepalive.Sign.ANSWERED,
        Spans.age(nowNs - view.lastAnsweredNs()),
        Words.of("keepalive.answered.why", Spans.count(view.keepalivesAnswered())));
  }

  private static Redial redial(PeerTable table, Peer peer, Transport active, long nowNs) {
    return Contest.ifRedialledNow(
            table, peer, active.route().kind(), table.settings().policy(), nowNs)
        .map(verdict -> redial(table, active, verdict))
        .orElse(Redial.NOTHING);
  }

  private static Redial redial(PeerTable table, Transport active, Verdict verdict) {
    String silent = Spans.age(verdict.evidence().silentNs());
    return switch (verdict.decision()) {
      case PROMOTE -> new Redial(Redial.Verb.REPLACE, Words.of("redial.silent", silent));
      case REFUSE ->
          new Redial(
              Redial.Verb.REFUSE,
              verdict.policy().rule() == Rule.LAST_SEEN
                  ? Words.of("redial.fresh", silent)
                  : Words.word(verdict.reason(), "redial"));
      case HOLD ->
          new Redial(
              Redial.Verb.ASK,
              verdict.reason() == Reason.PROBING
                  ? Words.of(
                      "redial.probe",
                      Spans.precise(round(Contest.probeWaitNs(table, active, verdict.policy()))))
                  : Words.word(verdict.reason(), "redial"));
    };
  }

  private static long round(long ns) {
    long ten = 10_000_000;
    return (ns + ten / 2) / ten * ten;
  }
}
