package dev.meshscope.lab.world;

import java.util.Base64;
import java.util.Locale;
import java.util.Random;

/// Who a node is to be. Pure but for the randomness it is given.
///
/// @param nodeId a UUID v7
/// @param publicKey for raw peers, which never prove anything: 32 random bytes
record Identity(String nodeId, String publicKey) {

  private static final long FIRST = 0x0192_0000L;
  private static final long SPREAD = 0x0010_0000L;

  /// A fresh one.
  static Identity random(Random random) {
    return at(FIRST + random.nextLong(SPREAD), random);
  }

  /// A fresh one whose id is smaller, or larger, than another.
  static Identity beside(String other, boolean smaller, Random random) {
    long head;
    try {
      head = Long.parseLong(other.substring(0, 8), 16);
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      return random(random);
    }
    long step = 1 + random.nextLong(0x1000);
    return at(Math.clamp(smaller ? head - step : head + step, 0, 0xffff_ffffL), random);
  }

  private static Identity at(long head, Random random) {
    byte[] key = new byte[32];
    random.nextBytes(key);
    String nodeId =
        String.format(
            Locale.ROOT,
            "%08x-%04x-7%03x-%04x-%012x",
            head,
            random.nextInt(0x1_0000),
            random.nextInt(0x1000),
            0x8000 | random.nextInt(0x4000),
            random.nextLong() & 0xffff_ffff_ffffL);
    return new Identity(nodeId, Base64.getUrlEncoder().withoutPadding().encodeToString(key));
  }
}
