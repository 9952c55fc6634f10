package dev.meshscope.fuzz;

import java.util.function.Predicate;

/// Makes a finding smaller: leaves out what it does not need.
final class Shrinker {
  private Shrinker() {}

  private static final int TRIES = 2_000;

  /// The smallest input that is still `bad` and was found within some thousand tries.
  static byte[] shrink(byte[] input, Predicate<byte[]> bad) {
    byte[] best = input;
    int tries = 0;
    for (int chunk = Math.max(1, best.length / 2); chunk > 0; chunk /= 2) {
      int at = 0;
      while (at < best.length && tries < TRIES) {
        byte[] shorter = without(best, at, Math.min(chunk, best.length - at));
        tries++;
        if (bad.test(shorter)) {
          best = shorter;
        } else {
          at += chunk;
        }
      }
    }
    return best;
  }

  private static byte[] without(byte[] input, int at, int count) {
    byte[] shorter = new byte[input.length - count];
    System.arraycopy(input, 0, shorter, 0, at);
    System.arraycopy(input, at + count, shorter, at, input.length - at - count);
    return shorter;
  }
}
