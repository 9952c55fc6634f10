package dev.meshscope.cli.terminal;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A terminal that understands ANSI sequences: frames are drawn in place on its second page, and
/// the last one stays on the first. Used by one thread.
final class Screen {
  private static final Page USUAL = new Page(24, 80);
  private static final int LEAST_ROWS = 5;
  private static final int LEAST_COLUMNS = 20;
  private static final int FRAMES_PER_LOOK = 5;

  private final PrintStream out;
  private Page page = USUAL;
  private int frames;

  Screen(PrintStream out) {
    this.out = out;
  }

  /// Whether standard input and output are a terminal that can be drawn on.
  static boolean here() {
    boolean windows =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    boolean draws =
        windows
            ? System.getenv("WT_SESSION") != null
            : !"dumb".equals(System.getenv().getOrDefault("TERM", "dumb"));
    // There is none, or one that is no terminal: that depends on the runtime.
    return draws && Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  /// Second page, no cursor, long lines cut.
  void open() {
    out.print("\u001b[?1049h\u001b[?25l\u001b[?7l");
  }

  /// How many rows and columns there are.
  Page page() {
    if (frames++ % FRAMES_PER_LOOK == 0) {
      page = look();
    }
    return page;
  }

  void draw(List<String> lines) {
    var frame = new StringBuilder("\u001b[H");
    // Behind a line that is full, the rest of the line would be its last character.
    lines.forEach(line -> frame.append("\u001b[K").append(line).append("\r\n"));
    out.print(frame.append("\u001b[J"));
    out.flush();
  }

  /// Back to the first page, with these lines on it.
  void close(List<String> last) {
    out.print("\u001b[?7h\u001b[?25h\u001b[?1049l");
    last.forEach(out::println);
    out.flush();
  }

  private static Page look() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      stty.waitFor(1, TimeUnit.SECONDS);
      return read(said);
    } catch (IOException e) {
      return USUAL;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL;
    }
  }

  /// What `stty size` says: rows and columns; either is 0 where nobody knows.
  static Page read(String said) {
    String[] words = said.strip().split(" ", 2);
    if (words.length < 2) {
      return USUAL;
    }
    try {
      int rows = Integer.parseInt(words[0]);
      int columns = Integer.parseInt(words[1]);
      return new Page(
          rows < LEAST_ROWS ? USUAL.rows() : rows,
          columns < LEAST_COLUMNS ? USUAL.columns() : columns);
    } catch (NumberFormatException e) {
      return USUAL;
    }
  }
}
