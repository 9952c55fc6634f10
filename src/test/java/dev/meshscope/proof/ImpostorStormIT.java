package dev.meshscope.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.outside.Hello;
import dev.meshscope.outside.RawClient;
import dev.meshscope.outside.Signer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many who claim to be one peer, without pause, and what becomes of the peer meanwhile.
class ImpostorStormIT {
  private static final int RESTARTS = 10;
  private static final Random RANDOM = new Random();

  @TempDir Path folder;

  /// The peer is restarted again and again in the middle of a storm of impostors: each life is in
  /// at once.
  @Test
  void aStormOfImpostorsDoesNotKeepARestartedPeerOut() throws Exception {
    try (Stage own = new Stage(folder)) {
      restartsInAStorm(own);
    }
  }

  private static void restartsInAStorm(Stage own) throws InterruptedException {
    Signer life = Signer.born("80000000-0000-7000-8000-000000000003", RANDOM);
    RawClient present = life.join(own.port(), RANDOM);
    own.joined(life.nodeId());
    Storm storm = new Storm(own.port(), new Hello(life.nodeId(), "storm", life.key()));
    try {
      for (int restart = 0; restart < RESTARTS; restart++) {
        present.fallSilent();
        storm.awaitDials(20);
        life = life.reborn(RANDOM);
        RawClient next = life.join(own.port(), RANDOM);
        present.close();
        present = next;
        awaitLive(next);
        storm.awaitDials(50);
        assertThat(next.answersPing()).isTrue();
      }
    } finally {
      storm.end();
      present.close();
    }
    own.gone(life.nodeId());
  }

  /// Whoever is live is pinged at once; whoever waits is not.
  private static void awaitLive(RawClient client) {
    assertThat(client.frame("ping", 0, Duration.ofSeconds(2)))
        .as("the ping of a live transport; it heard %s", client.said())
        .isNotNull();
  }
}
