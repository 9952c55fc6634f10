package dev.meshscope.lab.proxy;

import java.nio.file.Path;

/// On which network a node lives, as seen from the exchange. A value.
public sealed interface Side {
  /// On this machine's own.
  Side HERE = new Here();

  /// On this machine's own: its loopback is ours.
  record Here() implements Side {}

  /// In a network namespace of its own, whose sockets are handed over by a program in it
  /// ([SocketLender]); Linux only.
  ///
  /// @param lender the Unix socket at which that program is asked
  record Apart(Path lender) implements Side {}
}
