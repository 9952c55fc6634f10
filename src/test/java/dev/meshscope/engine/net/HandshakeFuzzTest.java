package dev.meshscope.engine.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.wire.Frame;
import dev.meshscope.fuzz.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Whatever a handshake says, it is one or a bad one. Inputs are the members of its object, so that
/// no mutant loses its type.
class HandshakeFuzzTest extends FuzzTest {

  private static final byte[] HEAD = "{\"type\":\"handshake\"".getBytes(StandardCharsets.UTF_8);

  @Override
  protected List<String> corpus() {
    return List.of("frames");
  }

  @Override
  protected List<String> words() {
    return List.of(
        "\"nodeId\":",
        "\"name\":",
        "\"version\":",
        "\"publicKey\":",
        "\"e2ePublicKey\":",
        "\"lifecycleRole\":",
        "\"group\":",
        "\"room\":",
        "\"x-meshscope\":{",
        "\"incarnation\":",
        "\"startedAt\":",
        "\"link\":",
        "\"holds\":[",
        "\"nonce\":",
        "\"1.1.0\"",
        "\"50000000-0000-7000-8000-00000000000a\"");
  }

  @Override
  protected void check(byte[] input) {
    ByteArrayOutputStream payload = new ByteArrayOutputStream(HEAD.length + input.length + 1);
    payload.writeBytes(HEAD);
    int from = input.length > 0 && input[0] == '{' ? 1 : 0;
    if (input.length > from) {
      payload.write(',');
    }
    payload.write(input, from, input.length - from);
    try {
      Frame frame = FrameJson.read(payload.toByteArray());
      if (frame.type().equals("handshake")) {
        assertThat(frame).isInstanceOfAny(Frame.Greeting.class, Frame.BadGreeting.class);
      }
      Promises.hold(frame);
    } catch (FrameJson.MalformedException e) {
      // Dropped and counted.
    }
  }
}
