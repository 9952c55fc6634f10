package dev.meshscope.lines;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.Transport;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whom an event is about. Pure; on any thread.
///
/// @param before the table before the step that told the event: what ended in it is still there
/// @param after the table after that step
public record Subject(PeerTable before, PeerTable after) {

  /// The peer, from the event itself or by its transport; null if nobody knows yet.
  public @Nullable NodeId peer(MeshEvent event) {
    return switch (event) {
      case MeshEvent.OfPeer told -> told.peer();
      case MeshEvent.Closed told -> told.peer();
      case MeshEvent.ArrivalUnknown told -> told.peer();
      case MeshEvent.ContentReceived told -> told.peer();
      case MeshEvent.Dialled told -> told.expected();
      case MeshEvent.HandshakeReceived told -> told.handshake().nodeId();
      case MeshEvent.Challenged told -> told.peer();
      case MeshEvent.Judged told -> told.peer();
      case MeshEvent.LateCloseIgnored told -> told.peer();
      case MeshEvent.Live told -> told.peer();
      case MeshEvent.Promoted told -> told.peer();
      case MeshEvent.Quiet told -> told.peer();
      case MeshEvent.Refused told -> told.peer();
      case MeshEvent.Suspect told -> told.peer();
      case MeshEvent.WrongPromotion told -> told.peer();
      case MeshEvent.OfNode _, MeshEvent.Accepted _ -> null;
      case MeshEvent.ContentHeld told -> at(told.transport());
      case MeshEvent.FrameNotSent told -> at(told.transport());
      case MeshEvent.HeldUp told -> at(told.transport());
      case MeshEvent.Slowed told -> at(told.transport());
      case MeshEvent.Connected told -> at(told.transport());
      case MeshEvent.FrameDropped told -> at(told.transport());
      case MeshEvent.FramesReceived told -> at(told.transport());
      case MeshEvent.FramesSent told -> at(told.transport());
      case MeshEvent.Greeted told -> at(told.transport());
      case MeshEvent.KernelSampled told -> at(told.transport());
      case MeshEvent.PingSent told -> at(told.transport());
      case MeshEvent.ProofReceived told -> at(told.transport());
      case MeshEvent.RoundTrip told -> at(told.transport());
      case MeshEvent.Tuned told -> at(told.transport());
      case MeshEvent.UnknownReceived told -> at(told.transport());
    };
  }

  /// The transport an event is about; null if it is about none.
  public static @Nullable TransportId transport(MeshEvent event) {
    return switch (event) {
      case MeshEvent.OfTransport told -> told.transport();
      case MeshEvent.Joined told -> told.transport();
      case MeshEvent.IdentityAlarm told -> told.transport();
      case MeshEvent.RemoteCannotSend told -> told.transport();
      case MeshEvent.RouteChanged told -> told.to();
      case MeshEvent.NotProven told -> told.transport();
      case MeshEvent.OfNode _,
          MeshEvent.Clone _,
          MeshEvent.DialJudged _,
          MeshEvent.Discovered _,
          MeshEvent.Flap _,
          MeshEvent.Forgotten _,
          MeshEvent.Left _,
          MeshEvent.Pinned _,
          MeshEvent.SupersededReturned _,
          MeshEvent.Undiscovered _,
          MeshEvent.Unpinned _ ->
          null;
    };
  }

  /// What this peer calls itself; null if it is unknown.
  public @Nullable NodeName name(NodeId peer) {
    return after.peer(peer).or(() -> before.peer(peer)).map(Peer::name).orElse(null);
  }

  private @Nullable NodeId at(TransportId id) {
    Optional<Transport> transport = after.transport(id).or(() -> before.transport(id));
    return transport.map(t -> t.peer() == null ? t.route().expected() : t.peer()).orElse(null);
  }
}
