package dev.meshscope.core.table;

import static dev.meshscope.core.table.Driver.SELF;
import static dev.meshscope.core.table.Driver.SMALLER;
import static dev.meshscope.core.table.Driver.key;
import static dev.meshscope.core.table.Driver.own;
import static dev.meshscope.core.table.Driver.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.wire.Extra;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What somebody can do who knows a peer's id and the text of its key, or carries its frames.
class ImpersonationTest {
  private final Driver node = new Driver();

  private TransportId proven(Kind kind, Handshake handshake) {
    TransportId id = node.accept(kind, handshake);
    node.prove(id);
    node.pong(id);
    return id;
  }

  /// Signed as the peer would, but of another handshake.
  private Frame signed(TransportId id, Handshake other, Kind way) {
    Extra said = Objects.requireNonNull(other.extra());
    String statement =
        said.statement(
            other.nodeId(),
            SELF,
            way,
            Objects.requireNonNull(node.transport(id).greeting().nonce()));
    return new Frame.Proof(Driver.sign(other.publicKey(), statement));
  }

  private List<Boolean> proofs() {
    return node.told(MeshEvent.ProofReceived.class).stream()
        .map(MeshEvent.ProofReceived::valid)
        .toList();
  }

  @Test
  void aTransportHasOneProof() {
    TransportId id = node.accept(own(SMALLER, 1, 1, 1L));
    node.hear(id, new Frame.Proof("false"));
    for (int i = 0; i < 100; i++) {
      node.hear(id, new Frame.Proof("false"));
    }

    assertThat(proofs()).containsExactly(false);
    assertThat(node.closed(id)).isEqualTo(CloseReason.PROOF_INVALID);
  }

  @Test
  void whoCarriesAProofCannotChangeWhatThePeerSaysItHolds() {
    TransportId held = proven(Kind.DIRECT, own(SMALLER, 1, 1, 1L));
    TransportId carried = node.accept(own(SMALLER, 1, 2, 2L));
    node.hear(carried, signed(carried, own(SMALLER, 1, 2, 1L, 2L), Kind.DIRECT));

    assertThat(proofs()).containsExactly(true, false);
    assertThat(node.told(MeshEvent.Promoted.class)).isEmpty();
    assertThat(node.peer(SMALLER).direct().incumbent()).isEqualTo(held);
  }

  @Test
  void whatWasSignedForARelayIsWorthNothingOnASocket() {
    Handshake said = own(SMALLER, 1, 1, 1L);
    TransportId id = node.accept(said);
    node.hear(id, signed(id, said, Kind.RELAY));

    assertThat(proofs()).containsExactly(false);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void besideAProvenWayThereIsNoSecondOneWithoutAProof(Kind kind) {
    Kind other = kind == Kind.DIRECT ? Kind.RELAY : Kind.DIRECT;
    TransportId held = proven(kind, own(SMALLER, 1, 1, 1L));
    TransportId dumb = node.accept(other, raw(SMALLER));
    TransportId late = node.accept(other, own(SMALLER, 1, 2, 1L, 2L));

    assertThat(node.told(MeshEvent.Refused.class))
        .containsExactly(new MeshEvent.Refused(node.nowNs, dumb, SMALLER, held, Reason.DUPLICATE));
    assertThat(node.transport(late).state()).isEqualTo(State.AWAITING_HANDSHAKE);
    node.until(3_000);
    assertThat(node.closed(late)).isEqualTo(CloseReason.REFUSED);
    assertThat(node.told(MeshEvent.Live.class).stream().map(MeshEvent.Live::transport))
        .containsOnly(held);
  }

  @Test
  void theSecondWayOfThePeerItselfStandsWhenItHasProvenItself() {
    proven(Kind.RELAY, own(SMALLER, 1, 1, 1L));
    TransportId direct = proven(Kind.DIRECT, own(SMALLER, 1, 2, 1L, 2L));

    assertThat(node.peer(SMALLER).direct().incumbent()).isEqualTo(direct);
    assertThat(Objects.requireNonNull(node.table.active(node.peer(SMALLER))).id())
        .isEqualTo(direct);
  }

  @Test
  void nobodyAnswersForANodeOfOurs() {
    TransportId held = proven(Kind.DIRECT, own(SMALLER, 1, 1, 1L));
    node.until(4_000);
    long before = node.transport(held).pulse().roundTrips().count();
    TransportId dumb = node.accept(raw(SMALLER));
    node.pong(dumb);

    assertThat(node.transport(held).pulse().roundTrips().count()).isEqualTo(before);
  }

  @Test
  void whatIsSaidInAPeersNameIsToldWhenItsPlaceIsTaken() {
    TransportId held = proven(Kind.DIRECT, own(SMALLER, 1, 1, 1L));
    TransportId restarted = node.accept(own(SMALLER, 2, 1, 1L));
    Frame words = new Frame.Message(SMALLER.text(), "peer", "back again", 1);
    node.hear(restarted, words);
    assertThat(node.told(MeshEvent.ContentReceived.class)).isEmpty();

    node.prove(restarted);
    assertThat(node.peer(SMALLER).direct().incumbent()).isEqualTo(restarted).isNotEqualTo(held);
    assertThat(node.told(MeshEvent.ContentReceived.class))
        .containsExactly(new MeshEvent.ContentReceived(node.nowNs, restarted, SMALLER, words));
  }

  @Test
  void whatARefusedOneSaidInAPeersNameIsNeverTold() {
    TransportId held = proven(Kind.DIRECT, own(SMALLER, 1, 1, 1L));
    TransportId dumb = node.accept(raw(SMALLER));
    for (int i = 0; i < 20; i++) {
      node.hear(dumb, new Frame.Message(SMALLER.text(), "peer", "it is me", i));
    }
    node.pong(held);
    node.until(3_000);

    assertThat(node.closed(dumb)).isEqualTo(CloseReason.REFUSED);
    assertThat(node.told(MeshEvent.ContentReceived.class)).isEmpty();
    assertThat(node.told(MeshEvent.ContentHeld.class).stream().map(MeshEvent.ContentHeld::kept))
        .hasSize(20)
        .containsSubsequence(true, false);
  }

  /// Thousands who only say something and never who they are fill no memory.
  @Test
  void theMoreThereAreWhoHaveNotSaidWhoTheyAreTheLessIsKeptOfEach() {
    Transport.Early nothing = Transport.Early.NOTHING;

    assertThat(nothing.hasRoomFor(65_536, 0)).isTrue();
    assertThat(nothing.hasRoomFor(65_536, 64)).isTrue();
    assertThat(nothing.hasRoomFor(65_536, 65)).isFalse();
    assertThat(nothing.hasRoomFor(512, 8_192)).isTrue();
    assertThat(nothing.hasRoomFor(513, 8_192)).isFalse();
  }

  @Test
  void whereAKeyIsNotPinnedThatOfWhoIsHereCounts() {
    TransportId held = proven(Kind.DIRECT, own(SMALLER, 1, 1, 1L));
    node.table = node.table.withPinned(node.table.pinned().minus(SMALLER));
    TransportId other = node.accept(withKey(own(SMALLER, 2, 1, 1L), key(Driver.LARGER)));

    assertThat(node.closed(other)).isEqualTo(CloseReason.KEY_MISMATCH);
    assertThat(node.told(MeshEvent.IdentityAlarm.class)).hasSize(1);
    assertThat(node.peer(SMALLER).direct().incumbent()).isEqualTo(held);
  }

  @Test
  void anotherKeyInASecondHandshakeRaisesAnAlarm() {
    TransportId id = node.accept(raw(SMALLER));
    node.greet(id, withKey(raw(SMALLER), key(Driver.LARGER)));

    assertThat(node.closed(id)).isEqualTo(CloseReason.KEY_MISMATCH);
    assertThat(node.told(MeshEvent.IdentityAlarm.class)).hasSize(1);
  }

  @Test
  void whoSendsOnlyBrokenFramesBeforeItsHandshakeIsClosed() {
    TransportId id = node.accept();
    for (int i = 0; i < 20; i++) {
      node.take(new Input.Malformed(id, new Cause.Said("no JSON"), 3));
    }

    assertThat(node.closed(id)).isEqualTo(CloseReason.HANDSHAKE_EXPECTED);
    assertThat(node.told(MeshEvent.FrameDropped.class)).hasSize(8);
  }

  @Test
  void impostorsOfPeersThatWereNeverHereDoNotFillTheTable() {
    for (int i = 0; i < 1_000; i++) {
      NodeId id = new NodeId("60000000-0000-7000-8000-%012x".formatted(i));
      node.table = node.table.withPinned(node.table.pinned().plus(id, key(SELF)));
      node.accept(raw(id));
    }
    node.take(new Input.Swept());

    assertThat(node.told(MeshEvent.IdentityAlarm.class)).hasSize(1_000);
    assertThat(node.table.peers().values().stream().filter(peer -> peer.alarm() != null))
        .hasSize(256);
  }

  private static Handshake withKey(Handshake other, PublicKey key) {
    return new Handshake(
        other.nodeId(),
        other.name(),
        other.version(),
        key,
        other.e2ePublicKey(),
        other.role(),
        other.group(),
        other.extra());
  }
}
