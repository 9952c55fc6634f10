package dev.meshscope.engine.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.link.CloseReason;
import dev.meshscope.fuzz.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/// A byte stream yields the same frames however the network cuts it, and nothing is held once it
/// has ended.
class FrameDecoderFuzzTest extends FuzzTest {

  private static final int BYTEWISE = 2_048;
  private static final int CUTS = 24;

  @Override
  protected List<String> corpus() {
    return List.of("streams");
  }

  @Override
  protected List<String> words() {
    return List.of(
        "\0\0\0\17{\"type\":\"ping\"}", "\0\0\0\17{\"type\":\"pong\"}", "\0\0\0\1x", "\0\0\0\2{}");
  }

  /// Each way of cutting is a run, in which each frame is copied and written down as hexadecimal.
  @Override
  protected long memory(int length) {
    return (2L << 20) + 100L * length;
  }

  @Override
  protected void check(byte[] input) {
    List<String> whole = decoded(input, new int[] {input.length});
    SplittableRandom random = new SplittableRandom(Arrays.hashCode(input));
    for (int i = 0; i < 3; i++) {
      int[] cuts = random.ints(CUTS, 0, input.length + 1).sorted().toArray();
      assertThat(decoded(input, cuts)).as("cut at %s", Arrays.toString(cuts)).isEqualTo(whole);
    }
    if (input.length <= BYTEWISE) {
      int[] cuts = new int[input.length];
      Arrays.setAll(cuts, i -> i + 1);
      assertThat(decoded(input, cuts)).as("byte by byte").isEqualTo(whole);
    }
  }

  private static List<String> decoded(byte[] input, int[] cuts) {
    UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
    InputBudget budget = new InputBudget();
    FrameDecoder decoder = new FrameDecoder(allocator, budget);
    Told told = new Told();
    ByteBuf all = Unpooled.wrappedBuffer(input);
    int from = 0;
    for (int cut : cuts) {
      decoder.feed(all.slice(from, cut - from), told);
      from = cut;
    }
    decoder.feed(all.slice(from, input.length - from), told);
    decoder.stop();
    assertThat(allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory())
        .as("bytes held at the end")
        .isZero();
    assertThat(budget.grows(0, 64 << 20)).as("the budget was given back").isTrue();
    return told.lines();
  }

  /// What it was told, a line each; pings in a row are one.
  private static final class Told implements FrameSink {
    private final List<String> lines = new ArrayList<>();
    private int pings;
    private boolean ended;

    private void line(String line) {
      assertThat(ended).as("something after the end: %s", line).isFalse();
      if (pings > 0) {
        lines.add(pings + " pings");
        pings = 0;
      }
      lines.add(line);
    }

    List<String> lines() {
      if (pings > 0) {
        lines.add(pings + " pings");
      }
      return lines;
    }

    @Override
    public void pings(int count) {
      assertThat(count).isPositive();
      assertThat(ended).isFalse();
      pings += count;
    }

    @Override
    public void pong() {
      line("pong");
    }

    @Override
    public void payload(ByteBuf buffer, int index, int length) {
      assertThat(length).isBetween(1, 1 << 20);
      line(HexFormat.of().formatHex(ByteBufUtil.getBytes(buffer, index, length)));
    }

    @Override
    public void violated(CloseReason reason) {
      line(reason.name());
      ended = true;
    }

    @Override
    public void overBudget() {
      line("over budget");
      ended = true;
    }
  }
}
