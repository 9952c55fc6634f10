package dev.meshscope.core.table;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.KernelView;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.LanState;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.SocketOptions;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.wire.Frame;
import org.jspecify.annotations.Nullable;

/// Everything that can happen to the table.
public sealed interface Input {

  /// A connection came in. `id` is the table's [PeerTable#nextTransport].
  record Accepted(TransportId id, Kind kind, Endpoint local, Endpoint remote, Nonce nonce)
      implements Input {}

  /// A dial of ours succeeded.
  record Connected(TransportId id, Endpoint local, Nonce nonce) implements Input {}

  /// The socket's options as read back.
  record Tuned(TransportId id, SocketOptions options) implements Input {}

  /// One frame, in the order of arrival.
  ///
  /// @param bytes its payload's length
  record Received(TransportId id, Frame frame, int bytes) implements Input {}

  /// A run of pings that were read in one go; each is answered.
  record Pinged(TransportId id, int count) implements Input {}

  /// A frame was dropped: not JSON, not an object, no `type`.
  record Malformed(TransportId id, Cause why, int bytes) implements Input {}

  /// Frames were encoded and written: one, or a run of one type.
  ///
  /// @param bytes their payloads' length together
  record Written(TransportId id, String type, int count, long bytes) implements Input {}

  /// The byte stream broke a rule after which it cannot go on.
  ///
  /// @param reason [CloseReason#FRAME_TOO_LARGE] or [CloseReason#EMPTY_FRAME]
  record Violated(TransportId id, CloseReason reason) implements Input {}

  /// The channel is gone; also the end of a failed dial. Harmless for a transport that has left.
  ///
  /// @param detail the system's words, for display
  record Ended(TransportId id, CloseReason reason, Cause detail) implements Input {}

  /// A look into the kernel.
  record Sampled(TransportId id, KernelView view) implements Input {}

  /// Discovery sees this peer; repeated on every scan.
  record Sighted(Sighting sighting) implements Input {}

  /// Discovery no longer sees it there.
  record Unsighted(NodeId nodeId, Source source) implements Input {}

  /// How we stand with the relay.
  record RelayTold(RelayState state) implements Input {}

  /// What the relay wants the user to know.
  record RelaySaid(String text) implements Input {}

  /// The relay brought more than is taken in, so many times since this was told last.
  record RelaySlowed(int times) implements Input {}

  /// How discovery on the LAN fares.
  record LanTold(LanState state) implements Input {}

  /// Connections were turned away before they became transports.
  record TurnedAway(Limits.Which limit, int count, String example) implements Input {}

  /// A remote sends too fast and is not read from for this long.
  record Slowed(TransportId id, Limits.Which limit, long pauseNs) implements Input {}

  /// What a remote says is read too slowly here: it is not read from until there is room.
  record HeldUp(TransportId id, long mostNs) implements Input {}

  /// A frame could not be handed to its channel.
  record NotWritten(TransportId id, String type, Cause why) implements Input {}

  /// The user wants this address kept connected.
  record DialWanted(Endpoint endpoint) implements Input {}

  /// A timer armed by [Effect.WakeAt] went off.
  record Woken(TransportId id) implements Input {}

  /// A timer armed by [Effect.WakePeerAt] went off.
  record PeerWoken(NodeId peer) implements Input {}

  /// A timer armed by [Effect.WakeTargetAt] went off.
  record TargetWoken(Endpoint endpoint) implements Input {}

  /// Once every few seconds: forget who left long ago.
  record Swept() implements Input {}

  /// How late our own loop runs.
  record Lagged(long lagNs) implements Input {}

  /// Monotonic and wall clock went apart by this much; negative: the wall clock was set back.
  record ClockJumped(long byNs) implements Input {}

  /// Other settings from now on.
  record SettingsWanted(Settings settings) implements Input {}

  /// The user wants a ping on this transport now.
  record PingWanted(TransportId id) implements Input {}

  /// The user wants this transport closed.
  record DropWanted(TransportId id) implements Input {}

  /// The user trusts this key for this peer, whatever was pinned before.
  record TrustWanted(NodeId peer, PublicKey key) implements Input {}

  /// The user wants nothing of this peer kept: its transports, its key, its row.
  record ForgetWanted(NodeId peer) implements Input {}

  /// The user says something; to everybody if `to` is null.
  ///
  /// @param timestamp milliseconds since the epoch
  record SayWanted(String text, @Nullable NodeId to, long timestamp) implements Input {}

  /// The node stops: everything is closed.
  record StopWanted() implements Input {}
}
