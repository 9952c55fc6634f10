package dev.meshscope.engine.net.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.wire.Frame;
import dev.meshscope.fuzz.FuzzTest;
import dev.meshscope.fuzz.Text;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Whatever a relay says is a message or is not read; what is shown of it is harmless, and a frame
/// is a piece of it.
class RelayJsonFuzzTest extends FuzzTest {

  @Override
  protected List<String> corpus() {
    return List.of("relay", "json");
  }

  @Override
  protected List<String> words() {
    return List.of(
        "\"type\":",
        "\"relay-peers\"",
        "\"relay-peer-joined\"",
        "\"relay-peer-left\"",
        "\"relay-error\"",
        "\"relay-reauth\"",
        "\"nodeId\":",
        "\"name\":",
        "\"from\":",
        "\"payload\":{",
        "\"peers\":[",
        "\"offline\":true",
        "\"message\":");
  }

  @Override
  protected void check(byte[] input) {
    switch (RelayJson.read(input)) {
      case RelayMessage.Peers(var entries, int unfit, int beyond) -> {
        assertThat(entries).hasSizeLessThanOrEqualTo(Directory.MOST);
        assertThat(unfit).isNotNegative();
        assertThat(beyond).isNotNegative();
        entries.forEach(RelayJsonFuzzTest::shown);
      }
      case RelayMessage.Joined(var entry) -> shown(entry);
      case RelayMessage.Payload(var from, var frame) -> {
        assertThat(Text.harmless(from.text())).isTrue();
        String cut = text(frame);
        assertThat(cut).startsWith("{").endsWith("}");
        assertThat(text(ByteBuffer.wrap(input))).contains(cut);
        assertThat(frame.remaining()).isLessThanOrEqualTo(Frame.MAX_BYTES);
      }
      case RelayMessage.Left _,
          RelayMessage.Ping _,
          RelayMessage.Reauth _,
          RelayMessage.Fault _,
          RelayMessage.Unread _ -> {
        // Total: that there is an answer is all.
      }
    }
  }

  private static void shown(RelayMessage.Entry entry) {
    assertThat(Text.harmless(entry.name().text())).isTrue();
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
  }
}
