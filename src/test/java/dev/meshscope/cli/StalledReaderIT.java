package dev.meshscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.outside.Launch;
import dev.meshscope.outside.Program;
import dev.meshscope.outside.RawClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody starts a node, sees that it started, and reads no more of what it says.
class StalledReaderIT {
  private static final int SENDS = 60_000;

  @TempDir private Path folder;

  private final CountDownLatch goOn = new CountDownLatch(1);

  private boolean stalled(String line) {
    if (!line.contains("\"event\":\"started\"")) {
      try {
        goOn.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return true;
  }

  @Test
  void heHoldsUpNeitherPeersNorCommandsNorTheEnd() throws Exception {
    try (Program node = Launch.shipped().hearing(this::stalled).node(folder);
        RawClient peer = RawClient.dial(node.port()).join()) {
      Thread sender =
          Thread.ofPlatform()
              .daemon()
              .start(
                  () -> {
                    for (int i = 0; i < SENDS; i++) {
                      node.write("{\"do\":\"send\",\"text\":\"" + i + "\"}");
                    }
                  });
      int asked = 0;
      do {
        assertThat(peer.answersPing()).as("ping %d", ++asked).isTrue();
      } while (sender.isAlive() && asked < 10_000);
      assertThat(sender.join(Duration.ofSeconds(60))).as("all commands are read").isTrue();

      node.process().destroy();
      boolean ended = node.process().waitFor(8, TimeUnit.SECONDS);
      goOn.countDown();
      assertThat(ended).as("ended within seconds").isTrue();
    }
    assertThat(folder.resolve("registry")).isEmptyDirectory();
  }
}
