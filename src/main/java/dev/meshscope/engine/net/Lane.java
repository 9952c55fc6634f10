package dev.meshscope.engine.net;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/// Where connections of this machine's own programs wait for their handshake while too many of them
/// fail: all of these come from one address, so whoever fails would shut out whoever does not. The
/// lane is short, and who comes now has the better claim to a place: the oldest that has not said
/// who it is goes. A program that greets at once is through before that. On the engine loop.
final class Lane {

  /// So many wait at once.
  static final int PLACES = 256;

  /// So many may enter in a second, for each failure in a second that the limit allows.
  static final int TIMES_FAILURES = 2;

  /// Somebody in the lane.
  interface Guest {

    /// Whether it is still there, and has not said who it is.
    boolean waits();

    /// Has to go.
    void goes();
  }

  private final Deque<Guest> guests = new ArrayDeque<>();
  private double allowance = Double.MAX_VALUE;
  private long allowedNs;

  /// Whether another one may enter now.
  ///
  /// @param failuresPerSecond the limit
  boolean isOpen(int failuresPerSecond, long nowNs) {
    double perSecond = (double) TIMES_FAILURES * failuresPerSecond;
    allowance = Math.min(perSecond, allowance + (nowNs - allowedNs) / 1e9 * perSecond);
    allowedNs = nowNs;
    if (allowance < 1) {
      return false;
    }
    allowance--;
    return true;
  }

  /// Takes it in.
  ///
  /// @return whether another one had to go for it
  boolean enter(Guest guest) {
    for (Iterator<Guest> each = guests.iterator(); each.hasNext(); ) {
      if (!each.next().waits()) {
        each.remove();
      }
    }
    Guest oldest = guests.size() < PLACES ? null : guests.pollFirst();
    guests.addLast(guest);
    if (oldest != null) {
      oldest.goes();
    }
    return oldest != null;
  }
}
