package dev.meshscope.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.outside.Launch;
import dev.meshscope.outside.Proc;
import dev.meshscope.outside.Program;
import dev.meshscope.outside.RawClient;
import dev.meshscope.outside.RawPeers;
import dev.meshscope.outside.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What no peer should send, sent to a node process while others are connected, who must notice
/// nothing. `-Dmeshscope.half-open=5000` for the full size.
class GarbageIT {
  private static final int HALF_OPEN = Integer.getInteger("meshscope.half-open", 500);
  private static final int OTHERS = 5;
  private static final long MOST_RESIDENT_KIB = 250_000;
  private static final Random RANDOM = new Random();

  @TempDir static Path folder;
  private static Program node;
  private static int port;
  private static RawPeers others;

  @BeforeAll
  static void start() throws Exception {
    node = Launch.shipped().keeping("started", "peers").node(folder);
    port = node.port();
    others = RawPeers.speaking(port, OTHERS, OTHERS);
    others.awaitLive(20);
  }

  @AfterEach
  void othersNoticedNothing() throws Exception {
    assertThat(others.closed()).isZero();
    assertThat(node.process().isAlive()).isTrue();
    try (RawClient late = RawClient.dial(port).join()) {
      assertThat(late.answersPing()).isTrue();
    }
    assertThat(new Proc(node.process().pid()).residentKib()).isLessThan(MOST_RESIDENT_KIB);
  }

  @AfterAll
  static void stop() throws Exception {
    others.close();
    node.close();
  }

  private static byte[] length(int length) {
    return ByteBuffer.allocate(4).putInt(length).array();
  }

  @Test
  void aLengthOfZeroEndsTheConnection() throws Exception {
    try (RawClient socket = RawClient.dial(port).join().send(length(0))) {
      socket.untilTheEnd();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {(1 << 20) + 1, 2 << 20, Integer.MAX_VALUE, -1})
  void aLengthAboveOneMebibyteIsAnsweredWithItsErrorAndTheEnd(int length) throws Exception {
    try (RawClient socket = RawClient.dial(port).join().send(length(length))) {
      assertThat(socket.untilTheEnd()).contains("\"error\"").contains("1003");
    }
    try (RawClient socket = RawClient.dial(port).send(length(length))) {
      socket.untilTheEnd();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":",
        "}",
        "\u0000\u0001",
        "[]",
        "null",
        "7",
        "{}",
        "{\"type\":7}",
        "{\"type\":\"no-such-type\"}",
        "{\"type\":\"x-other-thing\",\"deep\":{\"a\":[1,2,3]}}"
      })
  void aFrameThatMeansNothingIsDroppedAndTheConnectionStays(String payload) throws Exception {
    try (RawClient socket = RawClient.dial(port).join().send(Wire.frame(payload))) {
      assertThat(socket.answersPing()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void aHundredThousandLevelsAreDroppedAndTheConnectionStays(String level) throws Exception {
    String open = level.repeat(100_000);
    String close = (level.equals("[") ? "]" : "}").repeat(100_000);
    String frame = "{\"type\":\"cmb\",\"deep\":" + open + "0" + close + "}";
    try (RawClient socket = RawClient.dial(port).join().send(Wire.frame(frame))) {
      assertThat(socket.answersPing()).isTrue();
    }
  }

  @Test
  void bytesThatAreNoUtf8AreDroppedAndTheConnectionStays() throws Exception {
    byte[] frame = "{\"type\":\"\u00ff\u00fe\"}".getBytes(StandardCharsets.ISO_8859_1);
    try (RawClient socket = RawClient.dial(port).join().send(Wire.frame(frame))) {
      assertThat(socket.answersPing()).isTrue();
    }
  }

  @Test
  void aNameOf65BytesIsRefused() throws Exception {
    refused(Wire.handshake(Wire.nodeId(RANDOM), "n".repeat(65), Wire.key(RANDOM)));
    refused(Wire.handshake(Wire.nodeId(RANDOM), "ü".repeat(32) + "n", Wire.key(RANDOM)));
  }

  @Test
  void aNodeIdThatIsNoUuidIsRefused() throws Exception {
    refused(Wire.handshake("not-a-uuid", "garbage", Wire.key(RANDOM)));
  }

  @Test
  void aFirstFrameThatIsNoHandshakeIsRefused() throws Exception {
    refused("{\"type\":\"ping\"}");
  }

  @Test
  void halfOpenConnectionsCostLittleAndAreTimedOut() throws Exception {
    try (RawPeers silent = RawPeers.silent(port, HALF_OPEN)) {
      silent.awaitLive(30);
      long begin = System.nanoTime();
      try (RawClient last = RawClient.dial(port);
          RawClient peer = RawClient.dial(port).join()) {
        assertThat(peer.answersPing()).isTrue();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        while (!silent.awaitClosed(HALF_OPEN, 50) && System.nanoTime() < end) {
          assertThat(peer.answersPing()).isTrue();
        }
        assertThat(last.untilTheEnd()).contains("\"error\"").contains("1004");
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin))
            .isBetween(9_000L, 15_000L);
      }
      assertThat(silent.closed()).isEqualTo(HALF_OPEN);
    }
  }

  private void refused(String first) {
    try (RawClient socket = RawClient.dial(port).send(Wire.frame(first))) {
      assertThat(socket.untilTheEnd()).doesNotContain("\"ping\"");
    }
  }
}
