package dev.meshscope.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.dial.DialVerdict.Reason;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.TransportId;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/// Whoever makes up announcements does not make us knock at other people's doors.
class DialBoundsTest {
  private static final Endpoint VICTIM = new Endpoint("192.168.1.9", 80);
  private static final int SECONDS = 18;
  private static final int STEP_MS = 20;

  private final LoneCore node = new LoneCore();

  private static NodeId spoofed(int number) {
    return new NodeId("90000000-0000-7000-8000-%012x".formatted(number));
  }

  private void announce(NodeId id, Endpoint at) {
    node.take(
        new Input.Sighted(new Sighting(id, new NodeName("peer"), Source.LAN, List.of(at), 0)));
  }

  private void announce(int count, IntFunction<Endpoint> where) {
    for (int i = 0; i < count; i++) {
      announce(spoofed(i), where.apply(i));
    }
  }

  /// Nobody who is dialled says a word: each dial ends at once.
  private int dialsInVain() {
    int answered = 0;
    for (int i = 0; i < SECONDS * 1_000 / STEP_MS; i++) {
      node.advance(STEP_MS);
      List<TransportId> dials = node.dials();
      for (; answered < dials.size(); answered++) {
        TransportId id = dials.get(answered);
        node.connected(id);
        node.take(new Input.Ended(id, CloseReason.REMOTE_CLOSED, Cause.none()));
      }
    }
    return answered;
  }

  @Test
  void aHundredIdsAtOneAddressMakeAHandfulOfDials() {
    announce(100, _ -> VICTIM);

    assertThat(dialsInVain()).isBetween(3, 10);
  }

  @Test
  void tenThousandIdsAtOneAddressMakeNoMore() {
    announce(10_000, _ -> VICTIM);

    assertThat(dialsInVain()).isBetween(3, 10);
  }

  @Test
  void allPortsOfOneMachineAreDialledForAMoment() {
    announce(4_000, i -> new Endpoint("192.168.1.9", 1_000 + i));

    assertThat(dialsInVain()).isBetween(32, 64);
  }

  @Test
  void aNetworkOfMachinesIsNotSwept() {
    announce(4_000, i -> new Endpoint("192.168." + i / 250 + "." + (1 + i % 250), 80));

    assertThat(dialsInVain()).isBetween(96, 160);
  }

  @Test
  void machinesThatDoNotAnswerTakeOnlySoManyDialsAtOnce() {
    announce(1_000, i -> new Endpoint("10." + i % 250 + "." + i / 250 + ".1", 80));

    assertThat(node.dials()).hasSize(Limits.DEFAULT.dials());
  }

  @Test
  void whoIsKnownIsDialledBesideAllStrangers() {
    NodeId known = new NodeId("91000000-0000-7000-8000-000000000000");
    node.table =
        node.table.withPinned(node.table.pinned().plus(known, new PublicKey("C".repeat(43))));
    announce(1_000, i -> new Endpoint("10." + i % 250 + "." + i / 250 + ".1", 80));
    int before = node.dials().size();
    announce(known, new Endpoint("192.168.1.5", 7_000));
    node.advance(2_000);

    assertThat(node.told(MeshEvent.Dialled.class).subList(before, before + 1))
        .extracting(MeshEvent.Dialled::expected)
        .containsExactly(known);
  }

  /// Its place is its own, whoever else is announced there.
  @Test
  void whoWasMetAtAnAddressDoesNotWaitForWhatIsAnnouncedThereInVain() {
    NodeId owner = new NodeId("92000000-0000-7000-8000-000000000000");
    announce(100, _ -> VICTIM);
    int before = dialsInVain();
    // The next of them finds who really lives there.
    for (int i = 0; i < 600 && node.dials().size() == before; i++) {
      node.advance(100);
    }
    TransportId wrong = node.dials().get(before);
    node.connected(wrong);
    node.greet(wrong, owner, null);
    int then = node.dials().size();
    announce(owner, VICTIM);
    node.advance(2_000);

    assertThat(node.told(MeshEvent.Closed.class))
        .anyMatch(
            closed ->
                closed.transport().equals(wrong) && closed.reason() == CloseReason.WRONG_PEER);
    assertThat(node.told(MeshEvent.Dialled.class).subList(then, node.dials().size()))
        .extracting(MeshEvent.Dialled::expected)
        .containsExactly(owner);
  }

  @Test
  void whatIsHeldBackIsToldOnceUntilItIsDialledAndCounted() {
    announce(10, _ -> VICTIM);
    int dials = dialsInVain();

    List<NodeId> told =
        node.told(MeshEvent.DialJudged.class).stream()
            .filter(
                it ->
                    it.verdict().reason() == Reason.ADDRESS_RESTING
                        || it.verdict().reason() == Reason.TOO_MANY_DIALS)
            .map(MeshEvent.DialJudged::peer)
            .toList();
    // Who was dialled in between is told anew.
    assertThat(told).hasSizeBetween(8, 10 + dials);
    assertThat(Set.copyOf(told)).hasSizeBetween(8, 10);
    assertThat(node.table.networks().reached(Limits.Which.DIALS)).isEqualTo(told.size());
  }

  /// Dead for long, its place taken by somebody new: who comes does not wait for the old one's
  /// pauses.
  @Test
  void aNewcomerAtTheAddressOfOneThatIsGoneIsDialledAtOnce() {
    announce(spoofed(1), VICTIM);
    dialsInVain();
    int before = node.dials().size();
    announce(spoofed(2), VICTIM);
    node.advance(1_600);

    assertThat(node.told(MeshEvent.Dialled.class).subList(before, before + 1))
        .extracting(MeshEvent.Dialled::expected)
        .containsExactly(spoofed(2));
  }

  @Test
  void aNetworkIsNamedByTheFirstPartsOfItsAddresses() {
    assertThat(
            List.of(
                    "192.168.1.9",
                    "fe80:0:0:0:0:0:0:1%eth0",
                    "2001:db8:1:2::3",
                    "host.local",
                    "9",
                    "::1")
                .stream()
                .map(Doors::network))
        .containsExactly("192.168", "fe80:0:0", "2001:db8:1", "host.local", "9", "::1");
  }
}
