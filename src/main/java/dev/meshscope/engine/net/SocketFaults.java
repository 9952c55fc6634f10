package dev.meshscope.engine.net;

import static dev.meshscope.core.link.SocketFault.IN_USE;
import static dev.meshscope.core.link.SocketFault.NOT_OURS;
import static dev.meshscope.core.link.SocketFault.NO_DESCRIPTORS;
import static dev.meshscope.core.link.SocketFault.NO_ROUTE;
import static dev.meshscope.core.link.SocketFault.OTHER;
import static dev.meshscope.core.link.SocketFault.PROHIBITED;
import static dev.meshscope.core.link.SocketFault.REFUSED;
import static dev.meshscope.core.link.SocketFault.RESET;
import static dev.meshscope.core.link.SocketFault.SILENT;
import static dev.meshscope.core.link.SocketFault.UNKNOWN_HOST;

import dev.meshscope.core.link.SocketFault;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.unix.Errors.NativeIoException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tells what is wrong with a socket: by the system's number, or by the type of what was thrown
/// where the JDK keeps the number to itself. Never by the system's words, which are in the user's
/// language. Pure but for [#ofBind]; on any thread.
public final class SocketFaults {
  private SocketFaults() {}

  private static final int DEEPEST = 8;
  private static final int LAST_PRIVILEGED_PORT = 1_023;

  /// Netty writes the number into the message of some, and only there.
  private static final Pattern NUMBER = Pattern.compile("\\berror\\(-?(\\d{1,3})\\)");

  /// Of whatever a socket threw, in whatever it was wrapped.
  public static SocketFault of(@Nullable Throwable cause) {
    Throwable at = cause;
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      SocketFault known = known(at);
      if (known != OTHER) {
        return known;
      }
      at = at.getCause();
    }
    return OTHER;
  }

  private static SocketFault known(Throwable cause) {
    return switch (cause) {
      case NativeIoException e -> numbered(e.expectedErr());
      case UnknownHostException _, UnresolvedAddressException _ -> UNKNOWN_HOST;
      case ConnectTimeoutException _, SocketTimeoutException _ -> SILENT;
      case NoRouteToHostException _ -> NO_ROUTE;
      case BindException e -> number(e) < 0 ? OTHER : numbered(number(e));
      // The JDK's own has no number; of what it stands for, only a refusal comes within our time.
      case ConnectException e -> number(e) < 0 ? REFUSED : ofConnect(number(e));
      default -> OTHER;
    };
  }

  /// Of a dial that came to nothing.
  static SocketFault ofDial(Throwable cause) {
    SocketFault known = of(cause);
    Throwable at = cause;
    for (int depth = 0; known == OTHER && at != null && depth < DEEPEST; depth++) {
      // The JDK has no type for a network that is not there, and one for nearly all else.
      known = at.getClass() == SocketException.class ? NO_ROUTE : OTHER;
      at = at.getCause();
    }
    return known;
  }

  /// Of an established connection that broke.
  static SocketFault ofRead(Throwable cause) {
    SocketFault known = of(cause);
    // The JDK has a type of its own for a reset, and none for the rest.
    return known == OTHER && cause.getClass() == SocketException.class ? RESET : known;
  }

  /// Of an address that could not be listened on.
  static SocketFault ofBind(Throwable cause, InetSocketAddress wanted) {
    SocketFault known = of(cause);
    if (known != OTHER || !(cause instanceof BindException)) {
      return known;
    }
    // The JDK's own has no number. What is left is told apart by what it cannot be.
    if (!isOurs(wanted)) {
      return NOT_OURS;
    }
    return wanted.getPort() > LAST_PRIVILEGED_PORT ? IN_USE : OTHER;
  }

  private static boolean isOurs(InetSocketAddress address) {
    try {
      return address.getAddress().isAnyLocalAddress()
          || NetworkInterface.getByInetAddress(address.getAddress()) != null;
    } catch (SocketException e) {
      return true;
    }
  }

  private static int number(Throwable cause) {
    Matcher matcher = NUMBER.matcher(String.valueOf(cause.getMessage()));
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
  }

  /// For a dial these, too, mean that no network leads there: a route into a black hole, no address
  /// of ours to come from, no network of that family.
  private static SocketFault ofConnect(int number) {
    return switch (number) {
      case 22, 97, 99 -> NO_ROUTE;
      default -> numbered(number);
    };
  }

  /// Linux' numbers: nowhere else does Netty tell one.
  private static SocketFault numbered(int number) {
    return switch (Math.abs(number)) {
      case 1, 13 -> PROHIBITED;
      case 12, 23, 24, 105 -> NO_DESCRIPTORS;
      case 32, 103, 104 -> RESET;
      case 98 -> IN_USE;
      case 99 -> NOT_OURS;
      case 100, 101, 112, 113 -> NO_ROUTE;
      case 110 -> SILENT;
      case 111 -> REFUSED;
      default -> OTHER;
    };
  }
}
