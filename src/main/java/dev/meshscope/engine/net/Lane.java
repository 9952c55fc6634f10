package dev.meshscope.engine.net;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/// Where connections of this machine's own programs wait while too many of them fail: all of these
/// come from one address, so whoever fails would shut out whoever does not. The lane is short, and
/// who comes now has the better claim to a place: the oldest that still waits goes. A program that
/// says at once what it is waited for is through before that. On the engine loop.
final class Lane {

  /// So many wait at once.
  static final int PLACES = 256;

  /// Somebody in the lane.
  interface Guest {

    /// Whether it is still there, and has not said what it is waited for.
    boolean waits();

    /// Has to go.
    void goes();
  }

  private final Deque<Guest> guests = new ArrayDeque<>();

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
