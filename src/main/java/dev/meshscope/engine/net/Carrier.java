package dev.meshscope.engine.net;

import dev.meshscope.core.link.KernelView;
import dev.meshscope.core.wire.Frame;

/// Carries the frames of one transport, whatever that is made of; what becomes of them it tells as
/// inputs. On the engine loop.
public interface Carrier {

  /// Writes one frame.
  void send(Frame frame);

  /// Writes this many pongs.
  void sendPongs(int count);

  /// Ends it, after what was written has gone out. Nothing that comes from now on is told.
  void close();

  /// Looks into the kernel; nothing where there is nothing to be seen.
  ///
  /// @param before what was seen last
  void sample(KernelView before, long nowNs);
}
