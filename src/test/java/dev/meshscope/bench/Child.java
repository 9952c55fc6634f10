package dev.meshscope.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Java process with our class path, whose lines of output are read all the time. A thread of its
/// own reads; the rest on the caller's.
final class Child implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("\"port\":(\\d+)");

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Writer in;

  /// What may be waited for; the other lines are read and forgotten.
  private final Predicate<String> wanted;

  private Child(Process process, Predicate<String> wanted) {
    this.process = process;
    this.wanted = wanted;
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    Thread.ofPlatform().daemon().name("child-output").start(this::read);
  }

  /// Starts a main class of the class path as Java does by itself.
  static Child java(Predicate<String> wanted, String... command) throws IOException {
    return start(wanted, List.of(), List.of(command));
  }

  private static Child start(Predicate<String> wanted, List<String> options, List<String> command)
      throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(options);
    line.add("--enable-native-access=ALL-UNNAMED");
    line.add("-cp");
    line.add(
        System.getProperty("meshscope.bench.classpath", System.getProperty("java.class.path")));
    line.addAll(command);
    Process process =
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new Child(process, wanted);
  }

  /// A headless node with all observation on; `folder` takes its identity and registry.
  static Child node(Path folder, Predicate<String> wanted, String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "dev.meshscope.Main",
                "peer",
                "--json",
                "--bind",
                "127.0.0.1",
                "--state-dir",
                folder.resolve("state").toString(),
                "--registry-dir",
                folder.resolve("registry").toString()));
    command.addAll(List.of(more));
    return start(
        line -> line.contains("\"event\":\"started\"") || wanted.test(line), options(), command);
  }

  /// The options the program is started with, for a program on the class path.
  private static List<String> options() {
    List<String> options = new ArrayList<>();
    for (String option : System.getProperty("meshscope.program.jvm", "").strip().split("\\s+")) {
      boolean modules = option.startsWith("--enable-native-access");
      if (!option.isEmpty() && !modules) {
        options.add(option);
      }
    }
    return options;
  }

  private void read() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (wanted.test(line)) {
          lines.add(line);
        }
      }
    } catch (IOException e) {
      lines.add("");
    }
  }

  /// The next wanted line that passes.
  String await(String what, long seconds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (true) {
      String line = lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (line == null) {
        throw new IllegalStateException("not seen within " + seconds + " s: " + what);
      }
      if (line.contains(what)) {
        return line;
      }
    }
  }

  /// The port in the first line, printed as `"port":N`.
  int port() throws InterruptedException {
    Matcher matcher = PORT.matcher(await("\"port\":", 30));
    if (!matcher.find()) {
      throw new IllegalStateException("no port");
    }
    return Integer.parseInt(matcher.group(1));
  }

  void say(String line) {
    try {
      in.write(line + "\n");
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The whole table as one line.
  String table() throws InterruptedException {
    say("{\"do\":\"peers\"}");
    return await("\"event\":\"peers\"", 30);
  }

  boolean alive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /// Resident memory, in KiB (Linux); -1 elsewhere.
  static long residentKib(long pid) throws IOException {
    Path status = Path.of("/proc", String.valueOf(pid), "status");
    if (!Files.isReadable(status)) {
      return -1;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return -1;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
