package dev.meshscope.cli;

import dev.meshscope.files.LineReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/// Reads standard input line by line, on a thread of its own that holds up nobody's end.
final class StandardInput {
  private StandardInput() {}

  /// @param onLine told each line that is not blank; says whether to read on
  /// @param onEnd told once, when no more can come
  static void read(Predicate<String> onLine, Runnable onEnd) {
    Thread.ofPlatform()
        .daemon()
        .name("standard-input")
        .start(
            () -> {
              try {
                // Not closed: standard input is not ours.
                var in = new LineReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                String line = in.next();
                while (line != null && (line.isBlank() || onLine.test(line))) {
                  line = in.next();
                }
              } catch (IOException e) {
                // As good as its end.
              }
              onEnd.run();
            });
  }
}
