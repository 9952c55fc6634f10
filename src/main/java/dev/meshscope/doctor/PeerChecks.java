package dev.meshscope.doctor;

import dev.meshscope.core.dial.DialVerdict;
import dev.meshscope.core.dial.DialVerdict.Reason;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.table.Attempts;
import dev.meshscope.core.table.Outlook;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.Target;
import dev.meshscope.core.table.Transport;
import dev.meshscope.doctor.Check.State;
import dev.meshscope.doctor.Check.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who is seen and not connected, and why. Pure; on any thread.
final class PeerChecks {
  /// A crowd would hide all else.
  private static final int SHOWN = 12;

  private PeerChecks() {}

  static List<Check> of(PeerTable table, long nowNs) {
    List<Check> checks = new ArrayList<>();
    checks.add(connected((int) table.peers().values().stream().filter(Peer::present).count()));
    List<Check> absent = new ArrayList<>();
    table.peers().values().stream()
        .filter(PeerChecks::isWorthALook)
        .sorted(Comparator.comparing((Peer peer) -> peer.name().text()).thenComparing(Peer::id))
        .forEach(peer -> peer(table, peer, nowNs, absent));
    table.targets().values().stream()
        .sorted(Comparator.comparing(target -> target.endpoint().toString()))
        .filter(target -> !served(table, target))
        .forEach(target -> target(target, nowNs, absent));
    absent.stream().limit(SHOWN).forEach(checks::add);
    if (absent.size() > SHOWN) {
      checks.add(more(absent.subList(SHOWN, absent.size())));
    }
    return checks;
  }

  /// Before they are put in order: strangers by the thousand may be remembered.
  private static boolean isWorthALook(Peer peer) {
    return peer.alarm() != null
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

  private static void peer(PeerTable table, Peer peer, long nowNs, List<Check> checks) {
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
    if (peer.present()) {
      return;
    }
    Outlook outlook = Outlook.of(table, peer, nowNs);
    if (!peer.seen().now().isEmpty() || outlook.failed() != null) {
      checks.add(absent(peer, outlook, nowNs));
    }
  }

  private static Check absent(Peer peer, Outlook outlook, long nowNs) {
    String where = where(peer);
    Attempts failure = outlook.failure();
    if (outlook.failed() != null) {
      return new Check(
          Topic.PEER,
          State.BAD,
          peer.name().text(),
          Text.of(
              "peer.failed",
              where,
              outlook.failed(),
              error(failure),
              Text.age(nowNs - failure.failedNs()),
              again(outlook.next())),
          Text.of(advice(failure)));
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

  private static boolean served(PeerTable table, Target target) {
    Transport transport =
        target.current() == null ? null : table.transports().get(target.current());
    Peer peer = target.peer() == null ? null : table.peers().get(target.peer());
    return (transport != null && transport.state().holdsSlot()) || (peer != null && peer.present());
  }

  private static void target(Target target, long nowNs, List<Check> checks) {
    Attempts attempts = target.attempts();
    if (attempts.failedNs() >= 0) {
      checks.add(
          new Check(
              Topic.ADDRESS,
              State.BAD,
              target.endpoint().toString(),
              Text.of("address", error(attempts), Text.age(nowNs - attempts.failedNs())),
              Text.of(advice(attempts))));
    }
  }

  /// The system's own words, or ours for a reason to close.
  private static String error(Attempts attempts) {
    boolean ours =
        Stream.of(CloseReason.values()).anyMatch(reason -> reason.id().equals(attempts.error()));
    return ours ? attempts.error().replace('-', ' ') : attempts.error();
  }

  private static String advice(Attempts attempts) {
    String error = attempts.error().toLowerCase(Locale.ROOT);
    if (error.contains("refused") && !error.equals(CloseReason.REFUSED.id())) {
      return "dial.refused.why";
    }
    boolean silent =
        Stream.of("timed out", "no route", "unreachable").anyMatch(error::contains)
            || error.equals(CloseReason.DIAL_FAILED.id());
    return silent ? "dial.silent.why" : "dial.other.why";
  }
}
