package dev.meshscope.core.table;

import dev.meshscope.core.link.KernelView;
import dev.meshscope.core.link.KernelView.Flight;
import dev.meshscope.core.link.KernelView.Sampled;
import dev.meshscope.core.link.Settings;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What is wrong with a transport, from what the program says and what the kernel says (DESIGN 4).
/// Pure; on any thread.
///
/// ```
///   replaced?                                             CLOSING
///   kernel: what we sent, data or probes, is stuck?
///     and later segments have arrived                     PATH_LEAKS
///     and something came from there since                 ONE_WAY
///     and nothing did                                     PATH_DEAD
///   pong overdue?  --no-->                                HEALTHY or QUIET
///     never had one, for 3 s                              REMOTE_CANNOT_SEND
///     frames came when it was already overdue             ONE_WAY
///     silent, and the remote kernel answered since        FROZEN
///     silent, and the kernel knows nothing, or not yet    QUIET
/// ```
///
/// What is stuck stays so until the kernel, or a pong, says that it has arrived: a frame that comes
/// in meanwhile tells which of three things it is, never that all is well.
public final class Diagnoser {
  private Diagnoser() {}

  /// A pong is overdue after the probe's wait, but never before this: a program may be busy.
  static final long PATIENCE_NS = TimeUnit.MILLISECONDS.toNanos(2500);

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
    if (kernel instanceof Sampled sampled
        && sampled.flight() instanceof Flight.Stuck(long sinceNs, _)
        && isUnanswered(transport, sampled, sinceNs)) {
      return stuck(transport, sampled, sinceNs);
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

  /// A pong of a later ping says that it has arrived; and probes that were missed mean nothing any
  /// more once something has come and nothing of ours is waiting for an answer.
  private static boolean isUnanswered(Transport transport, Sampled kernel, long sinceNs) {
    RoundTrips trips = transport.pulse().roundTrips();
    boolean waiting = kernel.unacked() > 0 || !trips.outstanding().isEmpty();
    return trips.arrivedNs() <= sinceNs && (waiting || !came(transport, kernel, sinceNs));
  }

  private static boolean came(Transport transport, Sampled kernel, long sinceNs) {
    return Math.max(transport.pulse().lastHeardNs(), kernel.lastAnsweredNs()) > sinceNs;
  }

  private static Diagnosis stuck(Transport transport, Sampled kernel, long sinceNs) {
    if (kernel.sacked() > 0) {
      return Diagnosis.PATH_LEAKS;
    }
    return came(transport, kernel, sinceNs) ? Diagnosis.ONE_WAY : Diagnosis.PATH_DEAD;
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
