package dev.meshscope.engine.discovery;

import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The addresses under which this node has announced itself, on whatever network. Some machines
/// carry announcements from one network to another: whoever hears an address of ours is no rival,
/// and words may come late, of an address that is ours no more. Added to by discovery's thread,
/// read by jmdns'.
final class OwnAddresses {

  /// More than anybody has; a machine that wanders for weeks forgets the rest.
  private static final int MOST = 256;

  private final Set<InetAddress> all = ConcurrentHashMap.newKeySet();

  void add(InetAddress address) {
    if (all.size() < MOST) {
      all.add(address);
    }
  }

  /// Whether whoever claims these for our host is this node on another network. Whether somebody
  /// else uses the address that we have here is for jmdns to find out.
  boolean fromElsewhere(Set<InetAddress> claimed, InetAddress here) {
    return claimed.stream().anyMatch(address -> !address.equals(here)) && all.containsAll(claimed);
  }
}
