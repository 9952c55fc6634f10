package dev.meshscope.core.standing;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.table.Attempts;
import dev.meshscope.core.table.Outlook;
import dev.meshscope.core.table.Peer;
import java.util.Optional;

/// What our dials of an address came to. A value, on any thread.
///
/// @param at the address
/// @param times dials in a row that came to nothing
/// @param agoNs how long ago the last of them failed
/// @param error what it was
public record Failure(Endpoint at, int times, long agoNs, Cause error) {

  /// Of this address; empty if no dial of it failed.
  public static Optional<Failure> of(Peer peer, Endpoint at, long nowNs) {
    return of(at, peer.dials(at), nowNs);
  }

  /// Of the address whose dial failed last; empty if none did.
  static Optional<Failure> of(Outlook outlook, long nowNs) {
    Endpoint failed = outlook.failed();
    return failed == null ? Optional.empty() : of(failed, outlook.failure(), nowNs);
  }

  private static Optional<Failure> of(Endpoint at, Attempts attempts, long nowNs) {
    return attempts.failedNs() < 0
        ? Optional.empty()
        : Optional.of(
            new Failure(at, attempts.failures(), nowNs - attempts.failedNs(), attempts.error()));
  }
}
