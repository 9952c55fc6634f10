package dev.meshscope.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.fuzz.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A line is an event that is written and read again as it is, a line of the program itself, or is
/// broken in one sentence.
class ToldFuzzTest extends FuzzTest {

  @Override
  protected List<String> corpus() {
    return List.of("lines", "json");
  }

  @Override
  protected List<String> words() {
    return List.of(
        "\"event\":",
        "\"time\":",
        "\"atNs\":",
        "\"state\":",
        "\"frame\":",
        "\"judged\"",
        "\"live\"",
        "-1");
  }

  /// What is read first finds the shapes of its kind, which are kept.
  @Override
  protected long memory(int length) {
    return (16L << 20) + 1_024L * length;
  }

  @Override
  protected void check(byte[] input) {
    switch (Told.read(new String(input, StandardCharsets.UTF_8))) {
      case Told.Event told -> assertThat(Told.read(EventJson.of(told))).isEqualTo(told);
      case Told.Own(var what, var json) ->
          assertThat(json.path("event").asString()).isEqualTo(what.id());
      case Told.Broken(var why) -> assertThat(why).matches("[ -~]{1,1000}\\.");
    }
  }
}
