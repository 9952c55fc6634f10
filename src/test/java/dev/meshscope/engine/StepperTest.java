package dev.meshscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.KnownKeys;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.identity.Seal;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.PeerTable;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StepperTest {
  private static final Endpoint SOMEWHERE = new Endpoint("192.0.2.1", 1);
  private static final Logger LOG = Logger.getLogger(Stepper.class.getName());

  private final List<String> done = new ArrayList<>();
  private final Stepper stepper = new Stepper(TickTest.NOBODY, new NoSeal(), new Noted());
  private boolean broken;

  @BeforeEach
  void quiet() {
    LOG.setUseParentHandlers(false);
  }

  @AfterEach
  void loud() {
    LOG.setUseParentHandlers(true);
  }

  @Test
  void anInputThatAnEffectBringsAboutWaitsForItsTurn() {
    stepper.observe(new Ear());
    stepper.take(new Input.DialWanted(SOMEWHERE));

    assertThat(done).containsExactly("present", "dial", "flush", "Dialled", "flush", "Closed");
  }

  @Test
  void anEffectThatFailsTakesNothingElseWithIt() {
    broken = true;
    stepper.observe(new Ear());
    stepper.take(new Input.DialWanted(SOMEWHERE));
    stepper.take(new Input.Lagged(1));

    assertThat(done).containsExactly("present", "dial", "flush", "Dialled", "flush", "LoopLagged");
    assertThat(stepper.table().transports()).hasSize(1);
  }

  @Test
  void anObserverThatFailsIsLetGoAndTheOthersAreTold() {
    stepper.observe(
        new Ear() {
          @Override
          public void happened(PeerTable table, List<MeshEvent> events) {
            done.add("fails");
            throw new IllegalStateException("no ear");
          }
        });
    stepper.observe(new Ear());
    stepper.take(new Input.Lagged(1));
    stepper.take(new Input.Lagged(2));

    assertThat(done)
        .containsExactly(
            "present", "present", "flush", "fails", "LoopLagged", "flush", "LoopLagged");
  }

  /// Notes the last event of each step.
  private class Ear implements MeshObserver {
    @Override
    public void present(PeerTable table) {
      done.add("present");
    }

    @Override
    public void happened(PeerTable table, List<MeshEvent> events) {
      done.add(events.getLast().getClass().getSimpleName());
    }
  }

  /// Where every dial fails at once.
  private final class Noted implements World {
    @Override
    public void dial(TransportId id, Endpoint endpoint) {
      done.add("dial");
      if (broken) {
        throw new IllegalStateException("no dial");
      }
      stepper.take(new Input.Ended(id, CloseReason.DIAL_FAILED, Cause.none()));
    }

    @Override
    public void reach(TransportId id, NodeId peer) {
      done.add("reach");
    }

    @Override
    public void wake(Input input, long atNs) {
      // When it wants to be called is the table's matter.
    }

    @Override
    public void keep(KnownKeys known) {
      done.add("keep");
    }

    @Override
    public void flush() {
      done.add("flush");
    }
  }

  /// Nobody here has a key to prove.
  private record NoSeal() implements Seal {
    @Override
    public String sign(String statement) {
      return "";
    }

    @Override
    public boolean verifies(PublicKey key, String statement, String signature) {
      return false;
    }
  }
}
