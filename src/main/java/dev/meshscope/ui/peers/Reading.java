package dev.meshscope.ui.peers;

import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Direction;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.standing.Absence;
import dev.meshscope.core.standing.Condition;
import dev.meshscope.core.standing.Probes;
import dev.meshscope.core.standing.Standing;
import dev.meshscope.core.standing.Way;
import dev.meshscope.core.table.Credence;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.text.Spans;
import dev.meshscope.text.Telling;
import dev.meshscope.ui.peers.PeerFacts.Heard;
import dev.meshscope.ui.peers.PeerFacts.Keepalive;
import dev.meshscope.ui.peers.PeerFacts.Redial;
import dev.meshscope.ui.text.Words;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts how a peer stands into a row. Pure; on the JavaFX thread.
public final class Reading {
  private Reading() {}

  /// A peer as it stands now.
  public static PeerFacts of(PeerTable table, Peer peer, long nowNs) {
    return of(peer, Standing.of(table, peer, nowNs));
  }

  /// A peer that stands so.
  public static PeerFacts of(Peer peer, Standing standing) {
    return switch (standing) {
      case Standing.Present present -> present(peer, present);
      case Standing.Absent absent -> absent(peer, absent);
    };
  }

  /// A transport that ended a moment ago.
  public static PeerFacts ghost(Peer peer, Peer.Ended ended, long nowNs) {
    return without(
        peer,
        Condition.GONE,
        ended.transport(),
        ended.direction(),
        false,
        ended.remote().toString(),
        ghostStory(peer, ended, nowNs));
  }

  private static PeerFacts present(Peer peer, Standing.Present standing) {
    Way way = standing.inUse();
    return new PeerFacts(
        peer.name().text(),
        standing.condition(),
        way.health().evidence(),
        way.transport(),
        way.direction(),
        standing.ways(),
        standing.doubted(),
        standing.elsewhere().map(Endpoint::toString).orElse(""),
        standing.credence(),
        way.remote().toString(),
        heard(way.silence()),
        way.silence().ns(),
        way.roundTripNs().orElse(-1),
        way.waitNs().orElse(-1),
        new Keepalive(
            sign(way.probes()), Telling.probes(way.probes()), Telling.explained(way.probes())),
        way.redial().map(Reading::redial).orElse(Redial.NOTHING),
        "");
  }

  private static PeerFacts absent(Peer peer, Standing.Absent standing) {
    Optional<Absence.Dialling> out =
        standing.why() instanceof Absence.Dialling dialling
            ? Optional.of(dialling)
            : Optional.empty();
    return without(
        peer,
        standing.condition(),
        out.map(Absence.Dialling::transport).orElse(null),
        out.map(Absence.Dialling::direction).orElse(null),
        standing.doubted(),
        Absence.nearest(peer).map(seen -> seen.endpoint().toString()).orElse(""),
        Telling.story(standing.why()));
  }

  private static PeerFacts without(
      Peer peer,
      Condition condition,
      @Nullable TransportId transport,
      @Nullable Direction direction,
      boolean doubted,
      String address,
      String story) {
    return new PeerFacts(
        peer.name().text(),
        condition,
        List.of(),
        transport,
        direction,
        List.of(),
        doubted,
        "",
        Credence.NOBODY,
        address,
        Heard.NOTHING,
        -1,
        -1,
        -1,
        Keepalive.NOTHING,
        Redial.NOTHING,
        story);
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
    return Words.of("row.ghost", age, ended.transport(), Telling.closed(ended.reason()));
  }

  /// The bar ends where the active rule would act, so that it can be watched going there.
  private static Heard heard(Way.Silence silence) {
    return new Heard(
        Math.rint(silence.fraction() * 50) / 50,
        Spans.tight(silence.ns()),
        Words.of(
            silence.staleThere() ? "heard.stale-at" : "heard.suspect-at",
            Spans.plain(silence.limitNs())));
  }

  private static Keepalive.Sign sign(Probes probes) {
    return switch (probes) {
      case Probes.Answered(_, _) -> Keepalive.Sign.ANSWERED;
      case Probes.Missed(_), Probes.Unacknowledged(_, _) -> Keepalive.Sign.MISSED;
      case Probes.Relayed(), Probes.NotYet(), Probes.Unavailable(_) -> Keepalive.Sign.UNKNOWN;
    };
  }

  private static Redial redial(dev.meshscope.core.standing.Redial redial) {
    return new Redial(
        switch (redial.act()) {
          case ASK -> Redial.Verb.ASK;
          case REPLACE -> Redial.Verb.REPLACE;
          case REFUSE -> Redial.Verb.REFUSE;
        },
        Telling.because(redial));
  }
}
