package dev.meshscope.core.link;

import dev.meshscope.core.judge.Policy;
import java.util.concurrent.TimeUnit;

/// The rule and the timings; all times in nanoseconds, greater than 0.
///
/// @param policy who keeps the slot
/// @param heartbeatIntervalNs nothing heard for this long: ping (PROTOCOL 3)
/// @param heartbeatTimeoutNs nothing heard for this long: close; above the interval
/// @param limits how much is taken from others
/// @param provenOnly whether what the user says goes to proven peers alone
public record Settings(
    Policy policy,
    long heartbeatIntervalNs,
    long heartbeatTimeoutNs,
    Limits limits,
    boolean provenOnly) {

  /// As deployed nodes: 10 s and 120 s.
  public static final Settings DEFAULT =
      new Settings(Policy.DEFAULT, TimeUnit.SECONDS.toNanos(10), TimeUnit.SECONDS.toNanos(120));

  /// Between two Meshscope nodes the heartbeat is at most this.
  public static final long OWN_INTERVAL_NS = TimeUnit.SECONDS.toNanos(3);

  /// Missed round trips after which a transport is suspect.
  public static final int SUSPECT_AFTER_MISSED = 2;

  /// Missed round trips after which a transport to a Meshscope node is dead.
  public static final int DEAD_AFTER_MISSED = 3;

  /// A dial takes at most this long (PROTOCOL 3).
  public static final long CONNECT_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(10);

  /// A handshake takes at most this long (PROTOCOL 3).
  public static final long HANDSHAKE_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(10);

  /// A replaced transport stays readable this long.
  public static final long DRAIN_NS = TimeUnit.SECONDS.toNanos(1);

  /// No round trip this long after the handshake: the remote cannot send (DESIGN 4).
  public static final long HEAL_AFTER_NS = TimeUnit.SECONDS.toNanos(3);

  /// Between what was closed to heal a peer and its dial: a peer that meets the new connection
  /// before the end of the old one takes it for one more replacement.
  public static final long HEAL_REST_NS = TimeUnit.MILLISECONDS.toNanos(100);

  /// A peer whose heal helped is healed again at the earliest after this time.
  public static final long HEAL_AGAIN_NS = TimeUnit.SECONDS.toNanos(10);

  /// A peer is healed at most twice in this time without a new reason to.
  public static final long HEAL_PAUSE_NS = TimeUnit.SECONDS.toNanos(60);

  /// The most transports held; what comes beyond is refused.
  public static final int MAX_ENTRIES = 16_384;

  /// With the default limits; what the user says goes to everybody.
  public Settings(Policy policy, long heartbeatIntervalNs, long heartbeatTimeoutNs) {
    this(policy, heartbeatIntervalNs, heartbeatTimeoutNs, Limits.DEFAULT, false);
  }

  /// The same with other limits.
  public Settings with(Limits other) {
    return new Settings(policy, heartbeatIntervalNs, heartbeatTimeoutNs, other, provenOnly);
  }

  /// The same for proven peers alone, or for all.
  public Settings provenOnly(boolean alone) {
    return new Settings(policy, heartbeatIntervalNs, heartbeatTimeoutNs, limits, alone);
  }

  /// @throws IllegalArgumentException if a time is out of range
  public Settings {
    if (heartbeatIntervalNs <= 0 || heartbeatTimeoutNs <= heartbeatIntervalNs) {
      throw new IllegalArgumentException("the heartbeat timeout must be above its interval");
    }
    if (heartbeatTimeoutNs > Policy.LONGEST_NS) {
      throw new IllegalArgumentException("the heartbeat timeout is at most a thousand days");
    }
  }
}
