package dev.meshscope.lab.process;

import dev.meshscope.lab.words.LabWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Short commands of the operating system. Blocking.
public final class Commands {
  private Commands() {}

  private static final long SECONDS = 5;

  /// What came of it.
  ///
  /// @param worked whether it ended with status 0 in time
  /// @param said all it said, trimmed
  public record Outcome(boolean worked, String said) {}

  /// Runs it and waits, five seconds at most.
  public static Outcome run(List<String> command) {
    Process process = null;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      // Their words fit into a pipe.
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        return new Outcome(false, LabWords.of("commands.no-answer-within-s", SECONDS));
      }
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.exitValue() == 0, said.strip());
    } catch (IOException e) {
      return new Outcome(false, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome(false, "interrupted");
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }
}
