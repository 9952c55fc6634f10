package dev.meshscope.ui.peers;

import dev.meshscope.core.dial.DialVerdict;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.judge.Rule;
import dev.meshscope.core.judge.Verdict;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.KernelView;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Contest;
import dev.meshscope.core.table.Credence;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.Transport;
import dev.meshscope.ui.peers.PeerFacts.Heard;
import dev.meshscope.ui.peers.PeerFacts.Keepalive;
import dev.meshscope.ui.peers.PeerFacts.Redial;
import dev.meshscope.ui.peers.PeerFacts.Way;
import dev.meshscope.ui.text.Spans;
import dev.meshscope.ui.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
        List.of(),
        false,
        "",
        Credence.NOBODY,
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
        ways(table, peer, active, health, nowNs),
        doubted(peer),
        elsewhere(table, peer, nowNs),
        Credence.of(table, peer, active),
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
    Transport dialling = Absence.dialling(table, peer);
    RowState state =
        dialling != null
            ? RowState.CONNECTING
            : Absence.isSeen(peer) && !Absence.tellsTheEnd(table, peer, nowNs)
                ? RowState.SEEN
                : RowState.GONE;
    return new PeerFacts(
        peer.name().text(),
        state,
        List.of(),
        dialling == null ? null : dialling.id(),
        dialling == null ? null : dialling.route().direction(),
        List.of(),
        doubted(peer),
        "",
        Credence.NOBODY,
        peer.sighting() == null ? "" : peer.sighting().endpoint().toString(),
        Heard.NOTHING,
        -1,
        -1,
        -1,
        Keepalive.NOTHING,
        Redial.NOTHING,
        Absence.story(table, peer, dialling, nowNs));
  }

  private static String elsewhere(PeerTable table, Peer peer, long nowNs) {
    for (Map.Entry<Source, DialVerdict.Reason> said : peer.seen().said().entrySet()) {
      DialVerdict verdict =
          said.getValue() == DialVerdict.Reason.ANNOUNCED_ELSEWHERE
              ? table.dialVerdict(peer, said.getKey(), nowNs).orElse(null)
              : null;
      if (verdict != null && verdict.reason() == DialVerdict.Reason.ANNOUNCED_ELSEWHERE) {
        return verdict.evidence().endpoint().toString();
      }
    }
    return "";
  }

  private static boolean doubted(Peer peer) {
    return peer.alarm() != null || peer.life().cloned();
  }

  private static String ghostStory(Peer peer, Peer.Ended ended, long nowNs) {
    String age = Spans.age(nowNs - ended.endedNs());
    TransportId successor = peer.slot(ended.kind()).incumbent();
    boolean replaced = ended.reason() == CloseReason.REPLACED;
    Reason reason = peer.past().lastLive();
    if (replaced && successor != null && reason != null) {
      return Words.of(
          "row.ghost-replaced", age, ended.transport(), successor, Words.word(reason, "short"));
    }
    return Words.of("row.ghost", age, ended.transport(), Words.word(ended.reason(), "close"));
  }

  /// Each way that stands, direct first, with its own numbers.
  private static List<Way> ways(
      PeerTable table, Peer peer, Transport active, Health health, long nowNs) {
    if (peer.direct().incumbent() == null || peer.relay().incumbent() == null) {
      return List.of(way(table, active, true, health, nowNs));
    }
    List<Way> ways = new ArrayList<>(2);
    for (Kind kind : Kind.values()) {
      TransportId id = peer.slot(kind).incumbent();
      Transport transport = id == null ? null : table.transports().get(id);
      if (transport != null) {
        boolean inUse = transport.id().equals(active.id());
        Health its = inUse ? health : Health.of(table, peer, transport, nowNs);
        ways.add(way(table, transport, inUse, its, nowNs));
      }
    }
    return ways;
  }

  private static Way way(
      PeerTable table, Transport transport, boolean inUse, Health health, long nowNs) {
    return new Way(
        transport.route().kind(),
        transport.id(),
        inUse,
        health.state(),
        transport.silentNs(nowNs, table.clockJumpedNs()),
        transport.pulse().roundTrips().srttNs());
  }

  /// The bar ends where the active rule would act, so that it can be watched going there.
  private static Heard heard(PeerTable table, Transport transport, long silentNs) {
    long threshold = thresholdNs(table, transport);
    double fraction = Math.min(1, (double) silentNs / threshold);
    String key =
        table.settings().policy().rule() == Rule.LAST_SEEN ? "heard.stale-at" : "heard.suspect-at";
    return new Heard(
        Math.rint(fraction * 50) / 50,
        Spans.tight(silentNs),
        Words.of(key, Spans.plain(threshold)));
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
        Spans.tight(nowNs - view.lastAnsweredNs()),
        Words.of("keepalive.answered.why", Spans.count(view.keepalivesAnswered())));
  }

  private static Redial redial(PeerTable table, Peer peer, Transport active, long nowNs) {
    return Contest.ifRedialledNow(
            table, peer, active.route().kind(), table.settings().policy(), nowNs)
        .map(verdict -> redial(table, active, verdict))
        .orElse(Redial.NOTHING);
  }

  private static Redial redial(PeerTable table, Transport active, Verdict verdict) {
    String silent = Spans.tight(verdict.evidence().incumbent().silentNs());
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
