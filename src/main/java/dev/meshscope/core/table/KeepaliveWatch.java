package dev.meshscope.core.table;

import dev.meshscope.core.link.KernelView;
import dev.meshscope.core.link.KernelView.Sampled;
import java.util.concurrent.TimeUnit;

/// Learns from consecutive readings of `TCP_INFO` which keepalive probes were answered. Pure; on
/// any thread.
///
/// The kernel counts only the probes that are *not* answered. An answered one shows as an
/// acknowledgement that nothing of ours explains: the time since the last one falls back towards 0
/// while no data went out, none came in and nothing was in flight. An acknowledgement that data
/// explains is not counted, even if a keepalive answer hides behind it, and of several answers
/// between two readings only the latest can be seen: the count is a lower bound.
public final class KeepaliveWatch {
  private KeepaliveWatch() {}

  /// The kernel counts in ticks of up to 10 ms, and a reading takes its time: two readings of one
  /// instant differ by less than this, two answers lie much further apart.
  private static final long SAME_INSTANT_NS = TimeUnit.MILLISECONDS.toNanos(100);

  /// The view after this reading.
  ///
  /// @param previous the view before it; only its own transport's
  /// @param nowNs when the reading was taken
  public static Sampled next(KernelView previous, RawTcpInfo raw, long nowNs) {
    return switch (previous) {
      case KernelView.NotSampled(), KernelView.Unavailable(_) ->
          sampled(raw, nowNs, 0, instant(nowNs, raw.lastAckRecvMillis()));
      case Sampled before -> next(before, raw, nowNs);
    };
  }

  private static Sampled next(Sampled before, RawTcpInfo raw, long nowNs) {
    long ackedNs = instant(nowNs, raw.lastAckRecvMillis());
    if (ackedNs - before.lastAnsweredNs() < SAME_INSTANT_NS) {
      return sampled(raw, nowNs, before.keepalivesAnswered(), before.lastAnsweredNs());
    }
    boolean explained =
        before.unacked() > 0
            || since(before, instant(nowNs, raw.lastDataSentMillis()))
            || since(before, instant(nowNs, raw.lastDataRecvMillis()));
    return sampled(raw, nowNs, before.keepalivesAnswered() + (explained ? 0 : 1), ackedNs);
  }

  private static boolean since(Sampled before, long instantNs) {
    return instantNs - before.atNs() > -SAME_INSTANT_NS / 4;
  }

  private static long instant(long nowNs, long agoMillis) {
    return nowNs - TimeUnit.MILLISECONDS.toNanos(agoMillis);
  }

  private static Sampled sampled(RawTcpInfo raw, long nowNs, long answered, long ackedNs) {
    return new Sampled(
        nowNs,
        answered,
        ackedNs,
        raw.probes(),
        Math.toIntExact(Math.min(raw.unacked(), Integer.MAX_VALUE)),
        raw.retransmits(),
        raw.backoff(),
        raw.rttMicros());
  }
}
