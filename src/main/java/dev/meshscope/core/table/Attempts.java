package dev.meshscope.core.table;

import java.util.concurrent.TimeUnit;

/// How dials of one address fare. A connection that stood for a while ends the count; one that
/// merely got through does not, so that a peer which greets and hangs up is left in peace too.
///
/// @param count dials in a row that came to nothing, the present one included
/// @param lastNs when the last one began; -1 if none did
/// @param failedNs when the last failure was; -1 if none was
/// @param error what it was, for display; empty if none was
public record Attempts(int count, long lastNs, long failedNs, String error) {

  /// Never dialled.
  public static final Attempts NONE = new Attempts(0, -1, -1, "");

  /// A connection that lived this long stood.
  static final long STOOD_NS = TimeUnit.SECONDS.toNanos(10);

  private static final long FIRST_NS = TimeUnit.SECONDS.toNanos(1);
  static final long LONGEST_NS = TimeUnit.SECONDS.toNanos(30);
  private static final long SHORTEST_NS = TimeUnit.MILLISECONDS.toNanos(100);

  Attempts dialled(int attempt, long atNs) {
    return new Attempts(attempt, atNs, failedNs, error);
  }

  Attempts failed(String why, long atNs) {
    return new Attempts(count, lastNs, atNs, why);
  }

  /// When the address may be dialled again: exponential backoff from 1 s to 30 s with full jitter,
  /// counted from the last failure.
  ///
  /// @param salt makes one node's jitter differ from another's
  long restedNs(long salt) {
    if (count == 0) {
      return Long.MIN_VALUE;
    }
    long most = Math.min(LONGEST_NS, FIRST_NS << Math.min(count - 1, 5));
    long pause = SHORTEST_NS + Math.floorMod(mixed(salt ^ lastNs ^ count), most - SHORTEST_NS);
    return Math.max(lastNs, failedNs) + pause;
  }

  /// The finaliser of SplitMix64: neighbouring salts give unrelated pauses.
  private static long mixed(long salt) {
    long z = salt + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
