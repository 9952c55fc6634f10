package dev.meshscope.sim;

import org.jspecify.annotations.Nullable;

/// One simulated TCP connection. Single thread.
final class Wire {

  final long number;
  final End dialer;

  /// Where it comes from, as the acceptor sees it.
  final String from;

  private @Nullable End acceptor;

  /// When something was last wrong with it.
  long troubledNs = Long.MIN_VALUE;

  Wire(long number, Proc dialer, String from) {
    this.number = number;
    this.dialer = new End(this, dialer, true);
    this.from = from;
  }

  boolean established() {
    return acceptor != null;
  }

  End acceptor() {
    if (acceptor == null) {
      throw new IllegalStateException("wire " + number + " is not connected");
    }
    return acceptor;
  }

  End establish(Proc to) {
    acceptor = new End(this, to, false);
    return acceptor;
  }

  /// From now on nothing arrives at either end, and no end learns it: a dead remote behind a socket
  /// that stays ESTABLISHED.
  void silence(long nowNs) {
    troubledNs = nowNs;
    dialer.deaf = true;
    if (acceptor != null) {
      acceptor.deaf = true;
    }
  }

  boolean sound() {
    return acceptor != null && dialer.open && acceptor.open && !dialer.deaf && !acceptor.deaf;
  }
}
