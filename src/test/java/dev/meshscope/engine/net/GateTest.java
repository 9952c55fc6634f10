package dev.meshscope.engine.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.Descriptors;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.table.Acquaintance;
import dev.meshscope.core.table.Input;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Who is let in, and what is told of the others.
class GateTest {

  private static final Limits FEW = new Limits(5, 2, 10, 3, 100, 1_000, 10, 10, 10, 10, 10);
  private static final Limits TWENTY = new Limits(5, 2, 10, 20, 100, 1_000, 10, 10, 10, 10, 10);
  private static final InetAddress ONE = address(10, 0, 0, 1);
  private static final InetAddress TWO = address(10, 0, 0, 2);
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private final Gate gate = new Gate();
  private long nowNs = TimeUnit.HOURS.toNanos(1);

  @Test
  void oneAddressDoesNotTakeAllTheRoom() {
    assertThat(in(ONE)).isTrue();
    assertThat(in(ONE)).isTrue();
    assertThat(in(ONE)).isFalse();
    assertThat(in(TWO)).isTrue();

    assertThat(gate.told())
        .containsExactly(new Input.TurnedAway(Limits.Which.PER_ADDRESS, 1, "10.0.0.1"));
    assertThat(gate.told()).isEmpty();
  }

  @Test
  void thisMachinesOwnProgramsAreBoundedTogetherOnly() {
    for (int i = 0; i < 5; i++) {
      assertThat(in(HERE)).isTrue();
    }
    assertThat(in(HERE)).isFalse();
    assertThat(in(ONE)).isFalse();

    assertThat(gate.told())
        .containsExactly(new Input.TurnedAway(Limits.Which.CONNECTIONS, 2, "10.0.0.1"));
  }

  @Test
  void moreThanThereAreDescriptorsForIsTurnedAwayWhateverTheLimitSays() {
    Gate small = new Gate();
    small.roomFor(1);

    assertThat(small.admits(ONE, FEW, nowNs)).isEqualTo(Gate.Entry.FREELY);
    assertThat(small.admits(TWO, FEW, nowNs)).isEqualTo(Gate.Entry.NOT);
    small.noRoom();
    assertThat(small.told())
        .containsExactly(new Input.TurnedAway(Limits.Which.CONNECTIONS, 2, "unknown"));
  }

  @Test
  void theSystemTellsHowManyDescriptorsThereAre() {
    assertThat(new Descriptors(24, 1_024).free()).isEqualTo(898);
    assertThat(new Descriptors(250, 256).free()).isEqualTo(1);
    assertThat(new Descriptors(24, Long.MAX_VALUE).free()).isEqualTo(Integer.MAX_VALUE);
    assertThat(new Descriptors(24, -1).free()).isEqualTo(Integer.MAX_VALUE);
    assertThat(OpenFiles.room()).isPositive();
  }

  @Test
  void whoHasLeftMakesRoom() {
    in(ONE);
    in(ONE);
    out(ONE, false);

    assertThat(in(ONE)).isTrue();
  }

  @Test
  void whoFailsAllTheTimeIsTurnedAwayUntilItCalmsDown() {
    int admitted = 0;
    for (int i = 0; i < 1_000; i++) {
      if (in(ONE)) {
        admitted++;
        out(ONE, true);
      }
    }
    assertThat(admitted).isEqualTo(3 * Limits.FAILURE_BURST_SECONDS);
    assertThat(in(TWO)).isTrue();
    assertThat(gate.told())
        .containsExactly(
            new Input.TurnedAway(Limits.Which.FAILURES_PER_SECOND, 1_000 - admitted, "10.0.0.1"));

    nowNs += TimeUnit.MILLISECONDS.toNanos(400);
    assertThat(in(ONE)).isTrue();
  }

  /// All programs of this machine are one address: who does not fail is not shut out by who does.
  /// However it spreads its failures: the rate holds.
  @Test
  void whoFailsAgainAndAgainIsLetInAsOftenAsTheRateSays() {
    int admitted = 0;
    for (int i = 0; i < 10_000; i++) {
      nowNs += TimeUnit.MILLISECONDS.toNanos(10);
      if (in(ONE)) {
        admitted++;
        out(ONE, true);
      }
    }

    assertThat(admitted).isBetween(3 * 100, 3 * (100 + Limits.FAILURE_BURST_SECONDS) + 1);
  }

  @Test
  void whereThisMachinesProgramsFailTheNextOnesAreOnProbation() {
    int freely = 0;
    int probation = 0;
    for (int i = 0; i < 1_000; i++) {
      switch (gate.admits(address(127, 0, i / 250, 1 + i % 250), FEW, nowNs)) {
        case FREELY -> {
          freely++;
          out(HERE, true);
        }
        case ON_PROBATION -> {
          probation++;
          out(HERE, false);
        }
        case NOT -> {}
      }
    }

    assertThat(freely).isEqualTo(3 * Limits.FAILURE_BURST_SECONDS);
    assertThat(probation).isEqualTo(1_000 - freely);
    assertThat(gate.told()).isEmpty();
    // To fail on probation does not make it last longer.
    nowNs += TimeUnit.MILLISECONDS.toNanos(400);
    assertThat(gate.admits(HERE, FEW, nowNs)).isEqualTo(Gate.Entry.FREELY);
  }

  @Test
  void greetingsAreReadAtABoundedRateTogether() {
    while (gate.admits(HERE, FEW, nowNs) == Gate.Entry.FREELY) {
      out(HERE, true);
    }
    int read = 1;
    for (int i = 0; i < 3 * Gate.ENTRIES_PER_SECOND; i++) {
      if (gate.admits(HERE, FEW, nowNs) == Gate.Entry.ON_PROBATION) {
        out(HERE, false);
        read++;
      }
    }

    assertThat(read).isBetween(Gate.ENTRIES_PER_SECOND, Gate.ENTRIES_PER_SECOND + 2);
  }

  @Test
  void whoseKeyIsBelievedDoesNotWaitBehindStrangers() {
    assertThat(letIn(1_000, Acquaintance.STRANGER)).isEqualTo(80);
    assertThat(letIn(1_000, Acquaintance.ANNOUNCED)).isEqualTo(10);
    assertThat(letIn(1_000, Acquaintance.MET)).isEqualTo(10);
    assertThat(letIn(1_000, Acquaintance.KNOWN)).isEqualTo(10);

    nowNs += TimeUnit.SECONDS.toNanos(1);
    assertThat(letIn(1_000, Acquaintance.KNOWN)).isEqualTo(5);
  }

  /// A greeting is there to be copied by anybody of this machine.
  @Test
  void copiesOfOneGreetingTakeTheShareOfThatOneOnly() {
    Limits many = Limits.DEFAULT;
    int copies = 0;
    for (int i = 0; i < 10_000; i++) {
      copies += gate.greets(id(1), Acquaintance.KNOWN, many, nowNs) ? 1 : 0;
    }

    assertThat(copies).isEqualTo(Shares.OF_ONE_AT_ONCE);
    assertThat(gate.greets(id(2), Acquaintance.KNOWN, many, nowNs)).isTrue();
  }

  private int letIn(int tries, Acquaintance how) {
    return (int)
        IntStream.range(0, tries).filter(i -> gate.greets(id(i), how, TWENTY, nowNs)).count();
  }

  private static NodeId id(int number) {
    return new NodeId("70000000-0000-7000-8000-%012x".formatted(number));
  }

  @Test
  void whoAnnouncedAProofAndDoesNotBringItMakesRoomForThoseOfItsKind() {
    List<Waiting> all = new ArrayList<>();
    for (int i = 0; i < Lane.PLACES + 1; i++) {
      Waiting one = new Waiting();
      all.add(one);
      gate.proves(i == 1 ? Acquaintance.KNOWN : Acquaintance.STRANGER, one);
    }
    assertThat(all.stream().filter(one -> one.gone)).isEmpty();

    gate.proves(Acquaintance.STRANGER, new Waiting());
    assertThat(all.stream().filter(one -> one.gone)).containsExactly(all.get(0));
  }

  @Test
  void onProbationTheOldestThatHasNotSaidWhoItIsGoes() {
    List<Waiting> all = new ArrayList<>();
    for (int i = 0; i < Lane.PLACES + 2; i++) {
      Waiting one = new Waiting();
      all.add(one);
      one.greeted = i == 0;
      gate.probation(one);
    }

    assertThat(all.stream().filter(one -> one.gone)).containsExactly(all.get(1));
    assertThat(gate.told())
        .containsExactly(
            new Input.TurnedAway(Limits.Which.FAILURES_PER_SECOND, 1, HERE.getHostAddress()));
  }

  private static final class Waiting implements Lane.Guest {
    private boolean greeted;
    private boolean gone;

    @Override
    public boolean waits() {
      return !greeted && !gone;
    }

    @Override
    public void goes() {
      gone = true;
    }
  }

  @Test
  void whoSucceedsMayComeAsOftenAsItLikes() {
    for (int i = 0; i < 10_000; i++) {
      assertThat(in(HERE)).isTrue();
      out(HERE, false);
    }
    assertThat(gate.told()).isEmpty();
  }

  private boolean in(InetAddress from) {
    return gate.admits(from, FEW, nowNs) != Gate.Entry.NOT;
  }

  private void out(InetAddress from, boolean failed) {
    gate.left(from, failed ? 1 : 0, FEW, nowNs);
  }

  private static InetAddress address(int... bytes) {
    try {
      return InetAddress.getByAddress(
          new byte[] {(byte) bytes[0], (byte) bytes[1], (byte) bytes[2], (byte) bytes[3]});
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
