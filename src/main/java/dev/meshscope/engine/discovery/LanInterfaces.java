package dev.meshscope.engine.discovery;

import java.io.IOException;
import java.util.List;

/// Where this machine can announce itself right now.
@FunctionalInterface
interface LanInterfaces {

  /// The most networks used at once; each costs four threads and two sockets.
  int MOST = 8;

  /// One address for each network. May block.
  ///
  /// @throws IOException if the system does not tell
  List<LanAddress> usable() throws IOException;

  /// Those of this machine.
  static List<LanAddress> ofThisMachine() throws IOException {
    return LanChoice.of(LanCards.read()).used();
  }
}
