package dev.meshscope.engine.discovery;

import dev.meshscope.engine.net.Dialable;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;

/// An address of this machine on a network where it can be heard.
///
/// @param interfaceName `eth0`
/// @param address without a host name
/// @param prefix how many bits of it name the network
record LanAddress(String interfaceName, InetAddress address, int prefix) {

  boolean ipv4() {
    return address instanceof Inet4Address;
  }

  /// Whether it is the name of this whole network, or its broadcast address.
  boolean standsForAll(InetAddress other) {
    return Dialable.standsForAll(other, prefix);
  }

  /// Whether the other one is on the same link, by its address.
  boolean sameNetwork(InetAddress other) {
    byte[] ours = address.getAddress();
    byte[] theirs = other.getAddress();
    if (ours.length != theirs.length || prefix < 1 || prefix > 8 * ours.length) {
      return false;
    }
    int whole = prefix / 8;
    int rest = prefix % 8;
    int mask = 0xff00 >> rest & 0xff;
    return Arrays.equals(ours, 0, whole, theirs, 0, whole)
        && (rest == 0 || (ours[whole] & mask) == (theirs[whole] & mask));
  }
}
