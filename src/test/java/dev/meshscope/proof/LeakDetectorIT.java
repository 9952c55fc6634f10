package dev.meshscope.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.outside.Launch;
import dev.meshscope.outside.Program;
import io.netty.buffer.PooledByteBufAllocator;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The net that the soak relies on: whoever forgets a buffer is told of on standard error.
class LeakDetectorIT {
  private static final int ROUNDS = 2_000;

  @Test
  void aForgottenBufferIsToldOfOnStandardError() {
    try (Program leaky =
        Launch.of(Leaky.class.getName())
            .jvm("-Dio.netty.leakDetection.level=paranoid", "-Xmx32m")
            .start()) {
      leaky.exit(Duration.ofSeconds(30));
      assertThat(leaky.said()).contains("LEAK");
    }
  }

  /// Forgets buffers until the collector has noticed.
  static final class Leaky {
    private Leaky() {}

    public static void main(String[] args) {
      for (int i = 0; i < ROUNDS; i++) {
        PooledByteBufAllocator.DEFAULT.heapBuffer(64).writeLong(i);
        if (i % 100 == 0) {
          System.gc();
        }
      }
    }
  }
}
