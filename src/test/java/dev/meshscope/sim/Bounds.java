package dev.meshscope.sim;

import dev.meshscope.core.identity.NodeId;
import java.util.concurrent.TimeUnit;

/// How soon two must hear each other again, by who they are and what happened. Pure but for the
/// world it reads; single thread.
final class Bounds {
  private Bounds() {}

  private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

  /// What asking a silent link takes at most.
  static final long ASKING_NS = TimeUnit.MILLISECONDS.toNanos(1_600);

  /// Somebody started, and nobody holds anything of an earlier life.
  ///
  /// @param newcomer one of the two
  static long afterStart(MixedWorld world, Proc ours, Proc other, Proc newcomer) {
    if (!(other instanceof DeployedProc theirs)) {
      return 4 * SECOND_NS;
    }
    boolean smaller = ours.identity.smallerThan(other.identity);
    boolean lan = world.discovery.lan();
    if (lan && (theirs.habits.bothDial() || !smaller)) {
      return 2 * SECOND_NS;
    }
    if (smaller) {
      // Seen on the LAN it might dial by itself, and a moment is waited for that.
      return (lan ? 3 : 2) * SECOND_NS;
    }
    // It scans every 5 s, and that is when we stop waiting; the two may cross.
    return (newcomer == other ? 2 : 10) * SECOND_NS;
  }

  /// Ours was started again while the other holds the socket of a life that is silent.
  static long besideOurSilentLife(MixedWorld world, Proc ours, Proc other) {
    long now = world.nowNs();
    NodeId us = ours.identity.nodeId();
    Long heard = other instanceof DeployedProc theirs ? theirs.heardNs(us) : null;
    boolean mayMeetIt =
        other instanceof DeployedProc theirs && world.discovery.lan() && theirs.habits.bothDial();
    if (heard == null && mayMeetIt) {
      // Its next dial may go to the silent life, whose system still takes connections.
      heard = now;
    }
    if (!(other instanceof DeployedProc theirs) || heard == null) {
      return now + afterStart(world, ours, other, ours);
    }
    boolean smaller = ours.identity.smallerThan(other.identity);
    long bound =
        (smaller ? theirs.habits.model() == DeployedProc.Model.D1 ? 6 : 8 : 12) * SECOND_NS;
    if (smaller && theirs.dialledFirst(us)) {
      return now + bound;
    }
    return switch (theirs.habits.model()) {
      case D1 -> now + bound;
      case D10 -> Math.max(now, heard + theirs.habits.model().staleNs) + bound;
      // It keeps what is not closed until its own timeout, and is found again after that.
      case D0 -> heard + DeployedProc.TIMEOUT_NS + DeployedProc.TICK_NS + afterLoss();
    };
  }

  /// A pause of our dials and a look around of theirs.
  static long afterLoss() {
    return 35 * SECOND_NS;
  }
}
