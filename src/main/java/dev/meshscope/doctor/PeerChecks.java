package dev.meshscope.doctor;

import dev.meshscope.core.dial.DialVerdict.Reason;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.standing.Condition;
import dev.meshscope.core.standing.Standing;
import dev.meshscope.core.table.Credence;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.doctor.Check.State;
import dev.meshscope.doctor.Check.Topic;
import dev.meshscope.text.Spans;
import dev.meshscope.text.Telling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// How peers stand that are not plainly live, and who came in their name. Pure; on any thread.
final class PeerChecks {
  /// A crowd would hide all else.
  private static final int SHOWN = 12;

  private PeerChecks() {}

  static List<Check> of(PeerTable table, long nowNs) {
    List<Check> checks = new ArrayList<>();
    checks.add(connected(table, nowNs));
    DialAdvice advice = new DialAdvice(table);
    List<Check> found = new ArrayList<>();
    table.peers().values().stream()
        .filter(peer -> isWorthALook(table, peer))
        .sorted(Comparator.comparing((Peer peer) -> peer.name().text()).thenComparing(Peer::id))
        .forEach(peer -> peer(table, peer, advice, nowNs, found));
    // What is wrong first: it is not what may be left out.
    found.sort(Comparator.comparing(Check::state).reversed());
    found.stream().limit(SHOWN).forEach(checks::add);
    if (found.size() > SHOWN) {
      checks.add(more(found.subList(SHOWN, found.size())));
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
        || peer.present()
        || !(peer.seen().now().isEmpty() && peer.dials().isEmpty());
  }

  private static Check connected(PeerTable table, long nowNs) {
    Map<Condition, Integer> counts = new EnumMap<>(Condition.class);
    table.peers().values().stream()
        .filter(Peer::present)
        .forEach(
            peer -> counts.merge(Standing.of(table, peer, nowNs).condition(), 1, Integer::sum));
    int peers = counts.values().stream().mapToInt(Integer::intValue).sum();
    String fact =
        switch (peers) {
          case 0 -> Text.of("connected.none");
          case 1 -> Text.of("connected.one", Telling.word(counts.keySet().iterator().next()));
          default -> Text.of("connected", peers, counted(counts));
        };
    return Check.of(
        Topic.CONNECTED,
        peers == 0 ? State.WARN : State.OK,
        fact,
        Text.of(peers == 0 ? "connected.none.why" : "connected.why"));
  }

  private static String counted(Map<Condition, Integer> counts) {
    return counts.entrySet().stream()
        .map(entry -> Spans.count(entry.getValue()) + " " + Telling.word(entry.getKey()))
        .collect(Collectors.joining(", "));
  }

  private static Check more(List<Check> rest) {
    State worst = rest.stream().map(Check::state).max(Comparator.naturalOrder()).orElse(State.OK);
    return new Check(
        Topic.PEER,
        worst,
        Text.of("peers.more.name"),
        Text.of("peers.more", rest.size()),
        Text.of("peers.more.why"));
  }

  private static void peer(
      PeerTable table, Peer peer, DialAdvice advice, long nowNs, List<Check> checks) {
    Standing standing = Standing.of(table, peer, nowNs);
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
                  Spans.age(nowNs - alarm.lastNs()),
                  alarm.remote()),
              Text.of("alarm.why")));
    }
    proof(peer, standing, nowNs, checks);
    switch (standing) {
      case Standing.Present present -> checks.addAll(PresentChecks.of(peer, present));
      case Standing.Absent absent -> AbsentChecks.of(peer, absent, advice).ifPresent(checks::add);
    }
  }

  private static boolean isFalse(Peer.Ended ended) {
    return ended.reason() == CloseReason.PROOF_INVALID;
  }

  /// Whether it has fallen from proven, and who came in its name with a false proof.
  private static void proof(Peer peer, Standing standing, long nowNs, List<Check> checks) {
    Credence credence = standing.credence();
    if (credence.fell()) {
      checks.add(
          new Check(
              Topic.PROOF,
              State.BAD,
              peer.name().text(),
              Text.of(
                  "peer.stands",
                  Telling.word(standing.condition()),
                  Text.of("proof." + credence.id())),
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
                  Spans.age(nowNs - last.endedNs()),
                  last.remote()),
              Text.of("proof.false.why")));
    }
  }
}
