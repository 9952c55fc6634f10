package dev.meshscope.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.TransportId;
import org.junit.jupiter.api.Test;

/// Made-up keys fill nothing, and push out nobody whom somebody wanted.
class PinsTest {
  private final LoneCore node = new LoneCore();

  private static NodeId stranger(int number) {
    return new NodeId("70000000-0000-7000-8000-%012x".formatted(number));
  }

  private void comesAndGoes(NodeId id) {
    TransportId transport = node.ours(id, 1, 1, null);
    node.prove(transport);
    node.take(new Input.Ended(transport, CloseReason.RESET, Cause.none()));
    node.nowNs++;
  }

  @Test
  void ofStrangersTheKeysOfTheLastFewAreKept() {
    for (int i = 0; i < 2 * Pins.MOST_FRESH; i++) {
      comesAndGoes(stranger(i));
    }

    assertThat(node.table.pinned()).hasSizeLessThanOrEqualTo(Pins.MOST_FRESH);
    assertThat(node.table.pinned())
        .containsKey(stranger(2 * Pins.MOST_FRESH - 1))
        .doesNotContainKey(stranger(0));
    // What is on disk follows.
    assertThat(node.effects).contains(new Effect.Unpin(stranger(0)));
  }

  @Test
  void whoIsHereWhoTheUserTrustsAndWhoIsKnownFromBeforeKeepsItsKey() {
    NodeId before = stranger(-1 & 0xffff);
    PublicKey key = new PublicKey("C".repeat(43));
    node.table = node.table.withPinned(node.table.pinned().plus(before, key));
    node.take(new Input.TrustWanted(LoneCore.LARGER, key));
    node.raw(LoneCore.SMALLER);
    for (int i = 0; i < 2 * Pins.MOST_FRESH; i++) {
      comesAndGoes(stranger(i));
    }

    assertThat(node.table.pinned()).containsKeys(before, LoneCore.LARGER, LoneCore.SMALLER);
  }

  /// Whom the user chose in any run is the user's in the next one.
  @Test
  void whomTheUserTrustedStaysTrustedAfterARestart() {
    node.take(new Input.TrustWanted(stranger(0), new PublicKey("D".repeat(43))));
    node.table =
        PeerTable.empty(node.table.self(), node.table.settings(), node.table.keys().kept());
    for (int i = 1; i < Pins.MOST; i++) {
      node.table =
          node.table.withPinned(
              node.table.pinned().plus(stranger(i), new PublicKey("C".repeat(43))));
    }
    node.raw(LoneCore.SMALLER);

    assertThat(node.told(MeshEvent.Unpinned.class)).isNotEmpty();
    assertThat(node.table.pinned()).containsKeys(stranger(0), LoneCore.SMALLER);
    assertThat(Strangers.claim(node.table, stranger(0))).isEqualTo(Strangers.Claim.USERS);
  }

  @Test
  void whoIsYetToProveItselfKeepsItsKey() {
    TransportId waiting = node.ours(LoneCore.SMALLER, 1, 1, null);
    for (int i = 0; i < Pins.MOST_FRESH + 300; i++) {
      comesAndGoes(stranger(i));
    }
    node.prove(waiting);

    assertThat(node.table.pinned().containsKey(LoneCore.SMALLER)).isTrue();
    assertThat(node.incumbent(LoneCore.SMALLER)).isEqualTo(waiting);
  }

  @Test
  void aFullHouseForgetsWhoWasNotHereInThisRunBeforeItRefusesANewKey() {
    for (int i = 0; i < Pins.MOST; i++) {
      node.table =
          node.table.withPinned(
              node.table.pinned().plus(stranger(i), new PublicKey("C".repeat(43))));
    }
    node.take(new Input.TrustWanted(stranger(0), new PublicKey("D".repeat(43))));
    node.raw(LoneCore.SMALLER);

    assertThat(node.table.pinned())
        .containsKeys(stranger(0), LoneCore.SMALLER)
        .hasSizeLessThanOrEqualTo(Pins.MOST);
    assertThat(node.told(MeshEvent.Unpinned.class)).isNotEmpty();
  }
}
