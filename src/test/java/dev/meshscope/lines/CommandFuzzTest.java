package dev.meshscope.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.table.EndedRing;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.engine.net.FrameJson;
import dev.meshscope.fuzz.FuzzTest;
import dev.meshscope.fuzz.Text;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A line on standard input is a command that can be carried out, or is broken in one sentence.
class CommandFuzzTest extends FuzzTest {

  @Override
  protected List<String> corpus() {
    return List.of("commands", "json");
  }

  @Override
  protected List<String> words() {
    return List.of(
        "\"do\":",
        "\"send\"",
        "\"peers\"",
        "\"ended\"",
        "\"dial\"",
        "\"quit\"",
        "\"trust\"",
        "\"forget\"",
        "\"text\":",
        "\"to\":",
        "\"most\":",
        "\"address\":",
        "\"[::1]:7\"");
  }

  @Override
  protected void check(byte[] input) throws Exception {
    switch (Command.parse(new String(input, StandardCharsets.UTF_8))) {
      case Command.Send(var text, _) -> {
        Frame message = new Frame.Message("from", "name", text, 1);
        byte[] payload = FrameJson.write(message);
        assertThat(payload.length).isLessThanOrEqualTo(Frame.MAX_BYTES);
        assertThat(FrameJson.read(payload)).isEqualTo(message);
      }
      case Command.Dial(var endpoint) -> {
        assertThat(Endpoint.parse(endpoint.toString())).contains(endpoint);
        assertThat(Text.harmless(endpoint.toString())).isTrue();
      }
      case Command.Broken(var why) -> assertThat(why).matches("[ -~]{1,100}\\.");
      case Command.Trust(var peer, _) -> assertThat(Text.harmless(peer.text())).isTrue();
      case Command.Forget(var peer) -> assertThat(Text.harmless(peer.text())).isTrue();
      case Command.Ended(_, int most) -> assertThat(most).isBetween(1, EndedRing.MOST);
      case Command.Peers(), Command.Quit() -> {}
    }
  }
}
