package dev.meshscope.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The program as a process of its own; closing it kills it. Used by one test thread; two threads
/// of its own read what it says.
final class Program implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Process process;
  private final Writer in;
  private final List<String> out = new ArrayList<>();
  private final List<String> err = new ArrayList<>();
  private final List<Thread> readers;

  private Program(Process process) {
    this.process = process;
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    this.readers =
        List.of(reader(process.getInputStream(), out), reader(process.getErrorStream(), err));
  }

  static Program start(String... arguments) {
    return start(Map.of(), arguments);
  }

  static Program start(Map<String, String> environment, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.meshscope.Main"));
    command.addAll(List.of(arguments));
    try {
      var builder = new ProcessBuilder(command);
      builder.environment().remove("DISPLAY");
      builder.environment().remove("WAYLAND_DISPLAY");
      builder.environment().putAll(environment);
      return new Program(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Thread reader(InputStream from, List<String> to) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try (var lines =
                  new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  synchronized (to) {
                    to.add(line);
                    to.notifyAll();
                  }
                }
              } catch (IOException e) {
                // the process is gone
              }
            });
  }

  /// How many lines it has printed.
  int mark() {
    synchronized (out) {
      return out.size();
    }
  }

  /// The first event after a mark that is as wanted; fails after `within`.
  JsonNode event(int mark, Duration within, Predicate<JsonNode> wanted) {
    return JSON.readTree(line(mark, within, line -> wanted.test(JSON.readTree(line))));
  }

  /// The first line that is as wanted; fails after `within`.
  String line(Duration within, Predicate<String> wanted) {
    return line(0, within, wanted);
  }

  private String line(int mark, Duration within, Predicate<String> wanted) {
    long end = System.nanoTime() + within.toNanos();
    int next = mark;
    synchronized (out) {
      while (true) {
        for (; next < out.size(); next++) {
          if (wanted.test(out.get(next))) {
            return out.get(next);
          }
        }
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError(
              "not within "
                  + within
                  + "; it said since:\n"
                  + String.join("\n", out.subList(mark, out.size()))
                  + "\n"
                  + said());
        }
        hold(out, left);
      }
    }
  }

  JsonNode event(int mark, Duration within, String name) {
    return event(mark, within, e -> is(e, name));
  }

  Optional<JsonNode> already(int mark, Predicate<JsonNode> wanted) {
    synchronized (out) {
      return out.subList(mark, out.size()).stream().map(JSON::readTree).filter(wanted).findFirst();
    }
  }

  static boolean is(JsonNode event, String name) {
    return event.path("event").asString().equals(name);
  }

  List<String> lines() {
    synchronized (out) {
      return List.copyOf(out);
    }
  }

  void write(String line) {
    try {
      in.write(line + "\n");
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void endInput() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Process process() {
    return process;
  }

  /// What it said on standard error.
  String said() {
    synchronized (err) {
      return String.join("\n", err);
    }
  }

  int exit(Duration within) {
    try {
      if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("still running; it said " + lines() + said());
      }
      for (Thread reader : readers) {
        reader.join(Duration.ofSeconds(5));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// SIGKILL; returns when it is dead.
  void kill() {
    process.destroyForcibly();
    exit(Duration.ofSeconds(10));
  }

  @Override
  public void close() {
    kill();
  }

  private static void hold(Object monitor, long millis) {
    try {
      monitor.wait(Math.max(1, millis));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
