package dev.meshscope.engine.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.FrameCause;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.wire.Extra;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever we can send arrives as it was; each frame is drawn from a seed.
class FrameRoundTripTest {

  private static final int FRAMES = 2_000;

  /// One frame of each kind that is sent, with everything in it drawn.
  private static Stream<Frame> sent(SplittableRandom random) {
    return Stream.of(
        new Frame.Ping(),
        new Frame.Pong(),
        new Frame.Greeting(handshake(random)),
        new Frame.Fault(random.nextInt(), shown(random, 1_024)),
        new Frame.Message(
            shown(random, 64), shown(random, 64), anything(random, 500), link(random)),
        new Frame.Proof(shown(random, 128)));
  }

  @Test
  void whatIsSentArrivesAsItWas() throws FrameJson.MalformedException {
    for (long seed = 1; seed <= FRAMES; seed++) {
      for (Frame frame : sent(new SplittableRandom(seed)).toList()) {
        assertThat(FrameJson.read(FrameJson.write(frame))).as("seed %d", seed).isEqualTo(frame);
      }
    }
  }

  private static Stream<Frame> neverSent() {
    return Stream.of(
        new Frame.BadGreeting(Cause.of(FrameCause.FIELD_MISSING, "name")),
        new Frame.PeerInfo(List.of()),
        new Frame.WakeChannel("apns", "•••cdef", "sandbox"),
        new Frame.NodeStats(1, 2, 3, 4),
        new Frame.Uninterpreted("cmb"),
        new Frame.Unknown("x-other"));
  }

  @ParameterizedTest
  @MethodSource("neverSent")
  void whatIsOnlyHeardIsNotPassedOn(Frame frame) {
    assertThatThrownBy(() -> FrameJson.write(frame))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(frame.type());
  }

  private static Handshake handshake(SplittableRandom random) {
    return new Handshake(
        new NodeId(new UUID(random.nextLong(), random.nextLong()).toString()),
        new NodeName(name(random)),
        number(random) + "." + number(random) + "." + number(random),
        new PublicKey(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(random, 32))),
        random.nextBoolean() ? null : shown(random, 128),
        shown(random, 32),
        new Group(drawn(random, "abcdefghijklmnopqrstuvwxyz0123456789-_.", 1 + random.nextInt(64))),
        random.nextBoolean() ? null : extra(random));
  }

  private static Extra extra(SplittableRandom random) {
    return new Extra(
        new Incarnation(HexFormat.of().formatHex(bytes(random, 16))),
        link(random),
        link(random),
        holds(random),
        new Nonce(HexFormat.of().formatHex(bytes(random, 16))));
  }

  private static @Nullable List<Long> holds(SplittableRandom random) {
    return random.nextInt(4) == 0
        ? null
        : Stream.generate(() -> link(random)).limit(random.nextInt(257)).toList();
  }

  /// Of one to eighteen digits.
  private static long link(SplittableRandom random) {
    long limit = (long) Math.pow(10, 1 + random.nextInt(18));
    return random.nextLong(limit);
  }

  private static String number(SplittableRandom random) {
    return drawn(random, "0123456789", 1 + random.nextInt(9));
  }

  private static String name(SplittableRandom random) {
    return drawn(random, "aZ0 ü\"\\/<é漢", 1 + random.nextInt(21));
  }

  /// What passes as it is where only what can be shown passes.
  private static String shown(SplittableRandom random, int most) {
    return drawn(random, "aZ0 ü\"\\/<é漢\u00a0�", random.nextInt(most + 1));
  }

  /// Halves of characters as well: a text is whatever JSON can say.
  private static String anything(SplittableRandom random, int most) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(most + 1);
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
    }
    return text.toString();
  }

  private static String drawn(SplittableRandom random, String from, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(from.charAt(random.nextInt(from.length())));
    }
    return text.toString();
  }

  private static byte[] bytes(SplittableRandom random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
