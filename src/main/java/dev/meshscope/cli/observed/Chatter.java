package dev.meshscope.cli.observed;

import dev.meshscope.core.event.MeshEvent;
import java.util.List;

/// Which events are measurements that come in floods, so that the others come through when the
/// reader is slow. Pure; on any thread.
public final class Chatter {
  private Chatter() {}

  /// Whether it is one of them.
  public static boolean is(MeshEvent event) {
    return event instanceof MeshEvent.FramesReceived
        || event instanceof MeshEvent.FramesSent
        || event instanceof MeshEvent.FrameDropped
        || event instanceof MeshEvent.UnknownReceived
        || event instanceof MeshEvent.ContentHeld
        || event instanceof MeshEvent.PingSent
        || event instanceof MeshEvent.RoundTrip
        || event instanceof MeshEvent.KernelSampled
        || event instanceof MeshEvent.LanChanged
        || event instanceof MeshEvent.Slowed
        || event instanceof MeshEvent.HeldUp
        || event instanceof MeshEvent.LoopLagged;
  }

  /// Whether all of them are. Asked at every step, on the engine loop: without a stream, which
  /// costs more than the answer.
  public static boolean only(List<MeshEvent> events) {
    for (MeshEvent event : events) {
      if (!is(event)) {
        return false;
      }
    }
    return true;
  }
}
