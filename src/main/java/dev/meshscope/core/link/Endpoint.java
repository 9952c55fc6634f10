package dev.meshscope.core.link;

import java.util.Optional;

/// Where a peer listens.
///
/// @param host name or address, without brackets
/// @param port 1 to 65535
public record Endpoint(String host, int port) {

  /// @throws IllegalArgumentException if the port is out of range or the host empty
  public Endpoint {
    if (host.isEmpty() || port < 1 || port > 65_535) {
      throw new IllegalArgumentException("not HOST:PORT: " + host + ":" + port);
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
    try {
      return Optional.of(new Endpoint(host, Integer.parseInt(text.substring(colon + 1))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
  }
}
