package dev.meshscope.engine.discovery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A `LanProcess` and what it says, standard error included. Used by one test thread; one of its
/// own reads.
final class LanChild implements AutoCloseable {
  private final Process process;
  private final List<String> lines = new ArrayList<>();

  private LanChild(Process process) {
    this.process = process;
    Thread.ofVirtual().name("lan-child").start(this::read);
  }

  /// @param before what the command begins with: `ip netns exec NAME`, or nothing
  static LanChild start(List<String> before, String... arguments) {
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            LanProcess.class.getName());
    List<String> command =
        Stream.of(before, java, List.of(arguments)).flatMap(List::stream).toList();
    try {
      return new LanChild(new ProcessBuilder(command).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        synchronized (lines) {
          lines.add(line);
          lines.notifyAll();
        }
      }
    } catch (IOException e) {
      // the process is gone
    }
  }

  int mark() {
    synchronized (lines) {
      return lines.size();
    }
  }

  /// What it said but for what was expected of it.
  List<String> saidElse() {
    synchronized (lines) {
      return lines.stream().filter(line -> !line.matches("(found|lost|state|closed).*")).toList();
    }
  }

  /// The first line after a mark that has this in it; fails after `within`.
  String line(int mark, Duration within, String what) {
    long end = System.nanoTime() + within.toNanos();
    synchronized (lines) {
      for (int next = mark; ; ) {
        for (; next < lines.size(); next++) {
          if (lines.get(next).contains(what)) {
            return lines.get(next);
          }
        }
        long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (left <= 0) {
          throw new AssertionError(
              what + " not within " + within + "; it said\n" + String.join("\n", lines));
        }
        hold(left);
      }
    }
  }

  private void hold(long millis) {
    try {
      lines.wait(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Lets it leave as it would.
  void leave() {
    try {
      process.outputWriter().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }

  /// SIGKILL; returns when it is dead.
  void kill() {
    // `ip netns exec` becomes what it starts.
    process.destroyForcibly();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        throw new AssertionError("not dead");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
