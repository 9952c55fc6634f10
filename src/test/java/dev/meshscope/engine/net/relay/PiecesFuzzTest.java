package dev.meshscope.engine.net.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.SocketOptions;
import dev.meshscope.fuzz.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Whatever WebSocket frames a relay sends, whole messages or pieces of some that never end: it is
/// the same however the network cuts it, a bounded number of frames is taken in before it is not
/// read from, the connection ends at most once, and nothing is held when it has.
class PiecesFuzzTest extends FuzzTest {
  private static final int CUTS = 24;
  private static final int MOST_BYTES_OF_A_MESSAGE = RelayJson.MAX_BYTES;

  @Override
  protected List<String> corpus() {
    return List.of("websocket");
  }

  @Override
  protected List<String> words() {
    return List.of("\0\0", "\1\1{", "\0\1 ", "{\"type\":\"relay-ping\"}", "\1\0", "\0\0\0\0\0\0");
  }

  /// Each way of cutting is a connection of its own; two bytes are a frame with its objects.
  @Override
  protected long memory(int length) {
    return (4L << 20) + 4_000L * length;
  }

  @Override
  protected int cost() {
    return 2;
  }

  @Override
  protected void check(byte[] input) {
    List<String> whole = heard(input, new int[0]);
    int[] cuts =
        new SplittableRandom(Arrays.hashCode(input))
            .ints(CUTS, 0, input.length + 1)
            .sorted()
            .toArray();
    assertThat(heard(input, cuts)).as("cut at %s", Arrays.toString(cuts)).isEqualTo(whole);
  }

  private static List<String> heard(byte[] input, int[] cuts) {
    UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
    Heard heard = new Heard();
    RelayChannel connection =
        new RelayChannel(
            RelayConfig.parse(FrozenRelay.URL, null),
            FrozenRelay.SELF,
            new NodeName("me"),
            RelayTimings.DEFAULT,
            () -> 0,
            heard);
    List<ChannelHandler> handlers = new ArrayList<>();
    handlers.add(connection.gate());
    handlers.add(Upgrade.decoder());
    handlers.addAll(Upgrade.pieces(connection));
    handlers.add(connection);
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.config().setAllocator(allocator);
    channel.freezeTime();
    channel.pipeline().addLast(handlers.toArray(ChannelHandler[]::new));
    connection.upgraded();
    int from = 0;
    for (int i = 0; i <= cuts.length; i++) {
      int to = i < cuts.length ? cuts[i] : input.length;
      if (channel.isOpen() && to > from) {
        ByteBuf piece = allocator.buffer(to - from).writeBytes(input, from, to - from);
        channel.writeInbound(piece);
      }
      from = to;
    }
    channel.finishAndReleaseAll();
    assertThat(allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory())
        .as("bytes held at the end")
        .isZero();
    return heard.lines;
  }

  /// What it was told, a line each.
  private static final class Heard implements RelayChannel.Owner {
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    private void line(String line) {
      assertThat(ended).as("something after the end: %s", line).isFalse();
      lines.add(line);
    }

    @Override
    public void authenticating(RelayChannel connection) {
      line("auth");
    }

    @Override
    public int said(RelayChannel connection, RelayMessage message, int bytes) {
      assertThat(bytes).isBetween(1, MOST_BYTES_OF_A_MESSAGE);
      line(message.getClass().getSimpleName() + " " + bytes);
      return 0;
    }

    @Override
    public void ignored(Ignored why, int bytes) {
      line(why + " " + bytes);
    }

    /// When, is a matter of the clock.
    @Override
    public void slowed() {}

    @Override
    public void tuned(SocketOptions options) {
      line("tuned");
    }

    @Override
    public void ended(RelayChannel connection, RelayEnd end) {
      line(end.toString());
      ended = true;
    }
  }
}
