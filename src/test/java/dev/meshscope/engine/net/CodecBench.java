package dev.meshscope.engine.net;

import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.wire.Extra;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// What reading and writing frames costs. Decoding is as [PeerChannel] does it: from the buffer
/// that was read to the frame. The yardstick is one pass of Jackson over the same payload.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBench {

  private static final int PINGS = 100;
  private static final JsonFactory JSON = new JsonFactory();

  private final Frame handshake =
      new Frame.Greeting(
          new Handshake(
              new NodeId("50000000-0000-7000-8000-00000000000a"),
              new NodeName("studio"),
              Handshake.VERSION,
              new PublicKey("6hiUZLnE8N_gb-REOJKaGs6qt1pCZlNSvKUK857RGwE"),
              "MCowBQYDK2VuAyEA5E3aRLBrWDzXN8ln5cpMprf5r72GtTOMGw8IB92H3AU=",
              "participant",
              Group.DEFAULT,
              new Extra(
                  new Incarnation("0123456789abcdef".repeat(2)),
                  1_761_900_000_000L,
                  88,
                  List.of(87L, 88L),
                  new Nonce("fedcba9876543210".repeat(2)))));

  private final Frame message =
      new Frame.Message(
          "50000000-0000-7000-8000-00000000000a",
          "studio",
          "The build is green, and 3 of 4 \"slow\" tests are fast now. ".repeat(4),
          1_761_900_000_000L);

  private final byte[] handshakePayload = FrameJson.write(handshake);
  private final byte[] messagePayload = FrameJson.write(message);
  private final ByteBuf rawHandshake =
      read(
          """
          {"type":"handshake","nodeId":"50000000-0000-7000-8000-00000000000a","name":"studio",\
          "version":"0.2.3","extensions":[],"room":"default",\
          "publicKey":"6hiUZLnE8N_gb-REOJKaGs6qt1pCZlNSvKUK857RGwE"}"""
              .getBytes(StandardCharsets.UTF_8));
  private final ByteBuf ownHandshake = read(handshakePayload);
  private final ByteBuf oneMessage = read(messagePayload);
  private final ByteBuf pings = pings();

  private final FrameDecoder decoder =
      new FrameDecoder(PooledByteBufAllocator.DEFAULT, new InputBudget());
  private final Seen seen = new Seen();

  /// A deployed node's.
  @Benchmark
  public @Nullable Object decodeHandshake() {
    return decoded(rawHandshake);
  }

  /// A Meshscope node's, with its extras.
  @Benchmark
  public @Nullable Object decodeOwnHandshake() {
    return decoded(ownHandshake);
  }

  @Benchmark
  public @Nullable Object decodeMessage() {
    return decoded(oneMessage);
  }

  /// A hundred, read in one go.
  @Benchmark
  public @Nullable Object decodePings() {
    return decoded(pings);
  }

  /// A Meshscope node's; we send no other.
  @Benchmark
  public byte[] encodeHandshake() {
    return FrameJson.write(handshake);
  }

  @Benchmark
  public byte[] encodeMessage() {
    return FrameJson.write(message);
  }

  /// The yardstick for a Meshscope node's handshake.
  @Benchmark
  public int passOverHandshake() {
    return pass(handshakePayload);
  }

  /// The yardstick for the message.
  @Benchmark
  public int passOverMessage() {
    return pass(messagePayload);
  }

  private @Nullable Object decoded(ByteBuf in) {
    in.readerIndex(0);
    decoder.feed(in, seen);
    return seen.last;
  }

  private static int pass(byte[] payload) {
    int text = 0;
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), payload)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING) {
          text += parser.getString().length();
        }
      }
    }
    return text;
  }

  private static ByteBuf read(byte[] payload) {
    return Unpooled.directBuffer().writeInt(payload.length).writeBytes(payload);
  }

  private static ByteBuf pings() {
    ByteBuf ping = read(FrameJson.write(new Frame.Ping()));
    ByteBuf all = Unpooled.directBuffer();
    for (int i = 0; i < PINGS; i++) {
      all.writeBytes(ping, 0, ping.readableBytes());
    }
    ping.release();
    return all;
  }

  /// Reads payloads as [PeerChannel] does and keeps the last thing it was told.
  private static final class Seen implements FrameSink {
    private @Nullable Object last;

    @Override
    public void pings(int count) {
      last = count;
    }

    @Override
    public void pong() {
      last = "pong";
    }

    @Override
    public void payload(ByteBuf buffer, int index, int length) {
      byte[] payload = new byte[length];
      buffer.getBytes(index, payload);
      try {
        last = FrameJson.read(payload);
      } catch (FrameJson.MalformedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void violated(CloseReason reason) {
      throw new IllegalStateException(reason.name());
    }

    @Override
    public void overBudget() {
      throw new IllegalStateException("over budget");
    }
  }
}
