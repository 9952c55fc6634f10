package dev.meshscope.lab.world;

import dev.meshscope.files.LineReader;
import dev.meshscope.lab.process.ThisProgram;
import dev.meshscope.lines.Command;
import dev.meshscope.lines.CommandJson;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A process of this program, which takes and gives JSON lines. A virtual thread reads what it
/// says, keeps each line as it came, and hands it on; answers about its table are only handed on.
final class OwnChild implements Child {
  private static final Logger LOG = Logger.getLogger(OwnChild.class.getName());

  private final Process process;
  private final Instant started;
  private final Writer in;
  private final Thread reader;

  private OwnChild(Process process, Instant started, Path log, BiConsumer<String, Instant> onLine)
      throws IOException {
    this.process = process;
    this.started = started;
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    Writer keep = Files.newBufferedWriter(log);
    this.reader = Thread.ofVirtual().name("child-output").start(() -> read(keep, onLine));
  }

  /// @param log where its lines are kept
  /// @param errors where its errors go
  /// @param onLine told each line and when it was read
  /// @throws IOException if it cannot be started
  static OwnChild start(
      List<String> command, Path log, Path errors, BiConsumer<String, Instant> onLine)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.to(errors.toFile()));
    ThisProgram.untie(builder.environment());
    Instant now = Instant.now();
    return new OwnChild(builder.start(), now, log, onLine);
  }

  private void read(Writer keep, BiConsumer<String, Instant> onLine) {
    try (keep;
        LineReader lines = new LineReader(process.inputReader(StandardCharsets.UTF_8))) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        Instant now = Instant.now();
        // What it answers to our own looking is no event of the round.
        if (!TableRow.isAnswer(line)) {
          keep.write(line);
          keep.write('\n');
          // Whoever looks meanwhile, and whoever looks after we were killed, finds whole lines.
          keep.flush();
        }
        onLine.accept(line, now);
      }
    } catch (IOException e) {
      // It has ended.
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "what a process of the lab says is not read any more", e);
    }
  }

  @Override
  public ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public Instant started() {
    return started;
  }

  @Override
  public void ask(String line) {
    synchronized (in) {
      try {
        in.write(line);
        in.write('\n');
        in.flush();
      } catch (IOException e) {
        // It has ended.
      }
    }
  }

  @Override
  public void stop() {
    ask(CommandJson.line(new Command.Quit()));
  }

  @Override
  public CompletableFuture<?> onExit() {
    return process.onExit();
  }

  @Override
  public OptionalInt exit() {
    return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  /// Waits until all it said was read.
  void awaitOutput(long millis) throws InterruptedException {
    reader.join(millis);
  }
}
