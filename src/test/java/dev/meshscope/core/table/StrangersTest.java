package dev.meshscope.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import org.junit.jupiter.api.Test;

/// Made-up ids do not fill the table.
class StrangersTest {
  private final LoneCore node = new LoneCore();

  private static NodeId stranger(int number) {
    return new NodeId("70000000-0000-7000-8000-%012x".formatted(number));
  }

  private void comesAndGoes(NodeId id) {
    TransportId transport = node.raw(id);
    node.take(new Input.Ended(transport, CloseReason.RESET, ""));
    node.nowNs++;
  }

  private void comeAndGo(int count) {
    for (int i = 0; i < count; i++) {
      comesAndGoes(stranger(i));
    }
  }

  @Test
  void ofStrangersThatAreGoneTheLastFewAreRemembered() {
    comeAndGo(Strangers.REMEMBERED + 10);
    node.take(new Input.Swept());

    assertThat(node.table.peers()).hasSize(Strangers.REMEMBERED);
    assertThat(node.told(MeshEvent.Forgotten.class).stream().map(MeshEvent.Forgotten::peer))
        .contains(stranger(0), stranger(9))
        .doesNotContain(stranger(10));
  }

  @Test
  void whoProvedItselfAndWhoIsConnectedIsKept() {
    TransportId proven = node.ours(LoneCore.LARGER, 1, 1, null);
    node.prove(proven);
    node.take(new Input.Ended(proven, CloseReason.RESET, ""));
    node.raw(LoneCore.SMALLER);
    comeAndGo(2 * Strangers.REMEMBERED);
    node.take(new Input.Swept());

    assertThat(node.table.peers()).hasSize(Strangers.REMEMBERED + 2);
    assertThat(node.table.peers()).containsKeys(LoneCore.LARGER, LoneCore.SMALLER);
  }

  @Test
  void aTableFullOfStrangersThatAreGoneHasRoomForTheNext() {
    comeAndGo(Settings.MAX_ENTRIES);
    assertThat(node.table.peers()).hasSize(Settings.MAX_ENTRIES);
    TransportId next = node.raw(LoneCore.SMALLER);

    assertThat(node.incumbent(LoneCore.SMALLER)).isEqualTo(next);
    assertThat(node.table.peers()).hasSize(Strangers.REMEMBERED + 1);
  }
}
