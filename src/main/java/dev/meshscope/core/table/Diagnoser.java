package dev.meshscope.core.table;

import dev.meshscope.core.link.KernelView;
import dev.meshscope.core.link.KernelView.Sampled;
import dev.meshscope.core.link.Settings;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What is wrong with a transport, from what the program says and what the kernel says (DESIGN 4).
/// Pure; on any thread.
///
/// ```
///   replaced?                                             CLOSING
///   kernel: 2 probes missed, or 2 retransmissions?        PATH_DEAD
///   pong overdue?  --no-->                                HEALTHY or QUIET
///     never had one, for 3 s                              REMOTE_CANNOT_SEND
///     frames came when it was already overdue             ONE_WAY
///     silent, and the remote kernel answered since        FROZEN
///     silent, and the kernel knows nothing, or not yet    QUIET
/// ```
public final class Diagnoser {
  private Diagnoser() {}

  /// A pong is overdue after the probe's wait, but never before this: a program may be busy.
  static final long PATIENCE_NS = TimeUnit.MILLISECONDS.toNanos(2500);

  /// So many unanswered keepalive probes, or retransmissions of one segment, mean a dead path.
  static final int UNANSWERED = 2;

  /// Whoever was heard within this before the kernel was looked at is not out of reach.
  static final long HEARD_LATELY_NS = TimeUnit.SECONDS.toNanos(1);

  /// What is wrong with this transport now.
  public static Finding diagnose(Transport transport, PeerTable table, long nowNs) {
    return new Finding(
        diagnosis(transport, table, nowNs), DiagnosisFacts.of(transport, table, nowNs));
  }

  private static Diagnosis diagnosis(Transport transport, PeerTable table, long nowNs) {
    if (transport.state() == State.DRAINING) {
      return Diagnosis.CLOSING;
    }
    KernelView kernel = transport.socket().kernel();
    if (kernel instanceof Sampled sampled && pathDead(transport, sampled)) {
      return Diagnosis.PATH_DEAD;
    }
    long patience =
        Math.max(PATIENCE_NS, Contest.probeWaitNs(table, transport, table.settings().policy()));
    if (transport.waitingNs(nowNs) <= patience) {
      return calm(transport, table, nowNs);
    }
    List<Long> out = transport.pulse().roundTrips().outstanding();
    long heard = transport.pulse().lastHeardNs();
    boolean spokeOverdue = heard - out.getFirst() > patience;
    boolean pongNeverCame = !transport.pulse().roundTrips().measured();
    // A Meshscope node does not have the deployed nodes' fault: if it says nothing at all, it is
    // frozen rather than unable to send.
    if (pongNeverCame && (spokeOverdue || !transport.ours())) {
      return transport.waitingNs(nowNs) > Settings.HEAL_AFTER_NS
          ? Diagnosis.REMOTE_CANNOT_SEND
          : calm(transport, table, nowNs);
    }
    long askedNs = out.stream().filter(at -> at >= heard).findFirst().orElse(out.getFirst());
    boolean askedSince = askedNs >= heard && nowNs - askedNs > patience;
    if (spokeOverdue && !askedSince) {
      return Diagnosis.ONE_WAY;
    }
    boolean silent = transport.silentNs(nowNs, table.clockJumpedNs()) > patience;
    boolean kernelAnswered =
        kernel instanceof Sampled sampled && sampled.lastAnsweredNs() > Math.max(askedNs, heard);
    return silent && kernelAnswered ? Diagnosis.FROZEN : Diagnosis.QUIET;
  }

  private static boolean pathDead(Transport transport, Sampled kernel) {
    long heard = transport.pulse().lastHeardNs();
    boolean probesMissed = kernel.keepalivesMissed() >= UNANSWERED && heard <= kernel.atNs();
    boolean dataUnanswered =
        kernel.unacked() > 0
            && Math.max(kernel.retransmits(), kernel.backoff()) >= UNANSWERED
            && heard <= kernel.atNs() - HEARD_LATELY_NS;
    return probesMissed || dataUnanswered;
  }

  private static Diagnosis calm(Transport transport, PeerTable table, long nowNs) {
    boolean unheard =
        switch (transport.state()) {
          case CONNECTING, AWAITING_HANDSHAKE, QUIET, SUSPECT -> true;
          case CHALLENGER, LIVE, DRAINING ->
              transport.silentNs(nowNs, table.clockJumpedNs())
                  >= table.heartbeatIntervalNs(transport);
        };
    return unheard ? Diagnosis.QUIET : Diagnosis.HEALTHY;
  }
}
