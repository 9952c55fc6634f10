package dev.meshscope.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.lab.result.RunResult;
import dev.meshscope.lab.scenario.Measure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A report says the same whatever language the user speaks.
@Isolated("the language is one of the whole process")
class LanguageTest {

  private static Map<String, String> written() {
    RunResult run = Runs.run(3, Runs.recovered(1), Runs.notBack(2, 1_234), Runs.recovered(3));
    return Map.of(
        "json", JsonReport.of(run),
        "markdown", Markdown.report(run, null, "plot.svg", "report.json"),
        "junit", JUnitReport.of(run),
        "plot", SvgPlot.of("plot", run.byLane(), Measure.RECOVERY).orElseThrow(),
        "rows", String.join("\n", Plot.rows(run.byLane(), Measure.RECOVERY)),
        "figures", String.valueOf(List.of(Measure.GAP.words(1_530), Measure.MEMORY.words(94.25))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "ar-EG-u-nu-arab", "tr-TR", "hi-IN-u-nu-deva"})
  void aReportIsTheSameInEveryLanguage(String language) {
    Locale before = Locale.getDefault();
    Map<String, String> plain = written();
    try {
      Locale.setDefault(Locale.forLanguageTag(language));
      assertThat(written()).isEqualTo(plain);
    } finally {
      Locale.setDefault(before);
    }
  }
}
