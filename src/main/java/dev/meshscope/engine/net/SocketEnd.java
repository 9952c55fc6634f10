package dev.meshscope.engine.net;

import dev.meshscope.core.link.CloseReason;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the system said when a socket ended, in the table's words. Pure; on the engine loop.
///
/// @param detail the system's words, for display; may be empty
public record SocketEnd(CloseReason reason, String detail) {

  /// The remote sent a FIN.
  static final SocketEnd FIN = new SocketEnd(CloseReason.REMOTE_CLOSED, "");

  private static final Pattern NATIVE =
      Pattern.compile("\\w+\\(\\.\\.\\) failed(?: with error\\(-\\d+\\))?: (.*)");

  /// `: /127.0.0.1:9`, `: name/127.0.0.1:9`
  private static final Pattern ADDRESS = Pattern.compile(": [^\\s/]*/\\S+$");

  /// An established connection broke.
  static SocketEnd broken(Throwable cause) {
    String words = words(cause);
    String lower = words.toLowerCase(Locale.ROOT);
    if (cause instanceof IOException) {
      if (lower.contains("reset") || lower.contains("broken pipe") || lower.contains("forcibly")) {
        return new SocketEnd(CloseReason.RESET, words);
      }
      // A path on which even the neighbour is gone makes the kernel give up with "no route".
      if (lower.contains("timed out")
          || lower.contains("no route")
          || lower.contains("unreachable")) {
        return new SocketEnd(CloseReason.TIMED_OUT, words);
      }
    }
    return new SocketEnd(CloseReason.FAILED, words);
  }

  /// A dial did not come to a connection.
  static SocketEnd notConnected(Throwable cause) {
    return new SocketEnd(CloseReason.DIAL_FAILED, words(cause));
  }

  /// The cause's words, printable, without the name of the system call in front and the address
  /// behind.
  public static String words(Throwable cause) {
    String message = cause.getMessage();
    if (message == null || message.isBlank()) {
      return cause.getClass().getSimpleName();
    }
    Matcher matcher = NATIVE.matcher(message);
    String words = matcher.matches() ? matcher.group(1) : message;
    return Fields.printable(ADDRESS.matcher(words).replaceFirst(""), 200);
  }
}
