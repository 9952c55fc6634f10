package dev.meshscope.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.PublicKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

class PinKeeperTest {
  private static final int MANY = 5_000;

  @TempDir Path dir;

  private static Map<NodeId, PublicKey> pin(int number) {
    return Map.of(
        new NodeId("50000000-0000-7000-8000-%012x".formatted(number)),
        new PublicKey("A".repeat(43)));
  }

  @Test
  void theFirstIsOnDiskBeforeThePauseIsOver() throws Exception {
    PinKeeper keeper = new PinKeeper(new KnownPeers(dir));
    long begin = System.nanoTime();
    keeper.keep(pin(1));
    WaitForAsyncUtils.waitFor(5, TimeUnit.SECONDS, () -> new KnownPeers(dir).load().equals(pin(1)));

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(900));
  }

  @Test
  @Timeout(5)
  void ofManyInARowTheLastIsOnDiskWhenItIsClosed() throws Exception {
    PinKeeper keeper = new PinKeeper(new KnownPeers(dir));
    for (int i = 1; i <= MANY; i++) {
      keeper.keep(pin(i));
    }
    keeper.close();

    assertThat(new KnownPeers(dir).load()).isEqualTo(pin(MANY));
  }

  @Test
  @Timeout(5)
  void whereNothingWasToBeKeptNothingIsWrittenNorWaitedFor() {
    new PinKeeper(new KnownPeers(dir)).close();

    assertThat(dir).isEmptyDirectory();
  }
}
