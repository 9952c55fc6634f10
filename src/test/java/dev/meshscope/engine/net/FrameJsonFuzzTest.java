package dev.meshscope.engine.net;

import dev.meshscope.fuzz.FuzzTest;
import java.util.List;

/// A payload is a frame that keeps its promises, or malformed; nothing else ever comes of it.
class FrameJsonFuzzTest extends FuzzTest {

  @Override
  protected List<String> corpus() {
    return List.of("frames", "json");
  }

  @Override
  protected List<String> words() {
    return List.of(
        "\"type\":",
        "\"ping\"",
        "\"pong\"",
        "\"handshake\"",
        "\"error\"",
        "\"peer-info\"",
        "\"wake-channel\"",
        "\"message\"",
        "\"node-stats\"",
        "\"x-meshscope-proof\"",
        "\"cmb\"",
        "\"content\":",
        "\"peers\":",
        "\"token\":",
        "\"stats\":");
  }

  @Override
  protected void check(byte[] input) {
    try {
      Promises.hold(FrameJson.read(input));
    } catch (FrameJson.MalformedException e) {
      // Dropped and counted.
    }
  }
}
