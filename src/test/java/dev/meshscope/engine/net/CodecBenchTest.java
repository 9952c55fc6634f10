package dev.meshscope.engine.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.wire.Frame;
import org.junit.jupiter.api.Test;

/// A number is worth something only if what is measured works.
class CodecBenchTest {

  private final CodecBench bench = new CodecBench();

  @Test
  void whatIsMeasuredIsReadAndWrittenForReal() throws FrameJson.MalformedException {
    assertThat(bench.decodeHandshake()).isInstanceOf(Frame.Greeting.class);
    assertThat(bench.decodeOwnHandshake()).isEqualTo(FrameJson.read(bench.encodeHandshake()));
    assertThat(bench.decodeMessage()).isEqualTo(FrameJson.read(bench.encodeMessage()));
    assertThat(bench.decodePings()).isEqualTo(100);
  }
}
