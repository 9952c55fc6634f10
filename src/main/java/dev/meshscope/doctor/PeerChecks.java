package dev.meshscope.doctor;

import dev.meshscope.core.dial.DialVerdict;
import dev.meshscope.core.dial.DialVerdict.Reason;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.table.Attempts;
import dev.meshscope.core.table.Credence;
import dev.meshscope.core.table.Outlook;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.doctor.Check.State;
import dev.meshscope.doctor.Check.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who is seen and not connected, and why. Pure; on any thread.
final class PeerChecks {
  /// A crowd would hide all else.
  private static final int SHOWN = 12;

  private PeerChecks() {}

  static List<Check> of(PeerTable table, long nowNs) {
    List<Check> checks = new ArrayList<>();
    checks.add(connected((int) table.peers().values().stream().filter(Peer::present).count()));
    DialAdvice advice = new DialAdvice(table);
    List<Check> absent = new ArrayList<>();
    table.peers().values().stream()
        .filter(peer -> isWorthALook(table, peer))
        .sorted(Comparator.comparing((Peer peer) -> peer.name().text()).thenComparing(Peer::id))
        .forEach(peer -> peer(table, peer, advice, nowNs, absent));
    absent.stream().limit(SHOWN).forEach(checks::add);
    if (absent.size() > SHOWN) {
      checks.add(more(absent.subList(SHOWN, absent.size())));
    }
    checks.addAll(AddressChecks.of(table, advice, nowNs));
    return checks;
  }

  /// Before they are put in order: strangers by the thousand may be remembered.
  private static boolean isWorthALook(PeerTable table, Peer peer) {
    return peer.alarm() != null
        || Credence.before(table, peer)
        || peer.past().ended().stream().anyMatch(PeerChecks::isFalse)
        || peer.seen().said().containsValue(Reason.ANNOUNCED_ELSEWHERE)
        || (!peer.present() && !(peer.seen().now().isEmpty() && peer.dials().isEmpty()));
  }

  private static Check connected(int peers) {
    String fact =
        switch (peers) {
          case 0 -> Text.of("connected.none");
          case 1 -> Text.of("connected.one");
          default -> Text.of("connected", peers);
        };
    return Check.of(
        Topic.CONNECTED,
        peers == 0 ? State.WARN : State.OK,
        fact,
        Text.of(peers == 0 ? "connected.none.why" : "connected.why"));
  }

  private static Check more(List<Check> rest) {
    boolean bad = rest.stream().anyMatch(check -> check.state() == State.BAD);
    return new Check(
        Topic.PEER,
        bad ? State.BAD : State.WARN,
        Text.of("peers.more.name"),
        Text.of("peers.more", rest.size()),
        Text.of("peers.more.why"));
  }

  private static void peer(
      PeerTable table, Peer peer, DialAdvice advice, long nowNs, List<Check> checks) {
    Peer.Alarm alarm = peer.alarm();
    if (alarm != null) {
      checks.add(
          new Check(
              Topic.ALARM,
              State.BAD,
              peer.name().text(),
              Text.of(
                  alarm.count() == 1 ? "alarm.once" : "alarm",
                  alarm.count(),
                  Text.age(nowNs - alarm.lastNs()),
                  alarm.remote()),
              Text.of("alarm.why")));
    }
    proof(table, peer, nowNs, checks);
    for (Source source : Source.values()) {
      table
          .dialVerdict(peer, source, nowNs)
          .filter(verdict -> verdict.reason() == Reason.ANNOUNCED_ELSEWHERE)
          .ifPresent(verdict -> checks.add(elsewhere(peer, verdict)));
    }
    if (peer.present()) {
      return;
    }
    Outlook outlook = Outlook.of(table, peer, nowNs);
    if (!peer.seen().now().isEmpty() || outlook.failed() != null) {
      checks.add(absent(peer, outlook, advice, nowNs));
    }
  }

  private static boolean isFalse(Peer.Ended ended) {
    return ended.reason() == CloseReason.PROOF_INVALID;
  }

  /// Whether it has fallen from proven, and who came in its name with a false proof.
  private static void proof(PeerTable table, Peer peer, long nowNs, List<Check> checks) {
    Credence credence = Credence.of(table, peer);
    if (credence.fell()) {
      checks.add(
          new Check(
              Topic.PROOF,
              State.BAD,
              peer.name().text(),
              Text.of("proof." + credence.id()),
              Text.of("proof.fell.why")));
    }
    List<Peer.Ended> forged = peer.past().ended().stream().filter(PeerChecks::isFalse).toList();
    if (!forged.isEmpty()) {
      Peer.Ended last = forged.getLast();
      checks.add(
          new Check(
              Topic.PROOF,
              State.WARN,
              peer.name().text(),
              Text.of(
                  forged.size() == 1 ? "proof.false.once" : "proof.false",
                  forged.size(),
                  Text.age(nowNs - last.endedNs()),
                  last.remote()),
              Text.of("proof.false.why")));
    }
  }

  private static Check elsewhere(Peer peer, DialVerdict verdict) {
    return waits(
        peer, Text.of("peer.elsewhere", verdict.evidence().endpoint()), "peer.elsewhere.why");
  }

  private static Check absent(Peer peer, Outlook outlook, DialAdvice advice, long nowNs) {
    String where = where(peer);
    Attempts failure = outlook.failure();
    Endpoint failed = outlook.failed();
    if (failed != null) {
      return new Check(
          Topic.PEER,
          State.BAD,
          peer.name().text(),
          Text.of(
              "peer.failed",
              where,
              failed,
              DialAdvice.error(failure),
              Text.age(nowNs - failure.failedNs()),
              again(outlook.next())),
          isRelay(peer, failed) ? Text.of("dial.relay.why") : advice.of(failed, failure));
    }
    DialVerdict next = outlook.next();
    if (next == null) {
      return waits(peer, Text.of("peer.nothing", where), "peer.nothing.why");
    }
    return switch (next.reason()) {
      case THEIR_TURN ->
          waits(peer, Text.of("peer.ours", where, Text.age(next.waitNs())), "peer.theirs.why");
      case MAY_DIAL_US ->
          waits(peer, Text.of("peer.may-dial", where, Text.age(next.waitNs())), "peer.theirs.why");
      case LEFT_ALONE -> waits(peer, Text.of("peer.left-alone", where), "peer.left-alone.why");
      case ADDRESS_RESTING ->
          waits(
              peer,
              Text.of("peer.address-resting", where, Text.age(next.waitNs())),
              "peer.address-resting.why");
      case TOO_MANY_DIALS ->
          waits(peer, Text.of("peer.too-many-dials", where), "peer.too-many-dials.why");
      case DISCOVERED,
          FALLBACK,
          LINK_SILENT,
          RESTING,
          ASKING,
          CONNECTED,
          LINK_ANSWERS,
          ANNOUNCED_ELSEWHERE,
          UNDER_WAY ->
          waits(peer, Text.of("peer.under-way", where), "peer.ours.why");
    };
  }

  private static Check waits(Peer peer, String fact, String why) {
    return new Check(Topic.PEER, State.WARN, peer.name().text(), fact, Text.of(why));
  }

  /// The nearest place it is seen at.
  private static String where(Peer peer) {
    for (Source source : Source.values()) {
      Sighting sighting = peer.seen().now().get(source);
      if (sighting != null) {
        return switch (source) {
          case LOOPBACK -> Text.of("seen.loopback", sighting.endpoint());
          case LAN -> Text.of("seen.lan", sighting.endpoint());
          case RELAY -> Text.of("seen.relay");
        };
      }
    }
    return Text.of("seen.nowhere");
  }

  private static String again(@Nullable DialVerdict next) {
    if (next == null) {
      return Text.of("again.never");
    }
    return switch (next.decision()) {
      case DIAL, ASK -> Text.of("again.now");
      case WAIT -> Text.of("again.in", Text.age(next.waitNs()));
      case LEAVE ->
          Text.of(next.reason() == Reason.UNDER_WAY ? "again.now" : "again.announced-anew");
    };
  }

  private static boolean isRelay(Peer peer, Endpoint dialled) {
    Sighting relay = peer.seen().now().get(Source.RELAY);
    return relay != null && relay.endpoint().equals(dialled);
  }
}
