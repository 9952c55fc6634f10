package dev.meshscope.cli.terminal;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.terminal.Sized;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.AbstractWindowsTerminal;
import org.jline.utils.AttributedString;
import org.jline.utils.OSUtils;
import org.jline.utils.ShutdownHooks;

/// A terminal that can be drawn on: frames are drawn in place on its second page, and the last one
/// stays on the first. JLine knows what it is, its size and its colours; it neither reads nor
/// writes here, because its own end would wait for a terminal that takes nothing. Used by one
/// thread.
final class Screen {
  private static final Page USUAL = new Page(24, 80);
  private static final int LEAST_ROWS = 5;
  private static final int LEAST_COLUMNS = 20;

  /// What JLine complains of, an unknown terminal mostly, would be written across the frame.
  private static final Logger LOG = Logger.getLogger("org.jline");

  private final PrintStream out;
  private final Terminal terminal;
  private Page page = USUAL;

  Screen(PrintStream out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /// The one standard input and output are; empty if they are none, or none that can be drawn on.
  /// JLine gives it back as it was when the program ends.
  ///
  /// @param drawn run before it is given back; waits for the last frame, not for ever
  static Optional<Screen> find(PrintStream out, ShutdownHooks.Task drawn) {
    // There is none, or one that is no terminal: that depends on the runtime. It is asked first,
    // because it costs nothing.
    boolean here = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    // Elsewhere than on Windows a terminal has a name, or JLine would take it for one of ANSI's.
    if (!here || !(OSUtils.IS_WINDOWS || System.getenv().containsKey("TERM"))) {
      return Optional.empty();
    }
    LOG.setLevel(Level.OFF);
    try {
      // Before JLine's own task.
      ShutdownHooks.add(drawn);
      return Optional.of(terminal())
          .filter(terminal -> draws(terminal.getType()))
          .map(terminal -> new Screen(out, terminal));
    } catch (IOException | IllegalStateException e) {
      // A line for each event is better than no word.
      return Optional.empty();
    }
  }

  private static Terminal terminal() throws IOException {
    return TerminalBuilder.builder()
        .system(true)
        .ffm(true)
        .jni(false)
        .exec(false)
        .dumb(false)
        // Signals end the node, as everywhere, and what is typed is not taken.
        .nativeSignals(false)
        .paused(true)
        // What it can do is not asked of it: the answer would come as if it were typed.
        .graphemeCluster(false)
        .build();
  }

  /// Whether it takes ANSI sequences. A Windows console that does not is older than Windows 10.
  private static boolean draws(String type) {
    return !type.startsWith(Terminal.TYPE_DUMB)
        && !type.equals(AbstractWindowsTerminal.TYPE_WINDOWS);
  }

  /// Second page, no cursor, long lines cut.
  void open() {
    out.print("\u001b[?1049h\u001b[?25l\u001b[?7l");
  }

  /// How many rows and columns there are now.
  Page page() {
    try {
      page = page(terminal.getSize());
    } catch (RuntimeException e) {
      // It is gone, or closed at the end of the program: the last known is as good.
    }
    return page;
  }

  /// Either is 0 where nobody knows.
  static Page page(Sized size) {
    return new Page(
        size.getRows() < LEAST_ROWS ? USUAL.rows() : size.getRows(),
        size.getColumns() < LEAST_COLUMNS ? USUAL.columns() : size.getColumns());
  }

  void draw(List<AttributedString> lines) {
    var frame = new StringBuilder("\u001b[H");
    // Behind a line that is full, the rest of the line would be its last character.
    lines.forEach(line -> frame.append("\u001b[K").append(line.toAnsi(terminal)).append("\r\n"));
    out.print(frame.append("\u001b[J"));
    out.flush();
  }

  /// Back to the first page, with these lines on it.
  void close(List<AttributedString> last) {
    out.print("\u001b[?7h\u001b[?25h\u001b[?1049l");
    last.forEach(line -> out.println(line.toAnsi(terminal)));
    out.flush();
  }
}
