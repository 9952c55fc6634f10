package dev.meshscope.engine.net;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Acquaintance;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.State;
import dev.meshscope.core.wire.Handshake;
import io.netty.channel.Channel;
import io.netty.channel.socket.SocketChannel;
import java.util.function.Supplier;

/// How this machine's own programs come in while too many of them fail. On the engine loop.
///
/// ```
/// accepted ──→ lane: greets? ──→ share of its kind ──→ a transport ──→ lane: proves? ──→ let be
///                └── oldest ──→ away ←── spent ──┘            who announced no proof ──────↑
/// ```
final class Probation {

  private final Gate gate;
  private final Supplier<PeerTable> table;
  private final Door door;

  /// Makes a transport of a connection.
  interface Door {

    /// @return what stands behind everything else in its pipeline now
    PeerChannel letIn(TransportId id, SocketChannel channel);
  }

  Probation(Gate gate, Supplier<PeerTable> table, Door door) {
    this.gate = gate;
    this.table = table;
    this.door = door;
  }

  /// Somebody has come: it says who it is first.
  void begin(SocketChannel channel) {
    Doorstep doorstep =
        new Doorstep(
            this::limits,
            Settings.HANDSHAKE_TIMEOUT_NS,
            theirs -> greets(channel, theirs),
            gate::failed);
    channel.pipeline().addLast(doorstep);
    gate.probation(doorstep);
  }

  private Limits limits() {
    return table.get().settings().limits();
  }

  private boolean greets(SocketChannel channel, Handshake theirs) {
    Acquaintance how = Acquaintance.of(table.get(), theirs);
    if (!gate.greets(theirs.nodeId(), how, limits(), System.nanoTime())) {
      return false;
    }
    TransportId id = table.get().nextTransport();
    PeerChannel handler = door.letIn(id, channel);
    if (theirs.extra() != null) {
      gate.proves(how, new Proving(id, channel, handler));
    }
    return true;
  }

  /// Somebody who has announced a proof, and gets no further before it has come.
  private final class Proving implements Lane.Guest {
    private final TransportId id;
    private final Channel channel;
    private final PeerChannel handler;

    Proving(TransportId id, Channel channel, PeerChannel handler) {
      this.id = id;
      this.channel = channel;
      this.handler = handler;
    }

    @Override
    public boolean waits() {
      return channel.isOpen()
          && table
              .get()
              .transport(id)
              .filter(way -> way.state() == State.AWAITING_HANDSHAKE)
              .isPresent();
    }

    @Override
    public void goes() {
      handler.end(CloseReason.PENDING_LIMIT, Cause.none());
      channel.close();
    }
  }
}
