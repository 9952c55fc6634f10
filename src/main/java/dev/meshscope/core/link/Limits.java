package dev.meshscope.core.link;

import java.util.concurrent.TimeUnit;

/// How much a node takes from others before it refuses, slows or cuts (threat model, floods). Each
/// number is at least 1.
///
/// @param connections open at once, over all addresses; what comes beyond is turned away
/// @param perAddress open at once from one address; loopback addresses are one machine's own
///   programs and are bounded by `connections` alone
/// @param pendingHandshakes connections that have not said who they are; beyond it the oldest goes
/// @param failuresPerSecond connections from one address that may end in a second without a
///   handshake that was accepted; beyond it the address is turned away until it calms down
/// @param framesPerSecond frames of one peer that are looked into in a second; beyond it the peer
///   is not read from for a while. The constant ping and pong cost nothing and do not count
/// @param bytesPerSecond their payloads' bytes
/// @param frameDepth how deep the JSON of a frame may be nested; deeper is malformed
/// @param gossipEntries of one peer-info that are looked at; the rest is counted
/// @param peers in the table; a peer beyond them is turned away where nobody who has left can make
///   room
/// @param announcements of strangers that are not connected, over all discoveries; what comes
///   beyond is not taken
/// @param dials of ours to strangers at once; who is known has three times as many beside them
public record Limits(
    int connections,
    int perAddress,
    int pendingHandshakes,
    int failuresPerSecond,
    int framesPerSecond,
    int bytesPerSecond,
    int frameDepth,
    int gossipEntries,
    int peers,
    int announcements,
    int dials) {

  /// Enough for a mesh of thousands on one machine, too little to be flooded.
  public static final Limits DEFAULT =
      new Limits(16_384, 512, 8_192, 200, 20_000, 64 << 20, 1_000, 256, 16_384, 1_024, 64);

  /// What an address may fail at once before its rate counts.
  public static final int FAILURE_BURST_SECONDS = 10;

  /// How long a peer that sends too fast is not read from at least.
  public static final long SHORTEST_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(10);

  /// Which limit was reached.
  public enum Which {
    /// Connections in all.
    CONNECTIONS,
    /// Connections from one address.
    PER_ADDRESS,
    /// Connections that have not said who they are.
    PENDING_HANDSHAKES,
    /// Connections of one address that came to nothing.
    FAILURES_PER_SECOND,
    /// Frames of one peer.
    FRAMES_PER_SECOND,
    /// Bytes of one peer.
    BYTES_PER_SECOND,
    /// How deep the JSON of a frame is nested.
    FRAME_DEPTH,
    /// Peers that one frame tells of.
    GOSSIP_ENTRIES,
    /// Peers that are known.
    PEERS,
    /// Strangers that are only announced.
    ANNOUNCEMENTS,
    /// Dials to strangers.
    DIALS
  }

  /// @throws IllegalArgumentException if a number is below 1
  public Limits {
    for (int limit :
        new int[] {
          connections,
          perAddress,
          pendingHandshakes,
          failuresPerSecond,
          framesPerSecond,
          bytesPerSecond,
          frameDepth,
          gossipEntries,
          peers,
          announcements,
          dials
        }) {
      if (limit < 1) {
        throw new IllegalArgumentException("a limit is at least 1");
      }
    }
  }
}
