package dev.meshscope.engine.discovery;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What this machine calls itself, as its system says. Not asked of the JDK: that would ask a name
/// server what the name means, and wait for it. Reads a file or a variable, or runs a program for a
/// second at most.
public final class MachineName {
  private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");
  private static final String WINDOWS = "COMPUTERNAME";
  private static final String SHELL = "HOSTNAME";
  private static final String UNSET = "(none)";
  private static final long PATIENCE_MS = 1_000;

  private MachineName() {}

  /// Perhaps with a domain; empty if it has none.
  public static String get() {
    return file(LINUX)
        .or(() -> variable(WINDOWS))
        .or(MachineName::command)
        .or(() -> variable(SHELL))
        .orElse("");
  }

  static Optional<String> file(Path file) {
    try {
      return Files.isReadable(file) ? named(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name)).flatMap(MachineName::named);
  }

  static Optional<String> command() {
    try {
      Process hostname =
          new ProcessBuilder("hostname").redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try {
        hostname.getOutputStream().close();
        return hostname.waitFor(PATIENCE_MS, TimeUnit.MILLISECONDS)
            ? named(new String(hostname.getInputStream().readAllBytes(), Charset.defaultCharset()))
            : Optional.empty();
      } finally {
        hostname.destroyForcibly();
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  static Optional<String> named(String text) {
    String name = text.strip();
    return name.isEmpty() || name.equals(UNSET) ? Optional.empty() : Optional.of(name);
  }
}
