package dev.meshscope.engine;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.SendCause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.Transport;
import dev.meshscope.core.wire.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Watches what becomes of one message. On the engine loop.
final class Saying implements MeshObserver {

  private final Set<TransportId> written = new HashSet<>();
  private final Map<TransportId, Cause> refused = new HashMap<>();

  @Override
  public void present(PeerTable table) {
    // It is there for one step and needs no past.
  }

  @Override
  public void happened(PeerTable table, List<MeshEvent> events) {
    for (MeshEvent event : events) {
      if (event instanceof MeshEvent.FramesSent sent && sent.type().equals(Frame.Message.TYPE)) {
        written.add(sent.transport());
      } else if (event instanceof MeshEvent.FrameNotSent(_, var id, _, var why)) {
        refused.put(id, why);
      }
    }
  }

  /// Says it now. All that a step brings about has happened when it returns, so what was written is
  /// known.
  ///
  /// @param to whom; null: everybody who is connected
  static List<Handed> say(Stepper stepper, String text, @Nullable NodeId to) {
    PeerTable before = stepper.table();
    Saying saying = new Saying();
    stepper.observe(saying);
    stepper.take(new Input.SayWanted(text, to, System.currentTimeMillis()));
    stepper.letGo(saying);
    return saying.handed(before, to);
  }

  /// What became of it.
  ///
  /// @param before the table when it was said
  /// @param to whom; null: everybody who is connected
  private List<Handed> handed(PeerTable before, @Nullable NodeId to) {
    List<Handed> handed = new ArrayList<>();
    for (Peer peer : before.peers().values()) {
      Transport active = before.active(peer);
      if (to == null ? active != null : to.equals(peer.id())) {
        handed.add(handed(peer.id(), active));
      }
    }
    if (to != null && handed.isEmpty()) {
      handed.add(new Handed(to, null, null, Cause.of(SendCause.UNKNOWN_PEER)));
    }
    return handed;
  }

  private Handed handed(NodeId peer, @Nullable Transport active) {
    if (active == null) {
      return new Handed(peer, null, null, Cause.of(SendCause.NOT_CONNECTED));
    }
    return written.contains(active.id())
        ? new Handed(peer, active.id(), active.route().kind(), Cause.none())
        : new Handed(
            peer,
            null,
            null,
            refused.getOrDefault(active.id(), Cause.of(SendCause.CONNECTION_ENDED)));
  }
}
