package dev.meshscope.lab.process;

import dev.meshscope.lab.words.LabWords;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Our side of the guardian ([Guard] is the other). Its methods may be called on any thread; a
/// thread of its own reads the answers.
public final class Guardian implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long ANSWER_SECONDS = 20;
  private static final long END_SECONDS = 15;
  private static final long EXIT_SECONDS = 1;

  private final Process process;
  private final Writer in;
  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final Map<Long, CompletableFuture<Integer>> exits = new ConcurrentHashMap<>();

  private Guardian(Process process) {
    this.process = process;
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    Thread.ofVirtual().name("guardian").start(this::read);
  }

  /// Starts it.
  ///
  /// @throws IOException if no process can be started
  public static Guardian start() throws IOException {
    List<String> command = new ArrayList<>(ThisProgram.command());
    command.add("lab:guard");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    ThisProgram.untie(builder.environment());
    return new Guardian(builder.start());
  }

  /// A program of the user's that runs.
  ///
  /// @param handle its process
  /// @param startedMs when it was started, milliseconds since the epoch
  public record Launched(ProcessHandle handle, long startedMs) {}

  /// This process shall end with us.
  ///
  /// @throws IOException if the guardian has gone
  public void watch(long pid) throws IOException {
    tell(JSON.createObjectNode().put("do", "watch").put("pid", pid));
  }

  /// This command shall be run when we end.
  ///
  /// @throws IOException if the guardian has gone
  public void undo(List<String> command) throws IOException {
    ObjectNode order = JSON.createObjectNode().put("do", "undo");
    words(order.putArray("command"), command);
    tell(order);
  }

  /// This folder shall be removed when we end.
  ///
  /// @throws IOException if the guardian has gone
  public void remove(Path dir) throws IOException {
    tell(JSON.createObjectNode().put("do", "remove").put("dir", dir.toString()));
  }

  /// Starts a program of the user's.
  ///
  /// @param environment beside our own
  /// @param out where its output goes
  /// @param err where its errors go
  /// @throws IOException with one sentence if it cannot be started
  /// @throws InterruptedException if the wait was interrupted
  public Launched launch(
      List<String> command, Map<String, String> environment, Path dir, Path out, Path err)
      throws IOException, InterruptedException {
    int id = numbers.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    asked.put(id, answer);
    ObjectNode order =
        JSON.createObjectNode()
            .put("do", "launch")
            .put("id", id)
            .put("dir", dir.toString())
            .put("out", out.toString())
            .put("err", err.toString());
    words(order.putArray("command"), command);
    ObjectNode env = order.putObject("env");
    environment.forEach(env::put);
    tell(order);
    JsonNode said = await(answer, command);
    if (said.has("failed")) {
      throw new IOException(
          LabWords.of(
              "guardian.cannot-be-started", command.getFirst(), reason(said.path("failed"))));
    }
    long pid = said.path("pid").asLong();
    ProcessHandle handle = ProcessHandle.of(pid).orElseGet(() -> new Gone(pid));
    return new Launched(handle, said.path("at").asLong());
  }

  private static JsonNode await(CompletableFuture<JsonNode> answer, List<String> command)
      throws IOException, InterruptedException {
    try {
      return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IOException(LabWords.of("guardian.was-not-started-in", command.getFirst()), e);
    } catch (ExecutionException e) {
      throw new IOException(LabWords.of("guardian.was-not-started-the", command.getFirst()), e);
    }
  }

  /// `Cannot run program "x" (in directory "y"): error=2, No such file` is the JDK's way.
  private static String reason(JsonNode failed) {
    String words = failed.asString("");
    int comma = words.lastIndexOf(", ");
    return words.contains("error=") && comma > 0 ? words.substring(comma + 2) : words;
  }

  /// The status with which a launched program ended; empty if it runs, or if nobody knows. What the
  /// guardian says of it may be on its way: waits a moment for it.
  public OptionalInt exit(ProcessHandle launched) {
    if (launched.isAlive()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(exitOf(launched.pid()).get(EXIT_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalInt.empty();
    } catch (ExecutionException | TimeoutException e) {
      return OptionalInt.empty();
    }
  }

  private CompletableFuture<Integer> exitOf(long pid) {
    return exits.computeIfAbsent(pid, _ -> new CompletableFuture<>());
  }

  private static void words(ArrayNode to, List<String> words) {
    words.forEach(to::add);
  }

  private void tell(ObjectNode order) throws IOException {
    synchronized (in) {
      in.write(JSON.writeValueAsString(order));
      in.write('\n');
      in.flush();
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        take(JSON.readTree(line));
      }
    } catch (IOException | JacksonException e) {
      // It has gone; whoever asks next will notice.
    } finally {
      IOException gone = new IOException(LabWords.of("guardian.the-labs-guardian-has"));
      asked.values().forEach(answer -> answer.completeExceptionally(gone));
    }
  }

  private void take(JsonNode said) {
    if (said.has("exited")) {
      exitOf(said.path("exited").asLong()).complete(said.path("status").asInt());
      return;
    }
    CompletableFuture<JsonNode> waiting = asked.remove(said.path("launched").asInt());
    if (waiting != null) {
      waiting.complete(said);
    }
  }

  /// Whether it is there.
  public boolean alive() {
    return process.isAlive();
  }

  /// Has everything ended, undone and removed; returns when that is so, at most after some seconds.
  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      // It has gone.
    }
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
