package dev.meshscope.outside;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The program as a process of its own; closing it kills it. Used by one test thread; two threads
/// of its own read what it says.
public final class Program implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Lines of standard error that are kept; the rest is only counted.
  private static final int MOST_ERRORS = 10_000;

  private static final int MOST_TOLD = 60;
  private static final int LONGEST_TOLD = 400;

  private final Process process;
  private final Writer in;
  private final List<String> out = new ArrayList<>();
  private final List<String> err = new ArrayList<>();
  private final AtomicLong outLines = new AtomicLong();
  private final AtomicLong errLines = new AtomicLong();
  private final List<Thread> readers;

  Program(Process process, Predicate<String> ear) {
    this.process = process;
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    this.readers =
        List.of(
            reader(process.getInputStream(), out, outLines, ear),
            reader(process.getErrorStream(), err, errLines, line -> errLines.get() < MOST_ERRORS));
  }

  /// One that was started by other means.
  public static Program of(Process process) {
    return new Program(process, line -> true);
  }

  public static Program start(String... arguments) {
    return Launch.program().start(arguments);
  }

  public static Program start(Map<String, String> environment, String... arguments) {
    return Launch.program().environment(environment).start(arguments);
  }

  private static Thread reader(
      InputStream from, List<String> to, AtomicLong count, Predicate<String> ear) {
    return Thread.ofPlatform()
        .daemon()
        .name("program-output")
        .start(
            () -> {
              try (var lines =
                  new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  count.incrementAndGet();
                  if (ear.test(line)) {
                    synchronized (to) {
                      to.add(line);
                      to.notifyAll();
                    }
                  }
                }
              } catch (IOException e) {
                // the process is gone
              }
            });
  }

  /// How many lines are kept so far.
  public int mark() {
    synchronized (out) {
      return out.size();
    }
  }

  /// The first event after a mark that is as wanted; fails after `within`.
  public JsonNode event(int mark, Duration within, Predicate<JsonNode> wanted) {
    return JSON.readTree(line(mark, within, line -> wanted.test(JSON.readTree(line))));
  }

  /// The first line that is as wanted; fails after `within`.
  public String line(Duration within, Predicate<String> wanted) {
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
          throw new AssertionError("not within " + within + "; " + since(mark));
        }
        hold(out, left);
      }
    }
  }

  /// The last lines after a mark, shortened, for whoever reads why a test failed.
  private String since(int mark) {
    List<String> lines = out.subList(Math.max(mark, out.size() - MOST_TOLD), out.size());
    return "it said since, of %d lines the last %d:\n%s\n%s"
        .formatted(
            out.size() - mark,
            lines.size(),
            lines.stream().map(Program::brief).collect(Collectors.joining("\n")),
            brief(said()));
  }

  /// What it said last, shortened, for whoever reads what went wrong.
  public String recent() {
    synchronized (out) {
      return since(0);
    }
  }

  private static String brief(String line) {
    return line.length() <= LONGEST_TOLD ? line : line.substring(0, LONGEST_TOLD) + "…";
  }

  public JsonNode event(int mark, Duration within, String name) {
    return event(mark, within, e -> is(e, name));
  }

  public Optional<JsonNode> already(int mark, Predicate<JsonNode> wanted) {
    synchronized (out) {
      return out.subList(mark, out.size()).stream().map(JSON::readTree).filter(wanted).findFirst();
    }
  }

  public static boolean is(JsonNode event, String name) {
    return event.path("event").asString().equals(name);
  }

  public List<String> lines() {
    synchronized (out) {
      return List.copyOf(out);
    }
  }

  public void write(String line) {
    try {
      in.write(line + "\n");
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The port in the first line.
  public int port() {
    return JSON.readTree(line(0, Duration.ofSeconds(30), line -> line.contains("\"port\":")))
        .path("port")
        .asInt();
  }

  /// The whole table, asked for now.
  public JsonNode table() {
    return table(Duration.ofSeconds(30));
  }

  public JsonNode table(Duration within) {
    int mark = mark();
    write("{\"do\":\"peers\"}");
    String line = line(mark, within, l -> l.contains("\"event\":\"peers\""));
    synchronized (out) {
      // Large, and asked for often: not kept.
      out.set(mark + out.subList(mark, out.size()).indexOf(line), "{}");
    }
    return JSON.readTree(line);
  }

  public void endInput() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Process process() {
    return process;
  }

  /// What it said on standard error.
  public String said() {
    synchronized (err) {
      return String.join("\n", err);
    }
  }

  /// Lines of standard output so far, whether kept or not.
  public long outLines() {
    return outLines.get();
  }

  /// Lines of standard error so far.
  public long errLines() {
    return errLines.get();
  }

  public int exit(Duration within) {
    try {
      if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("still running; it said " + brief(said()));
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
  public void kill() {
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
