package dev.meshscope.cli.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.cli.observed.Subject;
import dev.meshscope.fuzz.FuzzTest;
import dev.meshscope.fuzz.Talk;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Whatever strangers say, every line of JSON is one line of printable ASCII that is read again as
/// it was.
class EventJsonFuzzTest extends FuzzTest {

  @Override
  protected List<String> corpus() {
    return List.of("talks", "frames");
  }

  @Override
  protected List<String> words() {
    return List.of(
        "\n+\n", "\n-\n", "\n~\n", "\np\n", "\\u001b[2J", "\\u202e", "\\ud800", "\u007f");
  }

  /// Some hundred steps, and the whole table after each.
  @Override
  protected int cost() {
    return 4;
  }

  @Override
  protected long memory(int length) {
    return (128L << 20) + 2_048L * length;
  }

  @Override
  protected void check(byte[] input) {
    Talk.of(
        input,
        (before, step, nowNs) -> {
          Subject subject = new Subject(before, step.table());
          step.events().forEach(event -> line(EventJson.of(event, subject, Instant.EPOCH)));
          ObjectNode peers = Json.object();
          PeersJson.of(peers, step.table(), nowNs);
          line(peers);
        });
  }

  private static void line(ObjectNode node) {
    byte[] line = Json.MAPPER.writeValueAsBytes(node);
    for (byte b : line) {
      assertThat(b).isBetween((byte) 0x20, (byte) 0x7e);
    }
    assertThat(Json.MAPPER.writeValueAsBytes(Json.MAPPER.readTree(line))).isEqualTo(line);
  }
}
