package dev.meshscope.lab.raw;

import dev.meshscope.lab.scenario.PeerKind;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/// In what deployed nodes differ (PROTOCOL 9). Values; on any thread.
enum Deployed {
  /// Replaces only what is closed.
  D0(OptionalLong.empty(), false, false),
  /// Replaces what was silent for more than 10 s.
  D10(OptionalLong.of(TimeUnit.SECONDS.toNanos(10)), false, false),
  /// Replaces what was silent for more than 1 s.
  D1(OptionalLong.of(TimeUnit.SECONDS.toNanos(1)), true, true);

  private final OptionalLong staleAfterNs;
  private final boolean greetsReplacement;
  private final boolean knowsRegistry;

  Deployed(OptionalLong staleAfterNs, boolean greetsReplacement, boolean knowsRegistry) {
    this.staleAfterNs = staleAfterNs;
    this.greetsReplacement = greetsReplacement;
    this.knowsRegistry = knowsRegistry;
  }

  /// @throws IllegalArgumentException if that is no deployed node
  static Deployed of(String id) {
    return switch (PeerKind.of(id).orElse(PeerKind.COMMAND)) {
      case D0 -> D0;
      case D10 -> D10;
      case D1 -> D1;
      case MESHSCOPE, RAW, COMMAND -> throw new IllegalArgumentException("no deployed node: " + id);
    };
  }

  /// Whether a peer that was silent for so long is taken for gone when it dials again.
  boolean stale(long silentNs) {
    return staleAfterNs.isPresent() && silentNs > staleAfterNs.getAsLong();
  }

  /// Whether it sends a handshake on a socket that replaces another.
  boolean greetsReplacement() {
    return greetsReplacement;
  }

  boolean knowsRegistry() {
    return knowsRegistry;
  }

  /// Whether it forgets the peer when a dial of its own loses against one that crossed it, although
  /// the other socket lives.
  boolean dropsWhenItsDialLoses() {
    return this == D0;
  }
}
