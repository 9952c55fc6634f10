package dev.meshscope.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.fuzz.FuzzTest;
import dev.meshscope.fuzz.Talk;
import dev.meshscope.fuzz.Text;
import dev.meshscope.lines.Subject;
import dev.meshscope.text.Plain;
import java.util.List;

/// Whatever strangers say, every line in the terminal is one line of harmless text.
class TerminalFuzzTest extends FuzzTest {

  @Override
  protected List<String> corpus() {
    return List.of("talks", "frames");
  }

  @Override
  protected List<String> words() {
    return List.of(
        "\n+\n", "\n-\n", "\n~\n", "\np\n", "\\u001b[2J", "\\u202e", "\\u009b", "\\u007f");
  }

  /// Some hundred steps.
  @Override
  protected int cost() {
    return 4;
  }

  @Override
  protected long memory(int length) {
    return (64L << 20) + 2_048L * length;
  }

  @Override
  protected void check(byte[] input) {
    Talk.End end =
        Talk.of(
            input,
            (before, step) -> {
              Subject subject = new Subject(before, step.table());
              for (MeshEvent event : step.events()) {
                Sentence.of(event, subject).ifPresent(TerminalFuzzTest::harmless);
              }
            });
    TableText text = new TableText(end.table(), end.nowNs());
    text.lines(20, 80).forEach(line -> harmless(line.toString()));
    harmless(text.totals());
    String plain = Plain.text(Text.of(input));
    harmless(plain);
    assertThat(Plain.text(plain)).isEqualTo(plain);
  }

  private static void harmless(String line) {
    assertThat(Text.harmless(line)).as(line).isTrue();
  }
}
