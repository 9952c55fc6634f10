package dev.meshscope;

import dev.meshscope.cli.Cli;
import dev.meshscope.cli.terminal.PlainLog;
import dev.meshscope.lab.LabPrograms;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;

/// The composition root: puts the command line and the window together and ends the process with
/// the status they give. On the first thread.
public final class Main {
  private Main() {}

  /// Starts the program.
  public static void main(String[] args) {
    PlainLog.install();
    System.exit(run(List.of(args)));
  }

  private static int run(List<String> args) {
    try {
      OptionalInt lab = LabPrograms.run(args);
      return lab.isPresent() ? lab.getAsInt() : Cli.run(args, new Screens(), version());
    } catch (IOException | RuntimeException | LinkageError e) {
      return Cli.failed(e);
    }
  }

  /// The version that Maven wrote into the program when it was built.
  static String version() {
    try (InputStream in = Main.class.getResourceAsStream("build.properties")) {
      if (in == null) {
        return "unknown";
      }
      var build = new Properties();
      build.load(in);
      return build.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
