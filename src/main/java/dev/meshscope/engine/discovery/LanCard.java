package dev.meshscope.engine.discovery;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// An interface as the system shows it: a value.
///
/// @param index the system's number, for the order
/// @param addresses all it has
record LanCard(int index, String name, Leads leads, List<LanAddress> addresses) {

  /// Where it leads, from what reaches peers most likely to what cannot be used at all.
  enum Leads {
    /// The way to the rest of the world.
    OUT,
    /// To a cable or an antenna, perhaps through a bridge.
    HARDWARE,
    /// To another machine, real or not; or the system does not tell.
    ELSEWHERE,
    /// A bridge of this machine with containers or guests on it.
    GUESTS,
    /// Only back to this machine, though not as loopback does.
    BACK,
    LOOPBACK,
    NO_MULTICAST,
    TUNNEL,
    /// It is off, or nothing is connected to it.
    DOWN;

    boolean usable() {
      return compareTo(GUESTS) <= 0;
    }
  }

  /// Its IPv4 address, one that it was given before one that it gave itself.
  Optional<LanAddress> ipv4() {
    return addresses.stream()
        .filter(LanAddress::ipv4)
        .min(Comparator.comparing(it -> it.address().isLinkLocalAddress()));
  }

  Optional<LanAddress> linkLocal6() {
    return addresses.stream()
        .filter(it -> !it.ipv4() && it.address().isLinkLocalAddress())
        .findFirst();
  }
}
