package dev.meshscope.core.standing;

import dev.meshscope.core.judge.Rule;
import dev.meshscope.core.link.Direction;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.Transport;
import java.util.Optional;
import java.util.OptionalLong;

/// One way to a peer that stands. A value, on any thread.
///
/// @param transport its number
/// @param direction who dialled it
/// @param remote the other end
/// @param inUse whether frames to the peer go out here
/// @param health what is the matter with it, or nothing, and the evidence
/// @param forNs how long it has had its place
/// @param silence how long nothing was heard on it, and when that is too long
/// @param roundTripNs its smoothed round trip, the one that is shown; empty if none was measured
/// @param pingOutNs how long its oldest unanswered ping has been out; empty if none is
/// @param probes what the kernel says of its path
/// @param redial what a redial of this kind would meet now; empty if there is no rule for it
public record Way(
    TransportId transport,
    Kind kind,
    Direction direction,
    Endpoint remote,
    boolean inUse,
    Health health,
    long forNs,
    Silence silence,
    OptionalLong roundTripNs,
    OptionalLong pingOutNs,
    Probes probes,
    Optional<Redial> redial) {

  /// A ping that came back within a blink is not worth a word.
  private static final long BLINK_NS = 100_000_000;

  /// How long nothing was heard, on a way to where the rule in force acts.
  ///
  /// @param ns how long; time before a clock jump is held against nobody
  /// @param limitNs from when on the rule acts
  /// @param staleThere whether it then counts as stale, as the rule by age has it; else as suspect
  public record Silence(long ns, long limitNs, boolean staleThere) {

    /// 0 to 1 of the way to the limit.
    public double fraction() {
      return Math.min(1, (double) ns / limitNs);
    }
  }

  static Way of(PeerTable table, Peer peer, Transport transport, boolean inUse, long nowNs) {
    Transport.Route route = transport.route();
    return new Way(
        route.id(),
        route.kind(),
        route.direction(),
        route.remote(),
        inUse,
        Health.of(table, peer, transport, nowNs),
        Math.max(0, nowNs - transport.pulse().liveSinceNs()),
        silence(table, transport, nowNs),
        known(transport.pulse().roundTrips().srttNs()),
        known(transport.waitingNs(nowNs)),
        Probes.of(transport, nowNs),
        Redial.of(table, peer, route.kind(), nowNs));
  }

  private static Silence silence(PeerTable table, Transport transport, long nowNs) {
    long ns = transport.silentNs(nowNs, table.clockJumpedNs());
    return table.settings().policy().rule() == Rule.LAST_SEEN
        ? new Silence(ns, table.settings().policy().staleAfterNs(), true)
        : new Silence(
            ns, table.heartbeatIntervalNs(transport) * (1 + Settings.SUSPECT_AFTER_MISSED), false);
  }

  static OptionalLong known(long ns) {
    return ns < 0 ? OptionalLong.empty() : OptionalLong.of(ns);
  }

  public Condition condition() {
    return health.condition();
  }

  /// How long its oldest unanswered ping has been out, if that is worth a word.
  public OptionalLong waitNs() {
    return pingOutNs.orElse(0) < BLINK_NS ? OptionalLong.empty() : pingOutNs;
  }
}
