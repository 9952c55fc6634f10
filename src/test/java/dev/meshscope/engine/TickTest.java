package dev.meshscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.engine.net.Carriers;
import dev.meshscope.engine.net.Sockets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TickTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final long TICK_NS = TimeUnit.MILLISECONDS.toNanos(Tick.EVERY_MS);
  private static final long HOUR_NS = TimeUnit.HOURS.toNanos(1);
  static final PeerTable NOBODY =
      PeerTable.empty(
          new Self(
              new NodeId("40000000-0000-7000-8000-000000000001"),
              new NodeName("me"),
              new PublicKey("A".repeat(43)),
              null,
              Group.DEFAULT,
              new Incarnation("0".repeat(32)),
              0),
          Settings.DEFAULT,
          Map.of());

  private final List<Input> told = new ArrayList<>();
  private final Carriers carriers = new Carriers(told::add);
  private final Sockets sockets =
      new Sockets(carriers, told::add, () -> NOBODY, () -> new Nonce("0".repeat(32)), () -> 0);
  private long nowNs = 17;
  private long wallNs = TimeUnit.SECONDS.toNanos(NOON.getEpochSecond());
  private boolean sweeping = true;
  private final WallClock wallClock = new WallClock(nowNs, wallNs);
  private final Tick tick =
      new Tick(
          this::take,
          sockets,
          carriers,
          wallClock,
          () -> NOBODY,
          Set::of,
          () -> nowNs,
          () -> wallNs);

  @AfterEach
  void end() {
    sockets.shutDown();
  }

  private void take(Input input) {
    told.add(input);
    if (!sweeping && input instanceof Input.Swept) {
      throw new IllegalStateException("no sweep");
    }
  }

  private void pass(long ns, long wall) {
    nowNs += ns;
    wallNs += wall;
    tick.run();
  }

  private void ticks(int count) {
    for (int i = 0; i < count; i++) {
      pass(TICK_NS, TICK_NS);
    }
  }

  @Test
  void aMachineThatSleptAndAProgramThatStoodStillAreTold() {
    pass(TICK_NS, TICK_NS + HOUR_NS);
    pass(TICK_NS + HOUR_NS, TICK_NS + HOUR_NS);

    assertThat(told)
        .containsExactly(new Input.ClockJumped(HOUR_NS), new Input.ClockJumped(HOUR_NS));
  }

  @Test
  void aClockThatIsSetBackIsToldAsThat() {
    pass(TICK_NS, TICK_NS - HOUR_NS);

    assertThat(told).containsExactly(new Input.ClockJumped(-HOUR_NS));
    assertThat(wallClock.at(nowNs)).isEqualTo(NOON.minus(Duration.ofHours(1)).plusMillis(100));
  }

  @Test
  void aSmallStepOfTheClockIsNoJumpAndReachesTheTimesThatAreShown() {
    pass(TICK_NS, TICK_NS - TimeUnit.MILLISECONDS.toNanos(700));

    assertThat(told).isEmpty();
    assertThat(wallClock.at(nowNs)).isEqualTo(NOON.minusMillis(600));
  }

  @Test
  void whenOnePartFailsTheOthersGoOnAndItIsToldOnce() {
    List<String> logged = new ArrayList<>();
    Handler ear =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            logged.add(record.getMessage());
          }

          @Override
          public void flush() {
            // nothing is kept back
          }

          @Override
          public void close() {
            // nothing is open
          }
        };
    Logger log = Logger.getLogger(Tick.class.getName());
    log.addHandler(ear);
    log.setUseParentHandlers(false);
    try {
      sweeping = false;
      ticks(100);
      pass(TICK_NS, TICK_NS - HOUR_NS);
    } finally {
      log.removeHandler(ear);
      log.setUseParentHandlers(true);
    }

    assertThat(told)
        .containsExactly(new Input.Swept(), new Input.Swept(), new Input.ClockJumped(-HOUR_NS));
    assertThat(logged).hasSize(1).first().asString().contains("SWEEP");
  }
}
