package dev.meshscope.core.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Which rule holds, with its numbers.
///
/// @param rule the rule
/// @param staleAfterNs for [Rule#LAST_SEEN]: silence above this is stale; greater than 0
/// @param probeMinNs for [Rule#PROBE]: the shortest wait for the incumbent's voice
/// @param probeMaxNs for [Rule#PROBE]: the longest wait, and the wait while no round trip is known
public record Policy(Rule rule, long staleAfterNs, long probeMinNs, long probeMaxNs) {

  /// No time in a policy, or beside one, is longer: a thousand days, so that no deadline wraps
  /// around.
  public static final long LONGEST_NS = TimeUnit.DAYS.toNanos(1_000);

  /// More promotions of one slot than this in [#FLAP_WINDOW_NS] is flapping (DESIGN 3.6).
  public static final int FLAP_PROMOTIONS = 3;

  /// The window in which promotions are counted.
  public static final long FLAP_WINDOW_NS = TimeUnit.SECONDS.toNanos(60);

  /// Probe, with the numbers of DESIGN 3.
  public static final Policy DEFAULT =
      new Policy(
          Rule.PROBE,
          TimeUnit.SECONDS.toNanos(10),
          TimeUnit.MILLISECONDS.toNanos(500),
          TimeUnit.MILLISECONDS.toNanos(1500));

  /// @throws IllegalArgumentException if a number is out of range
  public Policy {
    if (staleAfterNs <= 0 || probeMinNs <= 0 || probeMaxNs < probeMinNs) {
      throw new IllegalArgumentException("a policy's times must be positive, probe min <= max");
    }
    if (staleAfterNs > LONGEST_NS || probeMaxNs > LONGEST_NS) {
      throw new IllegalArgumentException("a policy's times are at most a thousand days");
    }
  }

  /// The same numbers under another rule.
  public Policy with(Rule other) {
    return new Policy(other, staleAfterNs, probeMinNs, probeMaxNs);
  }

  /// The same rule with another staleness threshold.
  public Policy staleAfter(long ns) {
    return new Policy(rule, ns, probeMinNs, probeMaxNs);
  }

  /// How long an incumbent may take to answer a probe: `clamp(4·SRTT + 200 ms, min, max)` plus our
  /// own loop lag; the longest while no round trip was ever measured.
  ///
  /// @param srttNs smoothed round trip; negative if unmeasured
  public long probeWaitNs(long srttNs, long loopLagNs) {
    long wait = srttNs < 0 ? probeMaxNs : 4 * srttNs + TimeUnit.MILLISECONDS.toNanos(200);
    return Math.clamp(wait, probeMinNs, probeMaxNs) + Math.max(0, loopLagNs);
  }

  /// The two policies that are not this one, same numbers.
  public List<Policy> others() {
    List<Policy> others = new ArrayList<>();
    for (Rule other : Rule.values()) {
      if (other != rule) {
        others.add(with(other));
      }
    }
    return List.copyOf(others);
  }
}
