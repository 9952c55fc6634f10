package dev.meshscope.core.table;

import dev.meshscope.core.link.KernelView;
import dev.meshscope.core.link.KernelView.Flight;
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
///
/// It remembers since when what we send has been stuck, too. The kernel's own counts are no memory:
/// that of retransmissions begins anew where a later segment was acknowledged out of turn, and that
/// of probes with whatever comes in, though nothing of ours has arrived.
public final class KeepaliveWatch {
  private KeepaliveWatch() {}

  /// The kernel counts in ticks of up to 10 ms, and a reading takes its time: two readings of one
  /// instant differ by less than this, two answers lie much further apart.
  private static final long SAME_INSTANT_NS = TimeUnit.MILLISECONDS.toNanos(100);

  /// So many retransmissions of one segment, or unanswered probes, are not chance any more.
  private static final int SENT_IN_VAIN = 2;

  /// Nothing is missing any more if none of the kernel's counts says so for so long.
  private static final long CLEAR_NS = TimeUnit.SECONDS.toNanos(3);

  /// The view after this reading.
  ///
  /// @param previous the view before it; only its own transport's
  /// @param nowNs when the reading was taken
  public static Sampled next(KernelView previous, RawTcpInfo raw, long nowNs) {
    return switch (previous) {
      case KernelView.NotSampled(), KernelView.Unavailable(_) ->
          sampled(raw, nowNs, 0, instant(nowNs, raw.lastAckRecvMillis()), new Flight.Moving());
      case Sampled before -> next(before, raw, nowNs);
    };
  }

  private static Sampled next(Sampled before, RawTcpInfo raw, long nowNs) {
    long ackedNs = instant(nowNs, raw.lastAckRecvMillis());
    if (ackedNs - before.lastAnsweredNs() < SAME_INSTANT_NS) {
      return sampled(
          raw, nowNs, before.keepalivesAnswered(), before.lastAnsweredNs(), before.flight());
    }
    boolean explained =
        before.unacked() > 0
            || since(before, instant(nowNs, raw.lastDataSentMillis()))
            || since(before, instant(nowNs, raw.lastDataRecvMillis()));
    return sampled(
        raw, nowNs, before.keepalivesAnswered() + (explained ? 0 : 1), ackedNs, before.flight());
  }

  private static boolean since(Sampled before, long instantNs) {
    return instantNs - before.atNs() > -SAME_INSTANT_NS / 4;
  }

  private static long instant(long nowNs, long agoMillis) {
    return nowNs - TimeUnit.MILLISECONDS.toNanos(agoMillis);
  }

  private static Flight flight(Flight before, RawTcpInfo raw, long nowNs) {
    int again = raw.unacked() > 0 ? Math.max(raw.retransmits(), raw.backoff()) : 0;
    boolean anew = Math.max(again, raw.probes()) >= SENT_IN_VAIN;
    boolean missing = again > 0 || raw.probes() > 0 || raw.sacked() > 0;
    return switch (before) {
      case Flight.Moving() -> anew ? new Flight.Stuck(nowNs, nowNs) : before;
      case Flight.Stuck(long since, _) when missing -> new Flight.Stuck(since, nowNs);
      case Flight.Stuck(_, long last) -> nowNs - last < CLEAR_NS ? before : new Flight.Moving();
    };
  }

  private static Sampled sampled(
      RawTcpInfo raw, long nowNs, long answered, long ackedNs, Flight before) {
    return new Sampled(
        nowNs,
        answered,
        ackedNs,
        raw.probes(),
        count(raw.unacked()),
        raw.retransmits(),
        raw.backoff(),
        count(raw.sacked()),
        flight(before, raw, nowNs),
        raw.rttMicros());
  }

  private static int count(long segments) {
    return Math.toIntExact(Math.min(segments, Integer.MAX_VALUE));
  }
}
