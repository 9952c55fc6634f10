package dev.meshscope.engine.net;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.SendCause;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.Transport;
import dev.meshscope.core.wire.Frame;
import java.util.HashMap;
import java.util.Map;

/// Who carries which transport: the one place that knows, so that nobody asks whose a number is. On
/// the engine loop.
public final class Carriers {

  /// Why a frame cannot be written where nobody carries it any more.
  static final Cause CLOSED = Cause.of(SendCause.CONNECTION_CLOSED);

  private final Map<TransportId, Carrier> byId = new HashMap<>();
  private final InputSink sink;

  /// @param sink takes what happens
  public Carriers(InputSink sink) {
    this.sink = sink;
  }

  /// This one carries it from now on.
  public void add(TransportId id, Carrier carrier) {
    byId.put(id, carrier);
  }

  /// Nobody carries it any more; it has ended by itself.
  void remove(TransportId id) {
    byId.remove(id);
  }

  /// This one does not carry it any more; another may.
  void remove(TransportId id, Carrier carrier) {
    byId.remove(id, carrier);
  }

  /// Writes one frame.
  public void send(TransportId id, Frame frame) {
    Carrier carrier = byId.get(id);
    if (carrier == null) {
      sink.take(new Input.NotWritten(id, frame.type(), CLOSED));
    } else {
      carrier.send(frame);
    }
  }

  /// Writes this many pongs; nothing where nobody carries it any more.
  public void sendPongs(TransportId id, int count) {
    Carrier carrier = byId.get(id);
    if (carrier != null) {
      carrier.sendPongs(count);
    }
  }

  /// Nobody carries it from now on.
  public void close(TransportId id) {
    Carrier carrier = byId.remove(id);
    if (carrier != null) {
      carrier.close();
    }
  }

  /// Looks into the kernel for this transport.
  public void sample(Transport transport, long nowNs) {
    Carrier carrier = byId.get(transport.id());
    if (carrier != null) {
      carrier.sample(transport.socket().kernel(), nowNs);
    }
  }
}
