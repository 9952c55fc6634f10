package dev.meshscope.sim;

import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.wire.Frame;
import java.util.ArrayDeque;
import java.util.Deque;

/// One end of a simulated connection: its owner's socket and what is under way to it. Single
/// thread.
final class End {

  final Wire wire;
  final Proc owner;
  final boolean dialled;

  /// The owner's number; set when the owner takes the connection in.
  TransportId id = new TransportId(0);

  /// Whether the owner's socket is open.
  boolean open = true;

  /// Nothing reaches this end any more, and nobody notices.
  boolean deaf;

  /// Whether the owner took a frame from it.
  boolean heard;

  private long lastArrivalNs;
  private final Deque<Runnable> stalled = new ArrayDeque<>();

  End(Wire wire, Proc owner, boolean dialled) {
    this.wire = wire;
    this.owner = owner;
    this.dialled = dialled;
  }

  End other() {
    return dialled ? wire.acceptor() : wire.dialer;
  }

  /// The owner writes a frame.
  void send(Frame frame) {
    if (open && wire.established()) {
      other().carry(() -> other().arrived(frame), 0);
    }
  }

  /// The owner closes its socket; the other end learns it behind everything that was written.
  void close(CloseReason seenAs, long delayNs) {
    if (!open) {
      return;
    }
    open = false;
    if (wire.established()) {
      End far = other();
      far.carry(() -> far.ends(seenAs), delayNs);
    }
  }

  /// The kernel gives up on this end.
  void ends(CloseReason reason) {
    if (open) {
      owner.deliver(
          () -> {
            if (open) {
              open = false;
              owner.ended(this, reason);
            }
          });
    }
  }

  /// What was held up by a cut path arrives.
  void flush() {
    while (!stalled.isEmpty()) {
      stalled.poll().run();
    }
  }

  private void arrived(Frame frame) {
    if (open) {
      owner.deliver(
          () -> {
            if (open) {
              heard = true;
              owner.received(this, frame);
            }
          });
    } else if (other().open && owner.world.network.chance(50)) {
      // The kernel answers data for a closed socket with a reset.
      End far = other();
      far.carry(() -> far.ends(CloseReason.RESET), 0);
    }
  }

  private void carry(Runnable arrival, long extraNs) {
    Network network = owner.world.network;
    long at = Math.max(lastArrivalNs + 1, network.nowNs() + network.delayNs() + extraNs);
    lastArrivalNs = at;
    network.agenda.at(at, () -> arrive(arrival));
  }

  private void arrive(Runnable arrival) {
    if (deaf) {
      return;
    }
    if (owner.world.network.cut(owner, other().owner) || !stalled.isEmpty()) {
      stalled.add(arrival);
    } else {
      arrival.run();
    }
  }
}
