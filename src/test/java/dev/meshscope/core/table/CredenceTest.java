package dev.meshscope.core.table;

import static dev.meshscope.core.table.Driver.ELSEWHERE;
import static dev.meshscope.core.table.Driver.LARGER;
import static dev.meshscope.core.table.Driver.SMALLER;
import static dev.meshscope.core.table.Driver.THERE;
import static dev.meshscope.core.table.Driver.key;
import static dev.meshscope.core.table.Driver.own;
import static dev.meshscope.core.table.Driver.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.SendCause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is known of whether a peer is who it says, and what becomes of who is not.
class CredenceTest {
  private final Driver node = new Driver();

  private Credence credence() {
    return Credence.of(node.table, node.peer(SMALLER));
  }

  private TransportId join(Kind kind, Handshake handshake) {
    TransportId id = node.accept(kind, handshake);
    node.prove(id);
    return id;
  }

  /// It has proven itself, and is gone.
  private void wasHere() {
    TransportId id = node.join(own(SMALLER, 1, 1, 1L));
    node.pong(id);
    node.ended(id, CloseReason.RESET);
  }

  private Stream<TransportId> live() {
    return node.told(MeshEvent.Live.class).stream().map(MeshEvent.Live::transport);
  }

  private static Frame said(String text) {
    return new Frame.Message(Driver.SELF.text(), "self", text, 7);
  }

  // Across restarts.

  @Test
  void whoHadProvenItselfInAnEarlierRunHasFallenWithoutAProof() {
    wasHere();
    Driver again = new Driver(Settings.DEFAULT, node.table.keys().kept());
    again.pong(again.accept(raw(SMALLER)));

    assertThat(Credence.of(again.table, again.peer(SMALLER)))
        .isEqualTo(Credence.CANNOT_PROVE_AGAIN);
  }

  @Test
  void thatSomebodyHasProvenItselfIsKeptOnceForEachKey() {
    wasHere();
    wasHere();
    assertThat(node.sent(Effect.Pin.class))
        .as("the key, and that it was proven")
        .containsExactly(
            new Effect.Pin(SMALLER, key(SMALLER)), new Effect.Pin(SMALLER, key(SMALLER)));
    node.take(new Input.TrustWanted(SMALLER, key(LARGER)));

    assertThat(node.table.keys().kept().proven()).isEmpty();
  }

  // A false proof.

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aFalseProofIsRefusedAndNamedAndNeverHoldsASlot(Kind kind) {
    wasHere();
    TransportId copy = node.accept(kind, own(SMALLER, 1, 2, 2L));
    node.take(new Input.SayWanted("for the peer alone", SMALLER, 7));
    node.hear(copy, new Frame.Proof("made up"));

    assertThat(node.closed(copy)).isEqualTo(CloseReason.PROOF_INVALID);
    assertThat(node.told(MeshEvent.Refused.class))
        .containsExactly(
            new MeshEvent.Refused(node.nowNs, copy, SMALLER, null, Reason.PROOF_INVALID));
    assertThat(node.framesTo(copy))
        .contains(
            new Frame.Fault(
                Frame.Fault.PROOF_INVALID, "the proof does not hold for what was said here"))
        .doesNotContain(said("for the peer alone"));
    assertThat(live()).doesNotContain(copy);
    assertThat(node.peer(SMALLER).present()).isFalse();
    assertThat(node.told(MeshEvent.Joined.class)).hasSize(1);
  }

  @Test
  void aFalseProofOfAStrangerIsRefusedToo() {
    TransportId stranger = node.accept(own(SMALLER, 1, 1, 1L));
    node.hear(stranger, new Frame.Proof("made up"));

    assertThat(node.closed(stranger)).isEqualTo(CloseReason.PROOF_INVALID);
    assertThat(node.told(MeshEvent.Live.class)).isEmpty();
  }

  @Test
  void aFalseProofDoesNotInheritTheSlotOfWhoClosesMeanwhile() {
    TransportId first = node.join(raw(SMALLER));
    node.pong(first);
    TransportId copy = node.accept(own(SMALLER, 1, 2, 2L));
    node.ended(first, CloseReason.RESET);
    node.hear(copy, new Frame.Proof("made up"));

    assertThat(node.closed(copy)).isEqualTo(CloseReason.PROOF_INVALID);
    assertThat(live()).containsOnly(first);
    assertThat(node.told(MeshEvent.Left.class)).hasSize(1);
  }

  @Test
  void aFalseProofDoesNotTakeThePlaceOfWhoIsSilentAndCannotProve() {
    TransportId first = node.join(raw(SMALLER));
    node.pong(first);
    TransportId copy = node.accept(own(SMALLER, 1, 2, 2L));
    node.until(1_000);
    node.hear(copy, new Frame.Proof("made up"));

    assertThat(node.closed(copy)).isEqualTo(CloseReason.PROOF_INVALID);
    assertThat(node.incumbent(SMALLER)).isEqualTo(first);
  }

  @Test
  void aFalseProofThatComesLateEndsWhoHoldsTheSlot() {
    TransportId late = node.accept(own(SMALLER, 1, 1, 1L));
    node.until(1_500);
    assertThat(node.incumbent(SMALLER)).isEqualTo(late);
    node.hear(late, new Frame.Proof("made up"));

    assertThat(node.closed(late)).isEqualTo(CloseReason.PROOF_INVALID);
    assertThat(node.told(MeshEvent.Left.class)).hasSize(1);
  }

  /// The extra was taken out on the way, the proof was not.
  @Test
  void aProofOfWhatWasNotSaidIsAFalseOne() {
    TransportId stripped = node.accept(raw(SMALLER));
    node.hear(stripped, new Frame.Proof("of something else"));

    assertThat(node.closed(stripped)).isEqualTo(CloseReason.PROOF_INVALID);
  }

  // What changes nothing.

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aSecondHandshakeOnAProvenWayChangesNothing(Kind kind) {
    TransportId id = join(kind, own(SMALLER, 1, 1, 1L));
    Transport.Greeting before = node.transport(id).greeting();
    for (Handshake again : List.of(own(SMALLER, 1, 1, 1L), own(SMALLER, 2, 9, 9L), raw(SMALLER))) {
      node.greet(id, again);
    }

    assertThat(node.transport(id).greeting()).isEqualTo(before);
    assertThat(node.transport(id).state()).isEqualTo(State.LIVE);
    assertThat(credence()).isEqualTo(Credence.PROVEN);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aSecondProofOnAProvenWayChangesNothing(Kind kind) {
    TransportId id = join(kind, own(SMALLER, 1, 1, 1L));
    node.hear(id, new Frame.Proof("made up"));
    node.prove(id);

    assertThat(node.told(MeshEvent.ProofReceived.class))
        .containsExactly(new MeshEvent.ProofReceived(node.nowNs, id, true));
    assertThat(node.transport(id).greeting().proven()).isTrue();
    assertThat(credence()).isEqualTo(Credence.PROVEN);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aCopyOfTheHandshakeBesideAProvenWayChangesNothing(Kind kind) {
    TransportId proven = join(Kind.DIRECT, own(SMALLER, 1, 1, 1L));
    node.pong(proven);
    Peer.Life life = node.peer(SMALLER).life();
    TransportId copy = node.accept(kind, own(SMALLER, 1, 1, 1L));
    node.pong(proven);
    assertThat(credence()).isEqualTo(Credence.PROVEN);
    node.until(3_000);

    assertThat(node.closed(copy)).isEqualTo(CloseReason.REFUSED);
    assertThat(credence()).isEqualTo(Credence.PROVEN);
    assertThat(node.incumbent(SMALLER)).isEqualTo(proven);
    assertThat(node.peer(SMALLER).life()).isEqualTo(life);
    assertThat(node.told(MeshEvent.NotProven.class)).isEmpty();
  }

  // How it stands.

  @Test
  void whoNeverProvedAnythingIsNothingButUnproven() {
    TransportId mute = node.accept(own(SMALLER, 1, 1, 1L));
    assertThat(credence()).isEqualTo(Credence.NOBODY);
    node.until(1_500);
    assertThat(node.incumbent(SMALLER)).isEqualTo(mute);
    assertThat(credence()).isEqualTo(Credence.UNPROVEN);
    node.accept(raw(LARGER));

    assertThat(Credence.of(node.table, node.peer(LARGER))).isEqualTo(Credence.CANNOT_PROVE);
    assertThat(node.told(MeshEvent.NotProven.class)).isEmpty();
  }

  @Test
  void whoComesBackAndProvesNothingIsSaidToHaveProvenItselfBefore() {
    wasHere();
    TransportId back = node.accept(own(SMALLER, 1, 2, 2L));
    node.until(1_500);

    assertThat(credence()).isEqualTo(Credence.UNPROVEN_AGAIN);
    assertThat(node.told(MeshEvent.NotProven.class))
        .containsExactly(new MeshEvent.NotProven(Driver.ms(1_500), SMALLER, back, true));
  }

  @Test
  void whoComesBackWithoutOurExtraIsSaidToHaveProvenItselfBefore() {
    wasHere();
    TransportId stripped = node.accept(raw(SMALLER));

    assertThat(credence()).isEqualTo(Credence.CANNOT_PROVE_AGAIN);
    assertThat(node.told(MeshEvent.NotProven.class))
        .containsExactly(new MeshEvent.NotProven(node.nowNs, SMALLER, stripped, false));
  }

  @Test
  void whoProvesItselfLateStandsAsAnybodyProven() {
    wasHere();
    TransportId late = node.accept(own(SMALLER, 1, 2, 2L));
    node.until(1_500);
    node.prove(late);

    assertThat(credence()).isEqualTo(Credence.PROVEN);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void thePeerThatProvesItselfElsewherePartsFromWhoTookItsPlace(Kind kind) {
    Kind other = kind == Kind.DIRECT ? Kind.RELAY : Kind.DIRECT;
    TransportId thief = node.accept(kind, raw(SMALLER));
    TransportId back = join(other, own(SMALLER, 1, 1, 1L));

    assertThat(node.closed(thief)).isEqualTo(CloseReason.REFUSED);
    assertThat(node.peer(SMALLER).slot(other).incumbent()).isEqualTo(back);
    assertThat(credence()).isEqualTo(Credence.PROVEN);
  }

  @Test
  void anotherKeyThatIsTrustedHasProvenNothingYet() {
    wasHere();
    PublicKey other = key(LARGER);
    node.take(new Input.TrustWanted(SMALLER, other));
    node.accept(Driver.handshake(SMALLER, other, "1.1.0", Group.DEFAULT, null));

    assertThat(credence()).isEqualTo(Credence.CANNOT_PROVE);
    assertThat(node.told(MeshEvent.NotProven.class)).isEmpty();
  }

  // What is sent.

  @Test
  void whatIsForProvenPeersAloneIsNotSentToOthers() {
    node.take(new Input.SettingsWanted(Settings.DEFAULT.provenOnly(true)));
    TransportId proven = node.join(own(SMALLER, 1, 1, 1L));
    TransportId other = node.accept(raw(LARGER));
    node.take(new Input.SayWanted("for friends", null, 7));

    assertThat(node.framesTo(proven)).contains(said("for friends"));
    assertThat(node.framesTo(other)).doesNotContain(said("for friends"));
    assertThat(node.told(MeshEvent.FrameNotSent.class))
        .containsExactly(
            new MeshEvent.FrameNotSent(
                node.nowNs, other, "message", Cause.of(SendCause.NOT_PROVEN)));
  }

  // A key that is trusted, or forgotten.

  @Test
  void afterTrustAnAddressThatIsKeptIsDialledAtOnce() {
    turnedAwayForItsKey();
    int before = node.sent(Effect.Dial.class).size();
    node.take(new Input.TrustWanted(LARGER, key(SMALLER)));

    assertThat(node.sent(Effect.Dial.class)).hasSize(before + 1);
    assertThat(node.sent(Effect.Dial.class).getLast().endpoint()).isEqualTo(ELSEWHERE);
  }

  @Test
  void afterForgettingAnAddressThatIsKeptIsDialledAtOnce() {
    turnedAwayForItsKey();
    int before = node.sent(Effect.Dial.class).size();
    node.take(new Input.ForgetWanted(LARGER));

    assertThat(node.sent(Effect.Dial.class)).hasSize(before + 1);
  }

  @Test
  void afterTrustAPeerThatIsSeenIsDialledAtOnce() {
    node.ended(node.accept(raw(LARGER)), CloseReason.RESET);
    TransportId refused = node.dialled(LARGER, THERE, 7);
    node.greet(refused, Driver.handshake(LARGER, key(SMALLER), "1.1.0", Group.DEFAULT, null));
    assertThat(node.closed(refused)).isEqualTo(CloseReason.KEY_MISMATCH);
    int before = node.sent(Effect.Dial.class).size();
    node.take(new Input.TrustWanted(LARGER, key(SMALLER)));

    assertThat(node.sent(Effect.Dial.class)).hasSize(before + 1);
  }

  private void turnedAwayForItsKey() {
    node.ended(node.accept(raw(LARGER)), CloseReason.RESET);
    node.take(new Input.DialWanted(ELSEWHERE));
    TransportId refused = node.sent(Effect.Dial.class).getLast().id();
    node.connected(refused);
    node.greet(refused, Driver.handshake(LARGER, key(SMALLER), "1.1.0", Group.DEFAULT, null));
    assertThat(node.closed(refused)).isEqualTo(CloseReason.KEY_MISMATCH);
  }
}
