package dev.meshscope.outside;

import java.time.Duration;
import java.util.Random;

/// One raw peer as a process of its own: joins, answers pings, says nothing by itself, and stays
/// until the node has closed.
public final class LoneRawPeer {
  private LoneRawPeer() {}

  /// Arguments: HOST PORT NODE-ID.
  public static void main(String[] args) {
    try (RawClient client = RawClient.dial(args[0], Integer.parseInt(args[1]))) {
      client.send(Wire.handshake(args[2], "raw", Wire.key(new Random())));
      client.hear("handshake");
      System.out.println("{\"event\":\"joined\"}");
      client.closed(Duration.ofMinutes(5));
    }
  }
}
