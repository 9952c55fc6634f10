package dev.meshscope.proof;

import dev.meshscope.relay.RelaySetup;
import dev.meshscope.relay.TestRelay;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The relay of a soak: drops frames and connections by chance until it is mended. On a thread of
/// its own.
final class SoakRelay implements AutoCloseable {

  /// What it may do to everybody.
  private enum Act {
    /// Ends all connections without a goodbye.
    CUT,
    /// Closes all connections as if they had missed their heartbeat.
    MISS,
    /// Closes all connections as a relay that is shut down.
    GO_AWAY,
    /// Forgets who is who.
    FORGET,
    /// Asks everybody anew.
    ASK,
    /// Loses every third frame for a while.
    DROP,
    /// Says what nobody should.
    BABBLE
  }

  private static final int MISSED = 4005;
  private static final int GOING_AWAY = 1001;

  private final TestRelay relay = TestRelay.start(RelaySetup.DEFAULT.replacing());
  private final Random random;
  private final SoakFaults faults;
  private final CountDownLatch over;

  /// @param over after it nothing is done wrong any more
  SoakRelay(Random random, SoakFaults faults, CountDownLatch over) {
    this.random = random;
    this.faults = faults;
    this.over = over;
  }

  String url() {
    return relay.url().toString();
  }

  /// Waits until this node has said who it is.
  void awaitPresent(String nodeId) {
    relay.await(nodeId + " is there", seen -> seen.present().contains(nodeId));
  }

  Thread begin() {
    return Thread.ofVirtual().start(this::live);
  }

  private void live() {
    try {
      while (!over.await(3_000 + random.nextInt(12_000), TimeUnit.MILLISECONDS)) {
        act(Act.values()[random.nextInt(Act.values().length)]);
      }
    } catch (Exception e) {
      faults.tell("the relay", "its life ended: " + e);
    } finally {
      relay.drop(any -> false);
    }
  }

  private void act(Act act) throws InterruptedException {
    faults.did("relay " + act.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    switch (act) {
      case CUT -> relay.cut();
      case MISS -> relay.close(MISSED, "Heartbeat timeout");
      case GO_AWAY -> relay.close(GOING_AWAY, "going away");
      case FORGET -> relay.forget();
      case ASK -> relay.reauth();
      case DROP -> {
        relay.dropFraction(1 / 3.0, random.nextLong());
        over.await(random.nextInt(8_000), TimeUnit.MILLISECONDS);
        relay.drop(any -> false);
      }
      case BABBLE -> relay.sayGarbage();
    }
  }

  @Override
  public void close() {
    relay.close();
  }
}
