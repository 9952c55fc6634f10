package dev.meshscope.core.link;

import dev.meshscope.core.identity.Printable;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a peer listens.
///
/// @param host name or address, without brackets; at most 255 characters that can be seen
/// @param port 1 to 65535
public record Endpoint(String host, int port) {

  private static final int MAX_HOST = 255;
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

  /// @throws IllegalArgumentException if the port is out of range or the host none
  public Endpoint {
    if (!wellFormed(host) || port < 1 || port > 65_535) {
      throw new IllegalArgumentException("not HOST:PORT");
    }
  }

  /// Reads `host:port` or `[v6]:port`; empty if it is neither.
  public static Optional<Endpoint> parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      return Optional.empty();
    }
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    String digits = text.substring(colon + 1);
    int port = PORT.matcher(digits).matches() ? Integer.parseInt(digits) : 0;
    return wellFormed(host) && port >= 1 && port <= 65_535
        ? Optional.of(new Endpoint(host, port))
        : Optional.empty();
  }

  private static boolean wellFormed(String host) {
    return !host.isEmpty()
        && host.length() <= MAX_HOST
        && host.codePoints().allMatch(c -> c != '[' && c != ']' && Printable.isSeen(c));
  }

  @Override
  public String toString() {
    return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
  }
}
