package dev.meshscope.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Reads standard input line by line, on a thread of its own that holds up nobody's end.
final class StandardInput {
  private StandardInput() {}

  /// @param onLine told each line that is not blank
  /// @param onEnd told once, when no more can come
  static void read(Consumer<String> onLine, Runnable onEnd) {
    Thread.ofPlatform()
        .daemon()
        .name("standard-input")
        .start(
            () -> {
              try {
                // Not closed: standard input is not ours.
                var in =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                  if (!line.isBlank()) {
                    onLine.accept(line);
                  }
                }
              } catch (IOException e) {
                // As good as its end.
              }
              onEnd.run();
            });
  }
}
