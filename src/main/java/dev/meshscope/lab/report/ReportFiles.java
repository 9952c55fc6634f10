package dev.meshscope.lab.report;

import dev.meshscope.lab.result.RunResult;
import dev.meshscope.lab.scenario.Measure;
import dev.meshscope.lab.words.LabWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes reports; the ending of a name says which kind. Blocking.
public final class ReportFiles {
  private ReportFiles() {}

  /// Why a report cannot have this name, in one sentence; empty if it can.
  public static Optional<String> wrong(Path file) {
    String name = name(file).toLowerCase(Locale.ROOT);
    if (!name.endsWith(".md") && !name.endsWith(".json") && !name.endsWith(".xml")) {
      return Optional.of(LabWords.of("report-files.a-report-ends-in", name(file)));
    }
    Path folder = file.toAbsolutePath().getParent();
    return folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)
        ? Optional.of(LabWords.of("report-files.the-report-cannot-be", file))
        : Optional.empty();
  }

  /// Where the rounds' logs lie beside a report.
  public static Path logsBeside(Path report) {
    return report.resolveSibling(stem(report) + "-rounds");
  }

  /// Writes one; a Markdown report gets a picture beside it.
  ///
  /// @param logs where the rounds' logs are; null: they were not kept
  /// @throws IOException if it cannot be written
  public static void write(
      Path file, RunResult run, @Nullable Comparison earlier, @Nullable Path logs)
      throws IOException {
    String name = name(file).toLowerCase(Locale.ROOT);
    if (name.endsWith(".json")) {
      put(file, JsonReport.of(run));
    } else if (name.endsWith(".xml")) {
      put(file, JUnitReport.of(run));
    } else {
      markdown(file, run, earlier, logs);
    }
  }

  private static void markdown(
      Path file, RunResult run, @Nullable Comparison earlier, @Nullable Path logs)
      throws IOException {
    String picture = null;
    Optional<String> svg =
        SvgPlot.of(
            LabWords.of("report-files.recovery-a-dot-per", run.scenario().title()),
            run.byLane(),
            Measure.RECOVERY);
    if (svg.isPresent()) {
      picture = stem(file) + ".svg";
      put(file.resolveSibling(picture), svg.get());
    }
    put(file, Markdown.report(run, earlier, picture, relative(file, logs)));
  }

  /// What no encoding can hold becomes a question mark; a report is not lost for it.
  private static void put(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable String relative(Path file, @Nullable Path logs) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (logs == null || folder == null) {
      return null;
    }
    try {
      return folder.relativize(logs.toAbsolutePath().normalize()).toString().replace('\\', '/');
    } catch (IllegalArgumentException e) {
      // On another drive.
      return logs.toUri().toString();
    }
  }

  private static String stem(Path file) {
    String name = name(file);
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
