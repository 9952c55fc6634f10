package dev.meshscope.cli;

import dev.meshscope.cli.terminal.Monitor;
import dev.meshscope.engine.MeshEngine;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A node that shows itself in the terminal. Waits on the thread that started the program.
final class TerminalPeer {
  private TerminalPeer() {}

  /// Runs until it is told to end; the exit status.
  ///
  /// @param notice one sentence above the table; may be empty
  /// @throws Failure if the node broke by itself
  static int run(MeshEngine engine, @Nullable Duration limit, boolean exitOnEof, String notice)
      throws Failure {
    var out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, charset());
    var monitor = new Monitor(engine, out, notice);
    var node = new RunningNode(engine, cause -> monitor.end());
    monitor.start();
    if (exitOnEof) {
      StandardInput.read(line -> true, () -> node.quit("end-of-input"));
    }
    node.await(limit);
    return 0;
  }

  /// Terminals speak UTF-8 even where the locale does not say so; the Windows console may not.
  private static Charset charset() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return os.startsWith("windows") ? System.out.charset() : StandardCharsets.UTF_8;
  }
}
