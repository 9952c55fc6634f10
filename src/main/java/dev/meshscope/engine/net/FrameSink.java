package dev.meshscope.engine.net;

import dev.meshscope.core.link.CloseReason;
import io.netty.buffer.ByteBuf;

/// Is told what a [FrameDecoder] finds, in the order of arrival. On the engine loop.
interface FrameSink {

  /// This many constant pings in a row.
  void pings(int count);

  /// A constant pong.
  void pong();

  /// Any other frame: its payload lies at `index` of `buffer`, which is valid during this call
  /// only.
  void payload(ByteBuf buffer, int index, int length);

  /// The stream cannot go on; nothing follows.
  void violated(CloseReason reason);

  /// The frames that all transports together have begun and not finished take too much memory;
  /// nothing follows.
  void overBudget();
}
