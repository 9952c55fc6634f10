package dev.meshscope.cli.terminal;

import dev.meshscope.text.Plain;
import dev.meshscope.text.Times;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/// Log records as lines for a terminal. What a record or an exception quotes from elsewhere can
/// neither move the cursor nor look like a line of its own. On the thread that logs.
public final class PlainLog extends Formatter {
  private static final int LONGEST = 2_000;
  private static final int MOST_CAUSES = 8;

  /// Takes the place of the JDK's own format; one that was chosen for this process stays. Either
  /// way nobody waits for standard error from now on.
  public static void install() {
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      if (handler instanceof ConsoleHandler) {
        if (handler.getFormatter() instanceof SimpleFormatter
            && System.getProperty("java.util.logging.config.file") == null) {
          handler.setFormatter(new PlainLog());
        }
        root.removeHandler(handler);
        root.addHandler(new LogQueue(handler));
      }
    }
  }

  @Override
  public String format(LogRecord told) {
    StringBuilder text = new StringBuilder();
    text.append(Times.clock(told.getInstant())).append(' ').append(told.getLevel().getName());
    text.append(' ').append(line(source(told))).append(": ").append(line(formatMessage(told)));
    text.append(System.lineSeparator());
    Throwable thrown = told.getThrown();
    for (int i = 0; thrown != null && i < MOST_CAUSES; i++) {
      trace(text, thrown, i);
      thrown = thrown.getCause();
    }
    return text.toString();
  }

  private static void trace(StringBuilder text, Throwable thrown, int depth) {
    text.append(depth == 0 ? "  " : "  because of ").append(line(thrown.toString()));
    text.append(System.lineSeparator());
    for (StackTraceElement element : thrown.getStackTrace()) {
      text.append("    at ").append(line(element.toString())).append(System.lineSeparator());
    }
  }

  /// The last word of the logger's name.
  private static String source(LogRecord told) {
    String name = told.getLoggerName();
    return name == null ? "" : name.substring(name.lastIndexOf('.') + 1);
  }

  private static String line(@Nullable String text) {
    if (text == null) {
      return "";
    }
    return Plain.text(
        text.length() <= LONGEST
            ? text
            : text.substring(0, LONGEST) + "… and " + (text.length() - LONGEST) + " more");
  }
}
