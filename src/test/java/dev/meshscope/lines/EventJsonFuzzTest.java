package dev.meshscope.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.fuzz.FuzzTest;
import dev.meshscope.fuzz.Talk;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Whatever strangers say, every line of JSON is one line of printable ASCII that is read again as
/// it was, to an equal event.
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

  /// Some hundred steps.
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
    Talk.End end =
        Talk.of(
            input,
            (before, step) -> {
              Subject subject = new Subject(before, step.table());
              for (MeshEvent event : step.events()) {
                ObjectNode node = EventJson.of(event, subject, Instant.EPOCH);
                line(node);
                assertThat(Told.read(node))
                    .isInstanceOfSatisfying(
                        Told.Event.class, told -> assertThat(told.event()).isEqualTo(event));
              }
            });
    ObjectNode peers = Json.object();
    PeersJson.of(peers, end.table(), end.nowNs());
    line(peers);
  }

  private static void line(ObjectNode node) {
    byte[] line = Json.MAPPER.writeValueAsBytes(node);
    int printable = 0;
    while (printable < line.length && line[printable] >= 0x20 && line[printable] < 0x7f) {
      printable++;
    }
    assertThat(printable).as("printable bytes of the line").isEqualTo(line.length);
    assertThat(Json.MAPPER.writeValueAsBytes(Json.MAPPER.readTree(line))).isEqualTo(line);
  }
}
