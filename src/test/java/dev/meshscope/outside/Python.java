package dev.meshscope.outside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Clients in a language in which no line of the program is written: the scripts in
/// `src/test/scripts`. On any thread.
public final class Python {
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final Path SCRIPTS = Path.of("src/test/scripts");

  private Python() {}

  /// Whether there is one.
  public static boolean isThere() {
    return Files.isExecutable(PYTHON);
  }

  /// Starts a script; closing it kills it.
  public static Program script(String name, List<String> arguments) {
    List<String> command =
        Stream.concat(
                Stream.of(PYTHON.toString(), SCRIPTS.resolve(name).toString()), arguments.stream())
            .toList();
    try {
      return new Program(
          new ProcessBuilder(command).redirectErrorStream(true).start(), line -> true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
