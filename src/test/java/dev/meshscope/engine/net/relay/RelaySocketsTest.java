package dev.meshscope.engine.net.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// How much of a relay is taken in before others have their turn.
class RelaySocketsTest {
  private static final int SHORTEST =
      "{\"type\":\"relay-peer-left\",\"nodeId\":\"00000000-0000-7000-8000-000000000001\"}"
          .getBytes(StandardCharsets.UTF_8)
          .length;

  /// A relay that always has more to say fills each read as far as it goes.
  @Test
  void aTurnTakesInSomeSixtyChangesHoweverFastTheRelayIs() {
    var reads = RelaySockets.little().newHandle();
    EmbeddedChannel channel = new EmbeddedChannel();
    int most = 0;
    for (int i = 0; i < 100; i++) {
      reads.reset(channel.config());
      ByteBuf buffer = reads.allocate(UnpooledByteBufAllocator.DEFAULT);
      reads.attemptedBytesRead(buffer.writableBytes());
      reads.lastBytesRead(buffer.writableBytes());
      reads.incMessagesRead(1);
      most = Math.max(most, buffer.writableBytes());
      buffer.release();

      assertThat(reads.continueReading()).isFalse();
      reads.readComplete();
    }
    channel.finishAndReleaseAll();

    assertThat(most).isEqualTo(RelaySockets.MOST_AT_ONCE);
    assertThat(most / SHORTEST).isLessThan(64);
  }
}
