package dev.meshscope.core.wire;

import dev.meshscope.core.cause.Cause;
import java.util.List;

/// One frame between peers (PROTOCOL 4). What the layers above say is counted and named, never
/// interpreted.
public sealed interface Frame {

  /// The longest payload, in bytes (PROTOCOL 2).
  int MAX_BYTES = 1_048_576;

  /// The wire's `type`.
  String type();

  /// Who the speaker is; first frame on every transport.
  record Greeting(Handshake handshake) implements Frame {
    @Override
    public String type() {
      return "handshake";
    }
  }

  /// A handshake that breaks a rule: the connection ends with this fault.
  ///
  /// @param fault which
  record BadGreeting(Cause fault) implements Frame {
    @Override
    public String type() {
      return "handshake";
    }
  }

  /// Are you there?
  record Ping() implements Frame {
    @Override
    public String type() {
      return "ping";
    }
  }

  /// I am.
  record Pong() implements Frame {
    @Override
    public String type() {
      return "pong";
    }
  }

  /// Information, never a command (PROTOCOL 3).
  record Fault(int code, String message) implements Frame {
    public static final int VERSION_MISMATCH = 1001;
    public static final int FRAME_TOO_LARGE = 1003;
    public static final int HANDSHAKE_TIMEOUT = 1004;
    public static final int DUPLICATE_NODE = 1005;

    // Our own: outside of what the specification numbers.

    /// Another key is known for this node id.
    public static final int KEY_MISMATCH = 1901;

    /// The signature does not hold.
    public static final int PROOF_INVALID = 1902;

    /// There is no room for another peer.
    public static final int NO_ROOM = 1903;

    @Override
    public String type() {
      return "error";
    }
  }

  /// Gossip: hearsay, never proof of life.
  ///
  /// @param beyond entries that were not kept: more than the limit allows
  record PeerInfo(List<Hearsay> peers, int beyond) implements Frame {
    /// With all its entries.
    public PeerInfo(List<Hearsay> peers) {
      this(peers, 0);
    }

    /// Copies the list.
    public PeerInfo {
      peers = List.copyOf(peers);
    }

    @Override
    public String type() {
      return "peer-info";
    }
  }

  /// One entry of gossip, as sent.
  ///
  /// @param lastSeen milliseconds since the epoch by the teller's clock; 0 if not told
  record Hearsay(String nodeId, String name, long lastSeen) {}

  /// How to wake a sleeping peer. The token is masked where the frame is read and never kept.
  record WakeChannel(String platform, String maskedToken, String environment) implements Frame {
    @Override
    public String type() {
      return "wake-channel";
    }
  }

  /// A text from a peer.
  ///
  /// @param timestamp milliseconds since the epoch by the sender's clock
  record Message(String from, String fromName, String content, long timestamp) implements Frame {
    public static final String TYPE = "message";

    @Override
    public String type() {
      return TYPE;
    }
  }

  /// What deployed nodes tell of themselves about every 15 s.
  ///
  /// @param at milliseconds since the epoch by the sender's clock
  record NodeStats(long emitted, long admitted, long memory, long at) implements Frame {
    @Override
    public String type() {
      return "node-stats";
    }
  }

  /// A Meshscope peer proves its incarnation: the signature over [Extra#statement].
  record Proof(String signature) implements Frame {
    public static final String TYPE = "x-meshscope-proof";

    @Override
    public String type() {
      return TYPE;
    }
  }

  /// A type of the layers above: counted, left alone.
  record Uninterpreted(String type) implements Frame {}

  /// A type nobody told us of: ignored, counted (forward compatibility).
  record Unknown(String type) implements Frame {}
}
