package dev.meshscope.engine.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.EndCause;
import dev.meshscope.core.cause.FrameCause;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.wire.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerChannelTest {
  private static final TransportId ID = new TransportId(1);
  private static final Input PONG = new Input.Received(ID, new Frame.Pong(), 15);

  private final List<Input> told = new ArrayList<>();
  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
  private final EmbeddedChannel channel = open(new InputBudget());

  private EmbeddedChannel open(InputBudget budget) {
    return new EmbeddedChannel(
        new PeerChannel(
            ID,
            told::add,
            new FrameDecoder(allocator, budget),
            new Brake(() -> Limits.DEFAULT, () -> 0)));
  }

  @AfterEach
  void nothingIsHeldAfterwards() {
    channel.finishAndReleaseAll();
    assertThat(allocator.metric().usedHeapMemory()).isZero();
    assertThat(allocator.metric().usedDirectMemory()).isZero();
  }

  private static ByteBuf frame(String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    return Unpooled.buffer().writeInt(bytes.length).writeBytes(bytes);
  }

  private static ByteBuf frames(String... payloads) {
    ByteBuf all = Unpooled.buffer();
    for (String payload : payloads) {
      all.writeBytes(frame(payload));
    }
    return all;
  }

  private static String of(String type) {
    return "{\"type\":\"" + type + "\"}";
  }

  @Test
  void aRunOfPingsIsOneInput() {
    channel.writeInbound(frames(of("ping"), of("ping"), of("ping")));

    assertThat(told).containsExactly(new Input.Pinged(ID, 3));
  }

  private static final String SELF =
      "{\"type\":\"handshake\",\"nodeId\":\"70000000-0000-7000-8000-000000000001\","
          + "\"name\":\"n\",\"version\":\"1.1.0\",\"publicKey\":\""
          + "A".repeat(43)
          + "\",\"group\":\"default\",\"extensions\":[";
  private static final String PLAIN = SELF + "]}";
  private static final String ANNOUNCED =
      SELF
          + "\"x-meshscope\"],\"x-meshscope\":{\"incarnation\":\""
          + "0".repeat(32)
          + "\",\"startedAt\":1,\"link\":1,\"nonce\":\""
          + "0".repeat(32)
          + "\"}}";
  private static final String PROOF = "{\"type\":\"x-meshscope-proof\",\"signature\":\"AA\"}";

  /// Who makes us sign, or look at a signature, and has nothing to show for it has failed as much
  /// as who says nothing.
  @Test
  void whoAnnouncesAProofAndBringsNoneHasFailed() {
    assertThat(failure(false)).isEqualTo(1);
    assertThat(failure(false, PLAIN)).isZero();
    assertThat(failure(true, PLAIN)).isEqualTo(0.1);
    assertThat(failure(false, ANNOUNCED)).isEqualTo(1);
    assertThat(failure(true, ANNOUNCED)).isEqualTo(0.1);
    assertThat(failure(false, ANNOUNCED, PROOF)).isZero();
    assertThat(failure(true, ANNOUNCED, PROOF)).isEqualTo(1);
  }

  private double failure(boolean turnedAway, String... said) {
    EmbeddedChannel one = open(new InputBudget());
    if (said.length > 0) {
      one.writeInbound(frames(said));
    }
    PeerChannel handler = one.pipeline().get(PeerChannel.class);
    if (turnedAway) {
      handler.turnAway();
    }
    one.finishAndReleaseAll();
    return handler.failure();
  }

  @Test
  void pingsAreToldBeforeWhatFollowsThem() {
    channel.writeInbound(
        frames(of("ping"), of("ping"), of("mood"), of("ping"), of("pong"), "[]", of("ping")));

    assertThat(told)
        .containsExactly(
            new Input.Pinged(ID, 2),
            new Input.Received(ID, new Frame.Uninterpreted("mood"), 15),
            new Input.Pinged(ID, 1),
            PONG,
            new Input.Malformed(ID, Cause.of(FrameCause.NOT_AN_OBJECT), 2),
            new Input.Pinged(ID, 1));
  }

  @Test
  void aPingSpelledOtherwiseIsStillAPing() {
    channel.writeInbound(frames("{\"type\" :\"ping\"}"));

    assertThat(told).containsExactly(new Input.Received(ID, new Frame.Ping(), 16));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void howTheBytesAreCutChangesNothing(long seed) {
    String[] payloads = new String[400];
    Random random = new Random(seed);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < payloads.length; i++) {
      int kind = random.nextInt(6);
      payloads[i] =
          switch (kind) {
            case 0, 1 -> of("ping");
            case 2 -> of("pong");
            case 3 -> "broken";
            case 4 -> of("x-" + "y".repeat(random.nextInt(60)));
            default -> "{\"type\":\"cmb\",\"z\":\"" + "z".repeat(random.nextInt(9_000)) + "\"}";
          };
      expected.add(kind <= 1 ? "ping" : payloads[i].length() + "");
    }
    ByteBuf all = frames(payloads);
    while (all.isReadable()) {
      int most = random.nextBoolean() ? 8 : 5_000;
      channel.writeInbound(all.readBytes(Math.min(all.readableBytes(), 1 + random.nextInt(most))));
    }

    List<String> seen = new ArrayList<>();
    for (Input input : told) {
      switch (input) {
        case Input.Pinged(_, int count) -> {
          for (int i = 0; i < count; i++) {
            seen.add("ping");
          }
        }
        case Input.Received(_, _, int bytes) -> seen.add(bytes + "");
        case Input.Malformed(_, _, int bytes) -> seen.add(bytes + "");
        default -> seen.add(input.toString());
      }
    }
    assertThat(seen).as("seed %d", seed).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "00000000, EMPTY_FRAME",
    "00100001, FRAME_TOO_LARGE",
    "00200000, FRAME_TOO_LARGE",
    "7fffffff, FRAME_TOO_LARGE",
    "80000000, FRAME_TOO_LARGE",
    "ffffffff, FRAME_TOO_LARGE"
  })
  void aLengthThatCannotBeEndsTheStreamOnce(String prefix, CloseReason reason) {
    ByteBuf bytes = frames(of("ping"));
    bytes.writeBytes(java.util.HexFormat.of().parseHex(prefix)).writeBytes(frames(of("pong")));
    for (ByteBuf cut : List.of(bytes.readBytes(21), bytes)) {
      channel.writeInbound(cut);
    }
    channel.writeInbound(frames(of("pong")));

    assertThat(told).containsExactly(new Input.Pinged(ID, 1), new Input.Violated(ID, reason));
  }

  @Test
  void aFrameOfOneMebibyteIsRead() {
    String payload = "{\"type\":\"cmb\",\"x\":\"" + "x".repeat(Frame.MAX_BYTES - 21) + "\"}";
    ByteBuf all = frames(payload, of("pong"));
    while (all.isReadable()) {
      channel.writeInbound(all.readBytes(Math.min(all.readableBytes(), 60_000)));
    }

    assertThat(told)
        .containsExactly(
            new Input.Received(ID, new Frame.Uninterpreted("cmb"), Frame.MAX_BYTES), PONG);
  }

  @Test
  void aDeclaredLengthAloneTakesNoMemory() {
    channel.writeInbound(Unpooled.buffer().writeInt(Frame.MAX_BYTES).writeByte('{'));

    assertThat(allocator.metric().usedHeapMemory()).isLessThan(64);
  }

  @Test
  void anIdleTransportHoldsNoBuffer() {
    ByteBuf all = frames(of("mood"));
    channel.writeInbound(all.readBytes(9));
    assertThat(allocator.metric().usedHeapMemory()).isPositive();

    channel.writeInbound(all);

    assertThat(allocator.metric().usedHeapMemory()).isZero();
  }

  @Test
  void manyUnfinishedFramesTogetherAreBounded() {
    InputBudget budget = new InputBudget();
    List<EmbeddedChannel> channels = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      EmbeddedChannel each = open(budget);
      channels.add(each);
      each.writeInbound(Unpooled.buffer().writeInt(Frame.MAX_BYTES).writeZero(1_000_000));
    }

    assertThat(allocator.metric().usedHeapMemory()).isLessThanOrEqualTo(64L << 20);
    assertThat(told)
        .isNotEmpty()
        .containsOnly(
            new Input.Ended(ID, CloseReason.FAILED, Cause.of(EndCause.UNFINISHED_FRAMES)));
    assertThat(channels.getLast().isOpen()).isFalse();
    assertThat(channels.getFirst().isOpen()).isTrue();
    channels.forEach(EmbeddedChannel::finishAndReleaseAll);
  }

  @Test
  void aTransportEndsOnceWithItsFirstCause() {
    channel.pipeline().fireExceptionCaught(new SocketException("Connection reset"));
    channel.close();

    assertThat(told)
        .containsExactly(
            new Input.Ended(ID, CloseReason.RESET, new Cause.Said("Connection reset")));
  }

  @Test
  void nothingIsToldAfterTheTransportHasLeft() {
    channel.writeInbound(frames(of("mood")).readBytes(9));
    channel.pipeline().get(PeerChannel.class).ignoreRest();
    channel.writeInbound(frames(of("ping"), of("mood")));

    assertThat(told).isEmpty();
  }

  @Test
  void whoSendsTooFastIsNotReadFromForAWhileAndLosesNothing() {
    Limits slow = new Limits(10, 10, 10, 10, 5, 1 << 20, 10, 10, 10, 10, 10);
    EmbeddedChannel hasty =
        new EmbeddedChannel(
            new PeerChannel(
                ID,
                told::add,
                new FrameDecoder(allocator, new InputBudget()),
                new Brake(() -> slow, () -> 0)));
    for (int i = 0; i < 20; i++) {
      hasty.writeInbound(frame(of("mood")));
    }

    assertThat(told).filteredOn(Input.Received.class::isInstance).hasSize(20);
    assertThat(told)
        .filteredOn(Input.Slowed.class::isInstance)
        .singleElement()
        .extracting(input -> ((Input.Slowed) input).limit())
        .isEqualTo(Limits.Which.FRAMES_PER_SECOND);
    assertThat(hasty.config().isAutoRead()).isFalse();
    hasty.finishAndReleaseAll();
  }

  @Test
  void pingsThatAreAnsweredWithoutALookAreNotSlowed() {
    Limits slow = new Limits(10, 10, 10, 10, 5, 1 << 20, 10, 10, 10, 10, 10);
    EmbeddedChannel hasty =
        new EmbeddedChannel(
            new PeerChannel(
                ID,
                told::add,
                new FrameDecoder(allocator, new InputBudget()),
                new Brake(() -> slow, () -> 0)));
    for (int i = 0; i < 1_000; i++) {
      hasty.writeInbound(frame(of("ping")));
    }

    assertThat(told).noneMatch(Input.Slowed.class::isInstance);
    assertThat(hasty.config().isAutoRead()).isTrue();
    hasty.finishAndReleaseAll();
  }

  @Test
  void limitsThatAreChangedReachWhoIsConnectedAndRestsAlready() {
    AtomicReference<Limits> limits =
        new AtomicReference<>(new Limits(10, 10, 10, 10, 1, 1 << 20, 10, 10, 10, 10, 10));
    EmbeddedChannel hasty =
        new EmbeddedChannel(
            new PeerChannel(
                ID,
                told::add,
                new FrameDecoder(allocator, new InputBudget()),
                new Brake(limits::get, () -> 0)));
    hasty.freezeTime();
    for (int i = 0; i < 1_000; i++) {
      hasty.writeInbound(frame(of("mood")));
    }
    assertThat(hasty.config().isAutoRead()).isFalse();

    limits.set(Limits.DEFAULT);
    hasty.advanceTimeBy(1_001, TimeUnit.MILLISECONDS);
    hasty.runScheduledPendingTasks();
    assertThat(hasty.config().isAutoRead()).isTrue();

    limits.set(new Limits(10, 10, 10, 10, 1, 1 << 20, 1, 10, 10, 10, 10));
    told.clear();
    hasty.writeInbound(frame("{\"type\":\"message\",\"content\":[[[1]]]}"));
    hasty.writeInbound(frame(of("mood")));
    assertThat(told)
        .hasSize(3)
        .satisfies(all -> assertThat(all.get(0)).isInstanceOf(Input.Malformed.class))
        .satisfies(all -> assertThat(all.get(2)).isInstanceOf(Input.Slowed.class));
    hasty.finishAndReleaseAll();
  }

  @Test
  void whoBringsMoreThanIsReadIsNotReadFromUntilItWas() {
    AtomicLong unread = new AtomicLong();
    EmbeddedChannel hasty =
        new EmbeddedChannel(
            new PeerChannel(
                ID,
                told::add,
                new FrameDecoder(allocator, new InputBudget()),
                new Brake(() -> Limits.DEFAULT, unread::get)));
    hasty.freezeTime();
    hasty.writeInbound(frame("{\"type\":\"message\",\"content\":\"" + "a".repeat(300_000) + "\"}"));
    assertThat(hasty.config().isAutoRead()).as("all is read").isTrue();

    unread.set(Brake.UNREAD_BYTES);
    hasty.writeInbound(frame("{\"type\":\"message\",\"content\":\"" + "a".repeat(300_000) + "\"}"));
    assertThat(hasty.config().isAutoRead()).as("too much waits").isFalse();
    assertThat(told)
        .filteredOn(input -> !(input instanceof Input.Received))
        .containsExactly(new Input.HeldUp(ID, Brake.MOST_PATIENCE_NS));

    hasty.advanceTimeBy(11, TimeUnit.MILLISECONDS);
    hasty.runScheduledPendingTasks();
    assertThat(hasty.config().isAutoRead()).as("it still waits").isFalse();

    unread.set(0);
    hasty.advanceTimeBy(11, TimeUnit.MILLISECONDS);
    hasty.runScheduledPendingTasks();
    assertThat(hasty.config().isAutoRead()).as("it was read").isTrue();
    hasty.finishAndReleaseAll();
  }
}
