package dev.meshscope.doctor;

import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Direction;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.table.Attempts;
import dev.meshscope.core.table.EndedRing;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.Target;
import dev.meshscope.core.table.Transport;
import dev.meshscope.doctor.Check.State;
import dev.meshscope.doctor.Check.Topic;
import dev.meshscope.text.Spans;
import dev.meshscope.text.Telling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A line for each address that is to be kept connected, and for each that turned out to be our
/// own. Pure; on any thread.
final class AddressChecks {
  private static final int MOST_OF_OURS = 4;
  private static final int MOST_LOOKED_AT = 64;

  private AddressChecks() {}

  static List<Check> of(PeerTable table, DialAdvice advice, long nowNs) {
    List<Check> checks = new ArrayList<>();
    table.targets().values().stream()
        .sorted(Comparator.comparing(target -> target.endpoint().toString()))
        .forEach(target -> checks.add(check(table, target, advice, nowNs)));
    own(table)
        .forEach(
            address ->
                checks.add(check(State.WARN, address, Text.of("address.own"), "dial.own.why")));
    return checks;
  }

  private static Check check(PeerTable table, Target target, DialAdvice advice, long nowNs) {
    Transport transport =
        target.current() == null ? null : table.transports().get(target.current());
    Endpoint address = target.endpoint();
    Peer met = target.peer() == null ? null : table.peers().get(target.peer());
    if (transport != null && transport.state().holdsSlot()) {
      return check(
          State.OK, address, Text.of("address.connected", name(table, transport)), "address.why");
    }
    if (met != null && met.present()) {
      return check(
          State.OK, address, Text.of("address.otherwise", met.name().text()), "address.why");
    }
    Attempts attempts = target.attempts();
    if (attempts.failedNs() < 0) {
      String fact = transport == null ? "address.again" : "address.under-way";
      return check(State.WARN, address, Text.of(fact), "address.under-way.why");
    }
    return new Check(
        Topic.ADDRESS,
        State.BAD,
        address.toString(),
        Text.of(
            "address.failed",
            attempts.failures(),
            Spans.age(nowNs - attempts.failedNs()),
            Telling.cause(attempts.error()),
            Text.of(transport == null ? "again.soon" : "again.now")),
        advice.of(address, attempts.error()));
  }

  private static String name(PeerTable table, Transport transport) {
    Peer peer = transport.peer() == null ? null : table.peers().get(transport.peer());
    return peer == null ? Text.of("address.nobody") : peer.name().text();
  }

  /// Such an address is not kept, so it is found by what is left: a dial of an address that is
  /// nobody's, and within its time a connection that came in with our own id.
  private static Stream<Endpoint> own(PeerTable table) {
    List<Peer.Ended> ourselves =
        table
            .ended()
            .last(
                MOST_LOOKED_AT,
                entry ->
                    entry.how().reason() == CloseReason.OWN_NODE_ID
                        && entry.how().kind() == Kind.DIRECT)
            .stream()
            .map(EndedRing.Entry::how)
            .toList();
    return ourselves.isEmpty()
        ? Stream.empty()
        : table.ended().entries().stream()
            .filter(entry -> entry.peer() == null)
            .map(EndedRing.Entry::how)
            .filter(how -> how.kind() == Kind.DIRECT && how.direction() == Direction.OUTBOUND)
            .filter(how -> ourselves.stream().anyMatch(same -> isOneOf(how, same)))
            .map(Peer.Ended::remote)
            .filter(address -> isNobodys(table, address))
            .distinct()
            .limit(MOST_OF_OURS);
  }

  private static boolean isOneOf(Peer.Ended dial, Peer.Ended same) {
    return dial.transport().equals(same.transport())
        || (same.direction() == Direction.INBOUND
            && same.openedNs() >= dial.openedNs()
            && same.openedNs() <= dial.endedNs());
  }

  private static boolean isNobodys(PeerTable table, Endpoint address) {
    return !table.targets().containsKey(address)
        && table.peers().values().stream().noneMatch(peer -> isHis(peer, address));
  }

  private static boolean isHis(Peer peer, Endpoint address) {
    return peer.dials().containsKey(address)
        || peer.seen().now().values().stream()
            .anyMatch(sighting -> sighting.endpoints().contains(address));
  }

  private static Check check(State state, Endpoint address, String fact, String why) {
    return new Check(Topic.ADDRESS, state, address.toString(), fact, Text.of(why));
  }
}
