package dev.meshscope.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.wire.Frame;
import org.junit.jupiter.api.Test;

/// Made-up ids do not fill the table.
class StrangersTest {
  private static final int PEERS = Limits.DEFAULT.peers();

  private final LoneCore node = new LoneCore();

  private static NodeId stranger(int number) {
    return new NodeId("70000000-0000-7000-8000-%012x".formatted(number));
  }

  private void comesAndGoes(NodeId id) {
    TransportId transport = node.raw(id);
    node.take(new Input.Ended(transport, CloseReason.RESET, Cause.none()));
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
  void whoIsConnectedAndWhoAnsweredADialOfOursIsKept() {
    TransportId dialled = dialled(LoneCore.LARGER, 7_000);
    node.take(new Input.Unsighted(LoneCore.LARGER, Source.LOOPBACK));
    node.take(new Input.Ended(dialled, CloseReason.RESET, Cause.none()));
    node.raw(LoneCore.SMALLER);
    comeAndGo(2 * Strangers.REMEMBERED);
    node.take(new Input.Swept());

    assertThat(node.table.peers()).hasSize(Strangers.REMEMBERED + 2);
    assertThat(node.table.peers()).containsKeys(LoneCore.LARGER, LoneCore.SMALLER);
  }

  @Test
  void whoProvedItselfIsAsCheapToForgetAsWhoDidNot() {
    for (int i = 0; i < Strangers.REMEMBERED + 10; i++) {
      provesAndGoes(stranger(i));
    }
    node.take(new Input.Swept());

    assertThat(node.table.peers()).hasSize(Strangers.REMEMBERED);
    assertThat(node.table.peers()).doesNotContainKey(stranger(9)).containsKey(stranger(10));
  }

  /// It holds no slot before it has proven itself, and the machine may be slow.
  @Test
  void whoIsYetToProveItselfIsNotForgotten() {
    TransportId waiting = node.ours(LoneCore.SMALLER, 1, 1, null);
    node.take(new Input.Swept());
    comeAndGo(PEERS + 1);
    node.take(new Input.Swept());
    node.prove(waiting);

    assertThat(node.incumbent(LoneCore.SMALLER)).isEqualTo(waiting);
  }

  @Test
  void aTableFullOfStrangersThatAreGoneHasRoomForTheNext() {
    comeAndGo(PEERS);
    assertThat(node.table.peers().size()).isEqualTo(PEERS);
    TransportId next = node.raw(LoneCore.SMALLER);

    assertThat(node.incumbent(LoneCore.SMALLER)).isEqualTo(next);
    assertThat(node.table.peers()).hasSize(Strangers.REMEMBERED + 1);
  }

  /// Keys are free: to prove one is no claim to stay.
  @Test
  void fiveHonestNewcomersGetInDuringAStormOfProvenStrangers() {
    for (int i = 0; i < PEERS + 1_000; i++) {
      provesAndGoes(stranger(i));
      if (i % (PEERS / 5) == 0) {
        NodeId honest = new NodeId("60000000-0000-7000-8000-%012x".formatted(i));
        assertThat(node.incumbent(honest)).isNull();
        TransportId in = node.ours(honest, 1, 1, null);
        node.prove(in);
        assertThat(node.incumbent(honest)).isEqualTo(in);
      }
    }

    assertThat(node.told(MeshEvent.TurnedAway.class)).isEmpty();
    assertThat(node.table.peers().values().stream().filter(Peer::present)).hasSize(6);
    assertThat(node.table.peers().size()).isLessThanOrEqualTo(PEERS);
  }

  @Test
  void ofAFullTableWhoeverIsNotTheUsersMakesRoom() {
    small(4);
    for (int i = 0; i < 4; i++) {
      NodeId met = new NodeId("60000000-0000-7000-8000-%012x".formatted(i));
      TransportId dialled = dialled(met, 7_000 + i);
      node.take(new Input.Unsighted(met, Source.LOOPBACK));
      node.take(new Input.Ended(dialled, CloseReason.RESET, Cause.none()));
      node.nowNs++;
    }
    NodeId trusted = new NodeId("60000000-0000-7000-8000-%012x".formatted(0));
    node.take(new Input.TrustWanted(trusted, new PublicKey("B".repeat(43))));
    node.raw(LoneCore.SMALLER);

    assertThat(node.table.peers()).containsKeys(trusted, LoneCore.SMALLER).hasSize(3);
  }

  @Test
  void whoFindsNoRoomIsToldAndCounted() {
    small(2);
    node.raw(stranger(1));
    node.raw(stranger(2));
    TransportId late = node.raw(stranger(3));

    assertThat(node.table.transport(late)).isEmpty();
    assertThat(node.effects)
        .contains(
            new Effect.Send(
                late, new Frame.Fault(Frame.Fault.NO_ROOM, "this node has no room for more")));
    assertThat(node.told(MeshEvent.TurnedAway.class))
        .containsExactly(
            new MeshEvent.TurnedAway(node.nowNs, Limits.Which.PEERS, 1, "127.0.0.1:9"));
    assertThat(node.table.networks().reached(Limits.Which.PEERS)).isEqualTo(1);
  }

  /// 4,000 entries in the registry, 10,000 announcements on the LAN.
  @Test
  void ofStrangersThatAreOnlyAnnouncedSoManyAreTakenIn() {
    TransportId live = node.raw(LoneCore.SMALLER);
    for (int i = 0; i < 4_000; i++) {
      announced(stranger(i), 7_000);
    }
    announced(LoneCore.SMALLER, 7_001);

    int most = Limits.DEFAULT.announcements();
    assertThat(node.table.peers().size()).isEqualTo(most + 1);
    assertThat(node.incumbent(LoneCore.SMALLER)).isEqualTo(live);
    assertThat(node.table.peer(LoneCore.SMALLER).orElseThrow().seen().now()).hasSize(1);
    node.take(new Input.Unsighted(stranger(0), Source.LOOPBACK));
    node.take(new Input.Unsighted(stranger(1), Source.LOOPBACK));
    assertThat(node.table.takes(sighting(stranger(3_999), 7_000))).isTrue();
  }

  @Test
  void whoIsKnownIsTakenInBesideAllStrangers() {
    node.take(new Input.TrustWanted(LoneCore.LARGER, new PublicKey("B".repeat(43))));
    for (int i = 0; i < 2_000; i++) {
      announced(stranger(i), 7_000);
    }
    announced(LoneCore.LARGER, 7_001);

    assertThat(node.table.peer(LoneCore.LARGER).orElseThrow().seen().now()).hasSize(1);
  }

  /// It is seen, dialled, and answers.
  private TransportId dialled(NodeId id, int port) {
    node.see(id, port, 1);
    TransportId dialled = node.dials().getLast();
    node.connected(dialled);
    node.greet(dialled, id, null);
    return dialled;
  }

  private void small(int peers) {
    Limits few = new Limits(100, 100, 100, 100, 100, 1 << 20, 100, 100, peers, 100, 100);
    node.take(new Input.SettingsWanted(Settings.DEFAULT.with(few)));
  }

  private void provesAndGoes(NodeId id) {
    TransportId transport = node.ours(id, 1, 1, null);
    node.prove(transport);
    node.take(new Input.Ended(transport, CloseReason.RESET, Cause.none()));
    node.nowNs++;
  }

  private static Sighting sighting(NodeId id, int port) {
    return new Sighting(id, new NodeName("peer"), new Endpoint("127.0.0.1", port), 1);
  }

  private void announced(NodeId id, int port) {
    node.take(new Input.Sighted(sighting(id, port)));
  }
}
