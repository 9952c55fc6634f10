package dev.meshscope.lines;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.FrameCause;
import dev.meshscope.core.dial.DialEvidence;
import dev.meshscope.core.dial.DialRule;
import dev.meshscope.core.dial.DialVerdict;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.judge.Claim;
import dev.meshscope.core.judge.Evidence;
import dev.meshscope.core.judge.Judge;
import dev.meshscope.core.judge.Policy;
import dev.meshscope.core.judge.ProbeState;
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
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.wire.Extra;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import java.util.List;
import java.util.Map;

/// One event of each kind, with every field filled in.
public final class Samples {
  private Samples() {}

  public static final NodeId PEER = new NodeId("0192e4a2-7b5c-7def-8a3b-9c4d5e6f7a8b");
  public static final NodeName NAME = new NodeName("planner");
  public static final TransportId ONE = new TransportId(1);
  public static final TransportId TWO = new TransportId(2);
  private static final Endpoint HERE = new Endpoint("127.0.0.1", 4000);
  private static final Endpoint THERE = new Endpoint("127.0.0.1", 5000);
  private static final PublicKey KEY = new PublicKey("A".repeat(43));
  private static final Nonce NONCE = new Nonce("0".repeat(32));
  private static final Incarnation LIFE = new Incarnation("1".repeat(32));
  private static final Incarnation OLD_LIFE = new Incarnation("2".repeat(32));

  /// A table that knows nobody.
  public static PeerTable table() {
    Self self =
        new Self(
            new NodeId("0192e4a2-7b5c-7def-8a3b-000000000001"),
            new NodeName("self"),
            KEY,
            null,
            Group.DEFAULT,
            LIFE,
            0);
    return PeerTable.empty(self, Settings.DEFAULT, Map.of());
  }

  /// A table in which transport 1 leads to the peer.
  public static PeerTable connected() {
    PeerTable table = table();
    for (MeshEvent event :
        List.of(
            new MeshEvent.Accepted(1, ONE, Kind.DIRECT, HERE, THERE, NONCE),
            new MeshEvent.Tuned(1, ONE, new SocketOptions(true, true, 1, 1, 10, 11_000)),
            new MeshEvent.HandshakeReceived(2, ONE, handshake(), false),
            new MeshEvent.Live(2, ONE, PEER, Reason.FIRST, -1),
            new MeshEvent.Joined(2, PEER, NAME, ONE),
            new MeshEvent.PingSent(3, ONE))) {
      table = table.apply(event);
    }
    return table;
  }

  /// All that a handshake may say.
  public static Handshake handshake() {
    return new Handshake(
        PEER,
        NAME,
        "1.1.0",
        KEY,
        "E2E",
        "participant",
        Group.DEFAULT,
        new Extra(LIFE, 1, 7, List.of(5L, 7L), NONCE));
  }

  /// With all its evidence.
  public static Verdict verdict() {
    return Judge.decide(
        Policy.DEFAULT,
        new Evidence(
            new Evidence.Incumbent(
                1,
                true,
                1_500_000,
                false,
                Evidence.Proof.GIVEN,
                false,
                new ProbeState.Waiting(1_000_000, 500_000_000)),
            new Evidence.Challenger(
                2, false, false, Evidence.Standing.PROVEN, true, Claim.DIFFERENT_PROVEN, true, 1),
            true,
            0));
  }

  /// Told of these two transports.
  public static List<MeshEvent> all() {
    return List.of(
        new MeshEvent.SettingChanged(5, Settings.DEFAULT),
        new MeshEvent.ClockJump(5, -2_000_000_000L),
        new MeshEvent.LoopLagged(5, 1_500_000),
        new MeshEvent.DialRequested(5, THERE),
        new MeshEvent.Discovered(5, PEER, new Sighting(PEER, NAME, THERE, 17)),
        new MeshEvent.DialJudged(5, PEER, Source.LAN, doubt()),
        new MeshEvent.Undiscovered(5, PEER, Source.LAN),
        new MeshEvent.RelayChanged(5, new RelayState.Open("ws://relay", 4, 3)),
        new MeshEvent.RelaySaid(5, "go easy"),
        new MeshEvent.RelaySlowed(5, 3),
        new MeshEvent.LanChanged(5, new LanState.Failed(new Cause.Said("no network"))),
        new MeshEvent.TurnedAway(5, Limits.Which.PER_ADDRESS, 17, "10.0.0.9"),
        new MeshEvent.FrameNotSent(5, ONE, "message", new Cause.Said("closing")),
        new MeshEvent.Slowed(5, ONE, Limits.Which.FRAMES_PER_SECOND, 20_000_000),
        new MeshEvent.HeldUp(5, ONE, 1_000_000_000),
        new MeshEvent.RouteChanged(5, PEER, ONE, TWO),
        new MeshEvent.Unpinned(5, PEER, true),
        new MeshEvent.Dialled(5, TWO, Kind.DIRECT, THERE, PEER, 1, "discovered"),
        new MeshEvent.Accepted(5, TWO, Kind.DIRECT, HERE, THERE, NONCE),
        new MeshEvent.Connected(5, ONE, HERE, NONCE),
        new MeshEvent.Tuned(5, ONE, new SocketOptions(true, true, 1, 1, 10, 11_000)),
        new MeshEvent.Greeted(5, ONE, null),
        new MeshEvent.HandshakeReceived(5, ONE, handshake(), true),
        new MeshEvent.ProofReceived(5, ONE, true),
        new MeshEvent.FramesReceived(5, ONE, "ping", 2, 30),
        new MeshEvent.UnknownReceived(5, ONE, "\u001b[2J\ud800", 9),
        new MeshEvent.FramesSent(5, ONE, "pong", 2, 30),
        new MeshEvent.FrameDropped(5, ONE, Cause.of(FrameCause.NOT_JSON), 3),
        new MeshEvent.ContentHeld(5, ONE, new Frame.Message(PEER.text(), "p", "hi", 9), 80, true),
        new MeshEvent.ContentReceived(5, ONE, PEER, new Frame.Message(PEER.text(), "p", "hi", 9)),
        new MeshEvent.PingSent(5, ONE),
        new MeshEvent.RoundTrip(5, ONE, ONE, 412_345),
        new MeshEvent.KernelSampled(
            5,
            ONE,
            new KernelView.Sampled(5, 3, 4, 0, 0, 0, 0, 1, new KernelView.Flight.Stuck(4, 5), 412)),
        new MeshEvent.Live(5, ONE, PEER, Reason.PEER_RESTARTED, 2_310_000_000L),
        new MeshEvent.Quiet(5, ONE, PEER),
        new MeshEvent.Suspect(5, ONE, PEER, 2),
        new MeshEvent.Closed(
            5,
            ONE,
            PEER,
            Direction.INBOUND,
            CloseReason.REMOTE_CLOSED,
            new Cause.Said("words"),
            3_000_000),
        new MeshEvent.ArrivalUnknown(5, ONE, PEER, 2, 3),
        new MeshEvent.LateCloseIgnored(5, ONE, PEER, CloseReason.RESET),
        new MeshEvent.Challenged(5, TWO, PEER, ONE, 4, 3, 500_000_000),
        new MeshEvent.Judged(5, TWO, PEER, verdict(), List.of(verdict())),
        new MeshEvent.Promoted(5, TWO, PEER, ONE, Reason.PEER_RESTARTED, 1_000_000),
        new MeshEvent.Refused(5, TWO, PEER, ONE, Reason.DUPLICATE),
        new MeshEvent.WrongPromotion(5, ONE, PEER),
        new MeshEvent.Joined(5, PEER, NAME, ONE),
        new MeshEvent.Left(5, PEER),
        new MeshEvent.Forgotten(5, PEER),
        new MeshEvent.Pinned(5, PEER, KEY, false),
        new MeshEvent.IdentityAlarm(5, PEER, TWO, KEY, new PublicKey("B".repeat(42) + "A")),
        new MeshEvent.NotProven(5, PEER, ONE, true),
        new MeshEvent.Flap(5, PEER, Kind.DIRECT, 4),
        new MeshEvent.Clone(5, PEER, LIFE, OLD_LIFE),
        new MeshEvent.SupersededReturned(5, PEER, OLD_LIFE),
        new MeshEvent.RemoteCannotSend(5, PEER, ONE, true));
  }

  /// One frame of each kind that is told as content.
  public static List<Frame> content() {
    return List.of(
        new Frame.Message(PEER.text(), "p", "hi", 9),
        new Frame.PeerInfo(List.of(new Frame.Hearsay(PEER.text(), "p", 9))),
        new Frame.WakeChannel("apns", "ab…", "production"),
        new Frame.NodeStats(1, 2, 3, 4),
        new Frame.Fault(1005, "duplicate"));
  }

  private static DialVerdict doubt() {
    return DialRule.decide(
        new DialEvidence(
            THERE,
            new DialEvidence.Link.Doubted(ONE, THERE, new ProbeState.Answered(7), true),
            DialEvidence.Whose.OURS,
            3,
            0,
            DialEvidence.Way.FREE));
  }
}
