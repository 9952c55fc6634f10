package dev.meshscope.engine.net;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/// How Netty is to run here, before it is loaded; what a user has set stays. On any thread.
public final class NettyDefaults {
  private NettyDefaults() {}

  private static final int MAC_BYTES = 8;

  /// Called by whoever makes the first channel.
  public static void set() {
    // Netty's events for Java's flight recorder are a tenth of a cold handshake, and nobody
    // records.
    set("io.netty.jfr.enabled", "false");
    // Nobody looks at the ids of channels. Netty would make them of a hardware address, look at
    // all interfaces for one, and complain where there is none.
    byte[] machine = new byte[MAC_BYTES];
    ThreadLocalRandom.current().nextBytes(machine);
    set("io.netty.machineId", HexFormat.ofDelimiter(":").formatHex(machine));
  }

  private static void set(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }
}
