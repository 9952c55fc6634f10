package dev.meshscope.cli;

import dev.meshscope.cli.words.CliWords;
import dev.meshscope.engine.MeshEngine;
import dev.meshscope.lines.Command;
import dev.meshscope.lines.live.JsonLines;
import dev.meshscope.lines.live.Session;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A node that speaks JSON lines. Waits on the thread that started the program; commands are read
/// on a thread of their own.
final class JsonPeer {
  private JsonPeer() {}

  /// Whoever reads slowly gets what is left within this; who does not read at all holds nobody up.
  private static final long FLUSH_MILLIS = 1_500;

  /// Peers that are there already come within this.
  private static final long WARM_UP_MILLIS = 1_000;

  /// Runs until it is told to end; the exit status.
  ///
  /// @param program what this program calls itself, with its version
  /// @throws Failure if what it says cannot be written any more, or the node broke by itself
  static int run(String program, MeshEngine engine, @Nullable Duration limit, boolean exitOnEof)
      throws Failure {
    var broken = new AtomicReference<@Nullable IOException>();
    var askedToEnd = new CompletableFuture<RunningNode>();
    var lines =
        new JsonLines(
            engine,
            new FileOutputStream(FileDescriptor.out),
            why -> {
              broken.set(why);
              askedToEnd.thenAccept(node -> node.quit("output-closed"));
            });
    var session = new Session(engine, lines);
    var node =
        new RunningNode(
            engine,
            cause -> {
              session.stopped(cause);
              lines.end(FLUSH_MILLIS);
            });
    askedToEnd.complete(node);
    session.started(program);
    lines.start();
    engine.observe(lines);
    if (!System.getProperty("meshscope.warm-up", "").equals("false")) {
      CompletableFuture.delayedExecutor(WARM_UP_MILLIS, TimeUnit.MILLISECONDS)
          .execute(() -> warmUp(engine));
    }
    StandardInput.read(
        line -> {
          Command command = Command.parse(line);
          session.handle(command);
          boolean quit = command instanceof Command.Quit;
          if (quit) {
            node.quit("quit");
          }
          return !quit;
        },
        () -> {
          if (exitOnEof) {
            node.quit("end-of-input");
          }
        });
    node.await(limit);
    IOException why = broken.get();
    if (why != null) {
      throw new Failure(ended(why), why);
    }
    return 0;
  }

  private static String ended(IOException why) {
    String said = String.valueOf(why.getMessage());
    // Windows says that the pipe is being closed or was ended.
    return said.toLowerCase(Locale.ROOT).contains("pipe")
        ? CliWords.of("json-peer.standard-output-was-closed")
        : CliWords.of("json-peer.standard-output-cannot-be", said);
  }

  /// The lines are written as they will be, but nowhere.
  private static void warmUp(MeshEngine engine) {
    var unheard = new JsonLines(engine, OutputStream.nullOutputStream(), why -> {});
    unheard.start();
    engine.warmUp(unheard);
    unheard.end(FLUSH_MILLIS);
  }
}
