package dev.meshscope.telling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.cli.terminal.TerminalLines;
import dev.meshscope.core.link.Networking;
import dev.meshscope.doctor.Checkup;
import dev.meshscope.doctor.Surroundings;
import dev.meshscope.lines.PeersAnswer;
import dev.meshscope.text.Durations;
import dev.meshscope.text.Spans;
import dev.meshscope.text.Times;
import dev.meshscope.ui.DemoMesh;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Figures are the same whatever language the user speaks.
@Isolated("the language is one of the whole process")
class LanguageTest {

  private static List<String> written() {
    List<String> all = new ArrayList<>();
    for (Plights plight : Plights.values()) {
      DemoMesh mesh = plight.mesh();
      all.add(PeersAnswer.of(mesh.table(), mesh.nowNs()).toString());
      all.addAll(TerminalLines.of(mesh.table(), mesh.nowNs(), 300));
      all.addAll(
          Checkup.of(
                  mesh.table(),
                  mesh.listening(),
                  Networking.LOOPBACK,
                  Surroundings.unknown(Path.of("state"), Path.of("registry")),
                  mesh.nowNs())
              .lines());
    }
    all.add(Times.iso(Instant.ofEpochSecond(1_772_449_200L)));
    all.add(Times.clock(Instant.ofEpochSecond(1_772_449_200L, 7_000_000)));
    all.add(Spans.bytes(4_100) + Spans.count(1_234_567) + Spans.mebibytes(94.25));
    all.add(Durations.parse("1.5s").toString());
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "ar-EG-u-nu-arab", "tr-TR", "hi-IN-u-nu-deva"})
  void figuresAreTheSameInEveryLanguage(String language) {
    Locale before = Locale.getDefault();
    List<String> plain = written();
    try {
      Locale.setDefault(Locale.forLanguageTag(language));
      assertThat(written()).isEqualTo(plain);
    } finally {
      Locale.setDefault(before);
    }
  }
}
