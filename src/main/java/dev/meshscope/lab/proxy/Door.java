package dev.meshscope.lab.proxy;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;

/// Where one life sees another listening. May be used on any thread.
public final class Door implements AutoCloseable {
  private final Channel listening;
  private final End from;
  private final End to;
  private final int targetPort;

  Door(Channel listening, End from, End to, int targetPort) {
    this.listening = listening;
    this.from = from;
    this.to = to;
    this.targetPort = targetPort;
  }

  /// The port on 127.0.0.1.
  public int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /// Who comes in here.
  public End from() {
    return from;
  }

  /// Who is behind it.
  public End to() {
    return to;
  }

  /// The port behind it.
  public int targetPort() {
    return targetPort;
  }

  /// From now on dials are refused; what is open stays so.
  @Override
  public void close() {
    listening.close();
  }
}
