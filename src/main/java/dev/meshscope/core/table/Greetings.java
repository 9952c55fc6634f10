package dev.meshscope.core.table;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.EndCause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.wire.Extra;
import dev.meshscope.core.wire.Faults;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The handshake both ways and the proof of a life (PROTOCOL 3). Pure; on the thread that steps the
/// table.
final class Greetings {
  private Greetings() {}

  /// Says who we are; once on every transport.
  static Turn greet(Turn turn, TransportId id) {
    Transport transport = turn.table().transports().get(id);
    if (transport == null || transport.greeting().sent()) {
      return turn;
    }
    Handshake ours = ours(turn.table(), transport);
    return turn.send(id, new Frame.Greeting(ours))
        .tell(new MeshEvent.Greeted(turn.nowNs(), id, ours.extra()));
  }

  static Turn received(Turn turn, TransportId id, Handshake theirs) {
    Transport transport = turn.table().transports().get(id);
    if (transport == null) {
      return turn;
    }
    Handshake before = transport.greeting().theirs();
    if (before != null && !before.nodeId().equals(theirs.nodeId())) {
      return Endings.close(
          turn, id, CloseReason.NODE_ID_CHANGED, Cause.of(EndCause.NOW_SAYS, theirs.nodeId()));
    }
    if (before != null) {
      return before.publicKey().equals(theirs.publicKey())
          ? turn.tell(new MeshEvent.HandshakeReceived(turn.nowNs(), id, theirs, true))
          : impostor(turn, id, theirs, before.publicKey());
    }
    CloseReason fault = fault(turn.table(), transport, theirs);
    if (fault == CloseReason.TABLE_FULL) {
      Turn roomier = Strangers.makeRoom(turn);
      if (roomier.table().peers().size() < turn.table().peers().size()) {
        return received(roomier, id, theirs);
      }
    }
    if (fault != null) {
      Turn told =
          switch (fault) {
            case VERSION_MISMATCH -> turn.send(id, Faults.VERSION_MISMATCH);
            case TABLE_FULL -> noRoom(turn, id);
            default -> turn;
          };
      return fault.foreign() || fault == CloseReason.WRONG_PEER
          ? Endings.turnAway(told, id, theirs.nodeId(), fault, detail(fault, theirs))
          : Endings.close(told, id, fault, detail(fault, theirs));
    }
    PublicKey pinned = turn.table().pinned().get(theirs.nodeId());
    PublicKey believed = pinned == null ? present(turn.table(), theirs.nodeId()) : pinned;
    if (believed != null && !believed.equals(theirs.publicKey())) {
      return impostor(turn, id, theirs, believed);
    }
    Turn next = pinned == null ? Pins.first(turn, theirs.nodeId(), theirs.publicKey()) : turn;
    next = next.tell(new MeshEvent.HandshakeReceived(turn.nowNs(), id, theirs, false));
    next = prove(greet(next, id), id, theirs);
    return Claims.claim(next, id);
  }

  /// Who is turned away for want of room is told, and counted.
  static Turn noRoom(Turn turn, TransportId id) {
    String from =
        turn.table().transport(id).map(it -> it.route().remote().toString()).orElse("unknown");
    return turn.send(id, Faults.NO_ROOM)
        .tell(new MeshEvent.TurnedAway(turn.nowNs(), Limits.Which.PEERS, 1, from));
  }

  /// The key of a peer that is here, for those whose key there was no room to pin; null if it is
  /// not here.
  private static @Nullable PublicKey present(PeerTable table, NodeId id) {
    Peer peer = table.peers().get(id);
    Transport active = peer == null ? null : table.active(peer);
    Handshake theirs = active == null ? null : active.greeting().theirs();
    return theirs == null ? null : theirs.publicKey();
  }

  static Turn proof(Turn turn, TransportId id, String signature) {
    Transport transport = turn.table().transports().get(id);
    Handshake theirs = transport == null ? null : transport.greeting().theirs();
    Extra extra = theirs == null ? null : theirs.extra();
    Nonce nonce = transport == null ? null : transport.greeting().nonce();
    if (transport == null
        || theirs == null
        || nonce == null
        || transport.greeting().proof() != Transport.Proof.NONE) {
      // One attempt: to look at a signature costs a hundred times what it costs to send one.
      return turn;
    }
    // Who signs what was not said has had it taken out on the way, or makes it up.
    boolean valid =
        extra != null
            && turn.seal()
                .verifies(
                    theirs.publicKey(),
                    extra.statement(
                        theirs.nodeId(),
                        turn.table().self().nodeId(),
                        transport.route().kind(),
                        nonce),
                    signature);
    Turn told = turn.tell(new MeshEvent.ProofReceived(turn.nowNs(), id, valid));
    if (!valid) {
      return falsified(told, transport, theirs.nodeId());
    }
    boolean first =
        !turn.table().keys().proven().contains(theirs.nodeId())
            && told.table().keys().proven().contains(theirs.nodeId());
    Turn next = first ? told.act(new Effect.Pin(theirs.nodeId(), theirs.publicKey())) : told;
    return transport.state() == State.AWAITING_HANDSHAKE
        ? Claims.claim(next, id)
        : Claims.proven(Claims.judge(next, theirs.nodeId(), transport.route().kind()), id);
  }

  /// Nobody whose signature does not hold is let in, nor stays.
  private static Turn falsified(Turn turn, Transport transport, NodeId claimed) {
    TransportId id = transport.id();
    return Endings.close(
        refused(turn, transport, claimed, Reason.PROOF_INVALID).send(id, Faults.PROOF_INVALID),
        id,
        CloseReason.PROOF_INVALID,
        Cause.none());
  }

  private static Turn prove(Turn turn, TransportId id, Handshake theirs) {
    Transport transport = turn.table().transports().get(id);
    Extra extra = theirs.extra();
    Extra said = transport == null ? null : transport.greeting().said();
    if (extra == null || transport == null || said == null) {
      return turn;
    }
    String statement =
        said.statement(
            turn.table().self().nodeId(), theirs.nodeId(), transport.route().kind(), extra.nonce());
    return turn.send(id, new Frame.Proof(turn.seal().sign(statement)));
  }

  private static @Nullable CloseReason fault(
      PeerTable table, Transport transport, Handshake theirs) {
    if (theirs.nodeId().equals(table.self().nodeId())) {
      return CloseReason.OWN_NODE_ID;
    }
    if (transport.route().expected() != null
        && !transport.route().expected().equals(theirs.nodeId())) {
      return CloseReason.WRONG_PEER;
    }
    if (!theirs.speaksOurVersion()) {
      return CloseReason.VERSION_MISMATCH;
    }
    if (!theirs.group().equals(table.self().group())) {
      return CloseReason.GROUP_MISMATCH;
    }
    boolean full = Strangers.full(table) && !table.peers().containsKey(theirs.nodeId());
    return full ? CloseReason.TABLE_FULL : null;
  }

  private static Cause detail(CloseReason fault, Handshake theirs) {
    return switch (fault) {
      case VERSION_MISMATCH -> Cause.of(EndCause.SPEAKS, theirs.version());
      case GROUP_MISMATCH -> Cause.of(EndCause.IN_GROUP, theirs.group());
      case WRONG_PEER -> Cause.of(EndCause.IS, theirs.nodeId());
      default -> Cause.none();
    };
  }

  private static Turn impostor(Turn turn, TransportId id, Handshake theirs, PublicKey pinned) {
    Turn next =
        turn.tell(
            new MeshEvent.IdentityAlarm(
                turn.nowNs(), theirs.nodeId(), id, pinned, theirs.publicKey()));
    Transport transport = Objects.requireNonNull(next.table().transports().get(id));
    return Endings.close(
        refused(next, transport, theirs.nodeId(), Reason.KEY_MISMATCH)
            .send(id, Faults.KEY_MISMATCH),
        id,
        CloseReason.KEY_MISMATCH,
        Cause.none());
  }

  private static Turn refused(Turn turn, Transport transport, NodeId claimed, Reason reason) {
    TransportId incumbent =
        turn.table()
            .peer(claimed)
            .map(peer -> peer.slot(transport.route().kind()).incumbent())
            .filter(held -> !held.equals(transport.id()))
            .orElse(null);
    return turn.tell(
        new MeshEvent.Refused(turn.nowNs(), transport.id(), claimed, incumbent, reason));
  }

  private static Handshake ours(PeerTable table, Transport transport) {
    Self self = table.self();
    Extra extra =
        transport.greeting().nonce() == null
            ? null
            : new Extra(
                self.incarnation(),
                self.startedAt(),
                transport.id().value(),
                holds(table, transport),
                transport.greeting().nonce());
    return new Handshake(
        self.nodeId(),
        self.name(),
        Handshake.VERSION,
        self.publicKey(),
        self.e2ePublicKey(),
        "participant",
        self.group(),
        extra);
  }

  /// Every transport that is, or may turn out to be, to this peer; null if there are too many, or
  /// if the peer has said already that it would not read it.
  private static @Nullable List<Long> holds(PeerTable table, Transport transport) {
    Handshake theirs = transport.greeting().theirs();
    boolean unread = theirs != null && theirs.extra() == null;
    if (unread || table.unidentified().size() >= Extra.MAX_HOLDS / 2) {
      return null;
    }
    NodeId whose = transport.peer() == null ? transport.route().expected() : transport.peer();
    if (whose == null) {
      // An address the user gave: whoever answers may hold anything, so nothing is claimed.
      return null;
    }
    Set<Long> holds = new TreeSet<>();
    Peer peer = table.peers().get(whose);
    if (peer != null) {
      peer.transports().forEach(id -> holds.add(id.value()));
    }
    for (TransportId id : table.unidentified()) {
      Transport other = table.transports().get(id);
      NodeId said = other == null ? null : other.peer();
      // Its own number goes without saying.
      if (!id.equals(transport.id()) && (said == null || said.equals(whose))) {
        holds.add(id.value());
      }
    }
    return List.copyOf(holds);
  }
}
