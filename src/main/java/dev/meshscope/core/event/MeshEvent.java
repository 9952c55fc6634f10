package dev.meshscope.core.event;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.dial.DialVerdict;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.judge.Verdict;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Direction;
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
import dev.meshscope.core.wire.Extra;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened (DESIGN 5). The table is the fold of these: whatever changes it is one of them.
public sealed interface MeshEvent {

  /// Monotonic nanoseconds; the engine knows which wall-clock time that was.
  long atNs();

  /// Which kind it is.
  default EventKind what() {
    return EventKind.of(this);
  }

  /// What it is called wherever it is told: by its kind (`round-trip`); what a peer says by the
  /// name that has on the wire (`message`).
  default String eventName() {
    return this instanceof ContentReceived content ? EventKind.name(content.frame()) : what().id();
  }

  /// What it weighs when there is no room for all.
  default Weight weight() {
    return what().weight();
  }

  /// What happened to the node itself, or to what it stands in.
  sealed interface OfNode extends MeshEvent {}

  /// What happened to one transport.
  sealed interface OfTransport extends MeshEvent {
    TransportId transport();
  }

  /// What happened to one transport, and says whose it is.
  sealed interface OfPeersTransport extends OfTransport {
    /// Whose; null if nobody knew.
    @Nullable NodeId peer();
  }

  /// What happened to one peer as a whole.
  sealed interface OfPeer extends MeshEvent {
    NodeId peer();
  }

  /// What happened to one peer as a whole, by way of one transport.
  sealed interface OfPeerByTransport extends OfPeer {
    TransportId transport();
  }

  // The node.

  /// Other settings hold from now on.
  record SettingChanged(long atNs, Settings settings) implements OfNode {}

  /// Monotonic and wall clock went apart.
  ///
  /// @param byNs positive: so much went by unseen, asleep or standing still, or the clock was set
  ///   ahead; negative: the clock was set back
  record ClockJump(long atNs, long byNs) implements OfNode {
    /// Whether the clock was set back: nobody slept, and what is measured is as it was.
    public boolean setBack() {
      return byNs < 0;
    }
  }

  /// How late our own loop runs.
  record LoopLagged(long atNs, long lagNs) implements OfNode {}

  /// The user wants an address kept connected.
  ///
  /// @param endpoint an address to be kept connected
  record DialRequested(long atNs, Endpoint endpoint) implements OfNode {}

  // Discovery.

  /// A discovery shows a peer, or shows it anew.
  record Discovered(long atNs, NodeId peer, Sighting sighting) implements OfPeer {}

  /// Whether to dial where a discovery shows a peer. An answer equal to the one before it, about
  /// the same link, is not told again; nor is that nothing is to be done.
  record DialJudged(long atNs, NodeId peer, Source source, DialVerdict verdict) implements OfPeer {}

  /// A discovery does not show a peer any more.
  record Undiscovered(long atNs, NodeId peer, Source source) implements OfPeer {}

  /// How we stand with the relay.
  record RelayChanged(long atNs, RelayState state) implements OfNode {}

  /// What the relay wants the user to know.
  record RelaySaid(long atNs, String text) implements OfNode {}

  /// The relay brought more than is taken in, and was not read from for a moment.
  ///
  /// @param times since this was told last
  record RelaySlowed(long atNs, int times) implements OfNode {}

  /// How discovery on the LAN fares.
  record LanChanged(long atNs, LanState state) implements OfNode {}

  // Limits.

  /// Connections that never became a transport.
  ///
  /// @param count since this was told last
  /// @param example one of the addresses
  record TurnedAway(long atNs, Limits.Which limit, int count, String example) implements OfNode {}

  // A transport's life.

  /// A dial began.
  ///
  /// @param expected who should be there; null for an address the user gave
  /// @param attempt 1 for the first dial, growing with each failure in a row
  /// @param cause `discovered`, `fallback` or `link-silent` (as the verdict before it says why),
  ///   `address`, `heal`, `relay`
  record Dialled(
      long atNs,
      TransportId transport,
      Kind kind,
      Endpoint endpoint,
      @Nullable NodeId expected,
      int attempt,
      String cause)
      implements OfPeersTransport {
    @Override
    public @Nullable NodeId peer() {
      return expected;
    }
  }

  /// Somebody dialled us.
  record Accepted(
      long atNs, TransportId transport, Kind kind, Endpoint local, Endpoint remote, Nonce nonce)
      implements OfPeersTransport {
    /// Nobody has said who it is.
    @Override
    public @Nullable NodeId peer() {
      return null;
    }
  }

  /// A dial was answered; nobody has said who it is.
  record Connected(long atNs, TransportId transport, Endpoint local, Nonce nonce)
      implements OfTransport {}

  /// The socket's options, read back after they were set.
  record Tuned(long atNs, TransportId transport, SocketOptions options) implements OfTransport {}

  /// Our handshake goes out.
  ///
  /// @param said what it says of this life; null if nothing
  record Greeted(long atNs, TransportId transport, @Nullable Extra said) implements OfTransport {}

  /// The remote said who it is.
  ///
  /// @param repeated not the first on this transport
  record HandshakeReceived(long atNs, TransportId transport, Handshake handshake, boolean repeated)
      implements OfPeersTransport {
    @Override
    public NodeId peer() {
      return handshake.nodeId();
    }
  }

  /// The remote signed our nonce, or tried to.
  ///
  /// @param valid whether the signature holds
  record ProofReceived(long atNs, TransportId transport, boolean valid) implements OfTransport {}

  /// Frames came in: one, or a run of one type.
  record FramesReceived(long atNs, TransportId transport, String type, int count, long bytes)
      implements OfTransport {}

  /// A frame of a type nobody told us of.
  record UnknownReceived(long atNs, TransportId transport, String type, long bytes)
      implements OfTransport {}

  record FramesSent(long atNs, TransportId transport, String type, int count, long bytes)
      implements OfTransport {}

  /// A frame could not be handed to its channel.
  record FrameNotSent(long atNs, TransportId transport, String type, Cause why)
      implements OfTransport {}

  /// It sends too fast and is not read from for a while.
  record Slowed(long atNs, TransportId transport, Limits.Which limit, long pauseNs)
      implements OfTransport {}

  /// What it says waits here for whoever reads it: it is not read from until there is room.
  ///
  /// @param mostNs for so long at most
  record HeldUp(long atNs, TransportId transport, long mostNs) implements OfTransport {}

  /// A frame could not be read, and was left out.
  record FrameDropped(long atNs, TransportId transport, Cause why, int bytes)
      implements OfTransport {}

  /// Something worth showing: message, peer-info, wake-channel, node-stats, error.
  record ContentReceived(long atNs, TransportId transport, @Nullable NodeId peer, Frame frame)
      implements OfPeersTransport {}

  /// Something worth showing, of a transport that does not hold a slot yet: told as received when
  /// it takes it.
  ///
  /// @param bytes its payload
  /// @param kept whether there was room to keep it until then
  record ContentHeld(long atNs, TransportId transport, Frame frame, int bytes, boolean kept)
      implements OfTransport {}

  record PingSent(long atNs, TransportId transport) implements OfTransport {}

  /// A ping was answered.
  ///
  /// @param on the transport whose ping was answered; the pong may have come in on another
  record RoundTrip(long atNs, TransportId transport, TransportId on, long rttNs)
      implements OfTransport {}

  record KernelSampled(long atNs, TransportId transport, KernelView view) implements OfTransport {}

  /// It took the slot, or was heard again after it had been quiet (`reason` is then null).
  ///
  /// @param gapNs how long the peer had not been heard on any transport, or this transport if it
  ///   was only quiet; -1 if it never was
  record Live(long atNs, TransportId transport, NodeId peer, @Nullable Reason reason, long gapNs)
      implements OfPeersTransport {}

  /// Nothing was heard for an interval.
  record Quiet(long atNs, TransportId transport, NodeId peer) implements OfPeersTransport {}

  /// Several pings in a row were not answered.
  record Suspect(long atNs, TransportId transport, NodeId peer, int missed)
      implements OfPeersTransport {}

  /// It ended, and has left the table.
  ///
  /// @param detail what its reason does not say; may be empty
  record Closed(
      long atNs,
      TransportId transport,
      @Nullable NodeId peer,
      Direction direction,
      CloseReason reason,
      Cause detail,
      long ageNs)
      implements OfPeersTransport {}

  /// It ends before a pong showed that what was said had arrived; its end is told right after this.
  ///
  /// @param texts how many texts are not known to have arrived
  /// @param sinceNs when the first of them was handed over
  record ArrivalUnknown(
      long atNs, TransportId transport, @Nullable NodeId peer, int texts, long sinceNs)
      implements OfPeersTransport {}

  /// A replaced transport closed by itself: its successor is untouched.
  record LateCloseIgnored(long atNs, TransportId transport, NodeId peer, CloseReason reason)
      implements OfPeersTransport {}

  // A contested slot.

  /// It wants the slot and is held until the judge knows more.
  ///
  /// @param heldNs since when somebody waits; earlier than now if another newcomer waited before
  /// @param askedNs when the incumbent was asked; earlier than that if a ping was out already, and
  ///   unanswered for longer than a probe may take
  record Challenged(
      long atNs,
      TransportId transport,
      NodeId peer,
      TransportId incumbent,
      long heldNs,
      long askedNs,
      long probeWaitNs)
      implements OfPeersTransport {}

  /// The judge spoke. A verdict equal to the one before it is not told again.
  ///
  /// @param alternatives what each other policy would have done on the same evidence
  record Judged(
      long atNs, TransportId transport, NodeId peer, Verdict verdict, List<Verdict> alternatives)
      implements OfPeersTransport {
    /// Copies the list.
    public Judged {
      alternatives = List.copyOf(alternatives);
    }
  }

  /// It took the slot from an incumbent.
  ///
  /// @param replaced what held the slot, now draining; null if that had already closed
  record Promoted(
      long atNs,
      TransportId transport,
      NodeId peer,
      @Nullable TransportId replaced,
      Reason reason,
      long gapNs)
      implements OfPeersTransport {}

  record Refused(
      long atNs, TransportId transport, NodeId peer, @Nullable TransportId incumbent, Reason reason)
      implements OfPeersTransport {}

  /// A replaced transport that was taken for dead spoke while it drained.
  record WrongPromotion(long atNs, TransportId transport, NodeId peer)
      implements OfPeersTransport {}

  // A peer.

  /// A peer is here that was not.
  record Joined(long atNs, NodeId peer, NodeName name, TransportId transport)
      implements OfPeerByTransport {}

  /// What is sent to it now takes another way.
  ///
  /// @param from the transport before
  /// @param to the transport from now on
  record RouteChanged(long atNs, NodeId peer, TransportId from, TransportId to)
      implements OfPeerByTransport {
    @Override
    public TransportId transport() {
      return to;
    }
  }

  /// The last way to a peer ended.
  record Left(long atNs, NodeId peer) implements OfPeer {}

  record Forgotten(long atNs, NodeId peer) implements OfPeer {}

  /// This key is believed for this peer from now on: the first that was seen, or another one that
  /// the user trusts.
  ///
  /// @param byUser whether the user chose it
  record Pinned(long atNs, NodeId peer, PublicKey key, boolean byUser) implements OfPeer {}

  /// No key is believed for it until it comes again.
  ///
  /// @param byUser whether the user wants it so; else room was made for other keys
  record Unpinned(long atNs, NodeId peer, boolean byUser) implements OfPeer {}

  /// Somebody came under a known id with another key.
  record IdentityAlarm(
      long atNs, NodeId peer, TransportId transport, PublicKey pinned, PublicKey presented)
      implements OfPeerByTransport {}

  /// It has its place again without a proof, and had proven itself before: somebody else may speak
  /// in its name.
  ///
  /// @param couldProve whether it says of itself that it could, and has not
  record NotProven(long atNs, NodeId peer, TransportId transport, boolean couldProve)
      implements OfPeerByTransport {}

  /// A slot changes hands too often.
  record Flap(long atNs, NodeId peer, Kind kind, int promotions) implements OfPeer {}

  /// Two processes live under one id.
  record Clone(long atNs, NodeId peer, Incarnation newer, Incarnation older) implements OfPeer {}

  /// A life that was replaced by a newer one is back.
  record SupersededReturned(long atNs, NodeId peer, Incarnation incarnation) implements OfPeer {}

  /// The remote hears us and cannot answer: all transports to it are closed.
  ///
  /// @param redialled whether we dial it again ourselves
  record RemoteCannotSend(long atNs, NodeId peer, TransportId transport, boolean redialled)
      implements OfPeerByTransport {}
}
