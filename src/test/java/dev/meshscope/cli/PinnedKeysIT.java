package dev.meshscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.outside.Hello;
import dev.meshscope.outside.Launch;
import dev.meshscope.outside.Program;
import dev.meshscope.outside.RawClient;
import dev.meshscope.outside.Wire;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;
import tools.jackson.databind.JsonNode;

/// Whose key was seen once is known by it, also after the node was killed and started again.
class PinnedKeysIT {
  private static final String PEER = "50000000-0000-7000-8000-000000000005";
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String FIRST = Wire.key(new Random(1));
  private static final String SECOND = Wire.key(new Random(2));

  @TempDir private Path folder;

  private Program node() {
    return Launch.program().node(folder);
  }

  private static RawClient says(Program node, String key) {
    return RawClient.dial(node.port()).send(new Hello(PEER, "raw", key).json());
  }

  /// A node that has seen the first key, and was killed then.
  private void pinTheFirst() {
    try (Program node = node();
        RawClient peer = says(node, FIRST)) {
      peer.hear("handshake");
      node.event(0, SOON, "joined");
      assertThat(node.event(0, SOON, "pinned").path("key").asString()).isEqualTo(FIRST);
      onDisk(FIRST);
    }
  }

  /// Written at once, but beside the node's own work.
  private void onDisk(String key) {
    Path file = folder.resolve("state").resolve("known-peers.json");
    try {
      WaitForAsyncUtils.waitFor(
          5, TimeUnit.SECONDS, () -> Files.exists(file) && Files.readString(file).contains(key));
    } catch (TimeoutException e) {
      throw new AssertionError(file + " does not hold " + key, e);
    }
  }

  private static JsonNode refused(Program node, String key) {
    int mark = node.mark();
    try (RawClient stranger = says(node, key)) {
      assertThat(stranger.closed(SOON)).isTrue();
      JsonNode alarm = node.event(mark, SOON, "identity-alarm");
      assertThat(alarm.path("peer").asString()).isEqualTo(PEER);
      return alarm;
    }
  }

  private static void taken(Program node, String key) {
    int mark = node.mark();
    try (RawClient peer = says(node, key)) {
      peer.hear("handshake");
      node.event(mark, SOON, "joined");
      assertThat(peer.answersPing()).isTrue();
    }
  }

  @Test
  void anotherKeyIsRefusedAfterARestartAndTheFirstIsTaken() {
    pinTheFirst();
    try (Program node = node()) {
      assertThat(refused(node, SECOND).path("pinned").asString()).isEqualTo(FIRST);
      taken(node, FIRST);
    }
  }

  @Test
  void whatEndedIsToldWithItsReasonWhenAskedFor() {
    pinTheFirst();
    try (Program node = node()) {
      refused(node, SECOND);
      int mark = node.mark();
      node.write("{\"do\":\"ended\",\"most\":5}");
      JsonNode ended = node.event(mark, SOON, "ended");
      assertThat(ended.path("kept").asInt()).isEqualTo(1);
      JsonNode last = ended.path("transports").get(0);
      assertThat(last.path("reason").asString()).isEqualTo("key-mismatch");
      assertThat(last.path("kind").asString()).isEqualTo("direct");
      assertThat(last.path("heldSlot").asBoolean(true)).isFalse();
    }
  }

  @Test
  void aKeyTheUserTrustsIsTheOneFromThenOn() {
    pinTheFirst();
    try (Program node = node()) {
      refused(node, SECOND);
      int mark = node.mark();
      node.write("{\"do\":\"trust\",\"peer\":\"" + PEER + "\",\"key\":\"" + SECOND + "\"}");
      assertThat(node.event(mark, SOON, "pinned").path("key").asString()).isEqualTo(SECOND);
      taken(node, SECOND);
      onDisk(SECOND);
    }
    try (Program node = node()) {
      assertThat(refused(node, FIRST).path("pinned").asString()).isEqualTo(SECOND);
      taken(node, SECOND);
    }
  }

  @Test
  void aPeerThatIsForgottenMayHaveAnyKey() {
    pinTheFirst();
    try (Program node = node()) {
      refused(node, SECOND);
      int mark = node.mark();
      node.write("{\"do\":\"forget\",\"peer\":\"" + PEER + "\"}");
      node.event(mark, SOON, "forgotten");
      taken(node, SECOND);
      onDisk(SECOND);
    }
    try (Program node = node()) {
      refused(node, FIRST);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void nobodyElseMayReadWhomWeKnow() throws Exception {
    pinTheFirst();
    Path file = folder.resolve("state").resolve("known-peers.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}
