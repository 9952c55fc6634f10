package dev.meshscope.engine.net;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.SocketFault;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the system said when a socket ended, in the table's words. Pure; on the engine loop.
///
/// @param detail a [SocketFault], else the system's words; may be empty
public record SocketEnd(CloseReason reason, Cause detail) {

  /// `connect(..) failed with error(-111): `
  private static final Pattern CALL =
      Pattern.compile("^\\w+\\([^)]*\\) failed(?: with error\\(-?\\d+\\))?: ");

  /// `: /127.0.0.1:9`, `: name/127.0.0.1:9`
  private static final Pattern ADDRESS = Pattern.compile(": [^\\s/]*/\\S+$");

  /// An established connection broke.
  static SocketEnd broken(Throwable cause) {
    return new SocketEnd(reason(SocketFaults.ofRead(cause), cause), cause(cause));
  }

  private static CloseReason reason(SocketFault fault, Throwable cause) {
    return switch (fault) {
      case RESET -> CloseReason.RESET;
      // A path on which even the neighbour is gone makes the kernel give up with "no route".
      case SILENT, NO_ROUTE, PROHIBITED, REFUSED -> CloseReason.TIMED_OUT;
      // The JDK keeps the number to itself. Of what ends a connection that stood it names a reset;
      // what is left is that the kernel gave up.
      case OTHER ->
          cause.getClass() == IOException.class ? CloseReason.TIMED_OUT : CloseReason.FAILED;
      case UNKNOWN_HOST, NO_NAMES, NOT_ONE, ITSELF, IN_USE, NOT_OURS, NO_DESCRIPTORS ->
          CloseReason.FAILED;
    };
  }

  /// A dial did not come to a connection.
  static SocketEnd notConnected(Throwable cause) {
    SocketFault fault = SocketFaults.ofDial(cause);
    return fault == SocketFault.OTHER
        ? new SocketEnd(CloseReason.DIAL_FAILED, cause(cause))
        : notConnected(fault);
  }

  /// A dial did not come to a connection.
  static SocketEnd notConnected(SocketFault fault) {
    return new SocketEnd(CloseReason.DIAL_FAILED, Cause.of(fault));
  }

  /// What went wrong, printable and never empty: what we know, else the system's words, without the
  /// name of its call in front, and the address and the full stop behind.
  public static Cause cause(@Nullable Throwable cause) {
    if (cause == null) {
      return Cause.of(SocketFault.SILENT);
    }
    SocketFault fault = SocketFaults.of(cause);
    return fault == SocketFault.OTHER ? new Cause.Said(said(cause)) : Cause.of(fault);
  }

  private static String said(Throwable cause) {
    String message = cause.getMessage();
    if (message == null || message.isBlank()) {
      return cause.getClass().getSimpleName();
    }
    String words = CALL.matcher(message).replaceFirst("");
    String bare = ADDRESS.matcher(words).replaceFirst("");
    return Fields.printable(bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare, 200);
  }
}
