package dev.meshscope.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.identity.KnownKeys;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.PublicKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

class PinKeeperTest {
  private static final int MANY = 5_000;

  @TempDir Path dir;

  private static KnownKeys pin(int number) {
    return new KnownKeys(
        Map.of(
            new NodeId("50000000-0000-7000-8000-%012x".formatted(number)),
            new PublicKey("A".repeat(43))),
        Set.of(),
        Set.of());
  }

  @Test
  void theFirstIsOnDiskBeforeThePauseIsOver() throws Exception {
    PinKeeper keeper = new PinKeeper(new KnownPeers(dir));
    long begin = System.nanoTime();
    keeper.keep(pin(1));
    WaitForAsyncUtils.waitFor(5, TimeUnit.SECONDS, () -> new KnownPeers(dir).load().equals(pin(1)));

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(900));
  }

  /// There may be a second's rest only where writing takes as long.
  @Test
  @Timeout(60)
  void theNextIsWrittenAtOnceToo() throws Exception {
    PinKeeper keeper = new PinKeeper(new KnownPeers(dir));
    long begin = System.nanoTime();
    for (int i = 1; i <= 30; i++) {
      int number = i;
      keeper.keep(pin(number));
      WaitForAsyncUtils.waitFor(
          20, TimeUnit.SECONDS, () -> new KnownPeers(dir).load().equals(pin(number)));
    }

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
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
  @Timeout(20)
  void whatCouldNotBeWrittenIsToldOnceAndWrittenWhenItCanBe() throws Exception {
    Path away = dir.resolve("away");
    List<String> told = new CopyOnWriteArrayList<>();
    Logger log = Logger.getLogger(PinKeeper.class.getName());
    Handler handler = listening(told);
    log.addHandler(handler);
    log.setUseParentHandlers(false);
    try {
      PinKeeper keeper = new PinKeeper(new KnownPeers(away));
      keeper.keep(pin(1));
      WaitForAsyncUtils.waitFor(5, TimeUnit.SECONDS, () -> !told.isEmpty());
      Files.createDirectory(away);
      WaitForAsyncUtils.waitFor(
          10, TimeUnit.SECONDS, () -> new KnownPeers(away).load().equals(pin(1)));
      keeper.close();
    } finally {
      log.setUseParentHandlers(true);
      log.removeHandler(handler);
    }

    assertThat(told).hasSize(1).first().asString().contains("not kept", "NoSuchFileException");
  }

  private static Handler listening(List<String> told) {
    return new Handler() {
      @Override
      public void publish(LogRecord line) {
        told.add(new SimpleFormatter().formatMessage(line));
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  @Test
  @Timeout(5)
  void whereItCannotBeWrittenNobodyWaitsForEver() {
    PinKeeper keeper = new PinKeeper(new KnownPeers(dir.resolve("away")));
    keeper.keep(pin(1));
    keeper.close();

    assertThat(dir).isEmptyDirectory();
  }

  @Test
  @Timeout(5)
  void whereNothingWasToBeKeptNothingIsWrittenNorWaitedFor() {
    new PinKeeper(new KnownPeers(dir)).close();

    assertThat(dir).isEmptyDirectory();
  }
}
