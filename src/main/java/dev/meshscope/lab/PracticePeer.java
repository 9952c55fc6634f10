package dev.meshscope.lab;

import dev.meshscope.lab.process.ThisProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One child process that runs a headless node. It ends when its standard input does, so it cannot
/// outlive us. On the thread of its [PracticePeers].
final class PracticePeer {
  private final String name;
  private final Path stateDir;
  private final Path registryDir;
  private @Nullable Process process;

  PracticePeer(String name, Path stateDir, Path registryDir) {
    this.name = name;
    this.stateDir = stateDir;
    this.registryDir = registryDir;
  }

  void start() throws IOException {
    List<String> command = new ArrayList<>(ThisProgram.command());
    command.addAll(
        List.of(
            "peer",
            "--json",
            "--exit-on-eof",
            "--name",
            name,
            "--state-dir",
            stateDir.toString(),
            "--registry-dir",
            registryDir.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    ThisProgram.untie(builder.environment());
    process = builder.start();
  }

  /// As `kill -9`: no goodbye.
  void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      await(running, 2000);
    }
  }

  /// Asks it to end.
  void endInput() {
    Process running = process;
    if (running != null) {
      try {
        running.getOutputStream().close();
      } catch (IOException e) {
        // It has already ended.
      }
    }
  }

  /// Waits for it to end; not for long.
  void awaitEnd() {
    Process running = process;
    if (running != null && !await(running, 500)) {
      running.destroyForcibly();
      await(running, 500);
    }
    process = null;
  }

  private static boolean await(Process running, long millis) {
    try {
      return running.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
