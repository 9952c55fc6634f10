package dev.meshscope.core.event;

import dev.meshscope.core.wire.Extra;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import java.util.List;

/// How much memory the words of others take that an event holds, in bytes, at most: whoever keeps
/// events bounds them by it, not by their number alone. Pure; on any thread.
public final class Bulk {
  private Bulk() {}

  /// A character that needs two bytes, as all may.
  private static final int CHARACTER = Character.BYTES;

  /// An entry of gossip beside its texts.
  private static final int ENTRY = 160;

  private static final int NUMBER = 24;

  /// Of all these events.
  public static long of(List<MeshEvent> events) {
    long sum = 0;
    for (MeshEvent event : events) {
      sum += of(event);
    }
    return sum;
  }

  /// Of one; 0 for those without a frame: their texts are few, and cut where they are read.
  public static long of(MeshEvent event) {
    if (event instanceof MeshEvent.ContentReceived received) {
      return of(received.frame());
    }
    if (event instanceof MeshEvent.ContentHeld held) {
      return of(held.frame());
    }
    return event instanceof MeshEvent.HandshakeReceived met ? of(met.handshake()) : 0;
  }

  private static long of(Frame frame) {
    return switch (frame) {
      case Frame.Message message -> text(message.content());
      case Frame.PeerInfo info -> info.peers().stream().mapToLong(Bulk::of).sum();
      case Frame.Greeting greeting -> of(greeting.handshake());
      case Frame.Fault fault -> text(fault.message());
      case Frame.BadGreeting _,
          Frame.Ping _,
          Frame.Pong _,
          Frame.WakeChannel _,
          Frame.NodeStats _,
          Frame.Proof _,
          Frame.Uninterpreted _,
          Frame.Unknown _ ->
          0;
    };
  }

  private static long of(Frame.Hearsay entry) {
    return ENTRY + text(entry.nodeId()) + text(entry.name());
  }

  private static long of(Handshake handshake) {
    Extra extra = handshake.extra();
    long held = extra == null || extra.holds() == null ? 0 : extra.holds().size();
    return text(handshake.version()) + text(handshake.role()) + held * NUMBER;
  }

  private static long text(String text) {
    return (long) text.length() * CHARACTER;
  }
}
