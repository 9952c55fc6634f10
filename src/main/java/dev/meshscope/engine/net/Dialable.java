package dev.meshscope.engine.net;

import dev.meshscope.core.link.Endpoint;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/// Whether an address is one machine's, so that somebody can be dialled there: the one answer for
/// what a user types, a name turns out to mean, and others announce. On any thread.
public final class Dialable {
  private Dialable() {}

  /// Of 0.0.0.0/8 none is anybody's, and from 240.0.0.0 on nobody has one: 255.255.255.255 is all.
  private static final int FIRST_OF_NONE = 240;

  /// In a network with less than two bits for its machines all of its addresses are machines' (RFC
  /// 3021).
  private static final int MOST_PREFIX = 30;

  /// Whether somebody can be dialled there, as far as this machine knows its networks. A name is
  /// not looked up.
  public static boolean is(Endpoint endpoint) {
    InetAddress literal;
    try {
      literal = InetAddress.ofLiteral(endpoint.host());
    } catch (IllegalArgumentException e) {
      return true;
    }
    return isOfOne(literal) && !standsForOneOfOurNetworks(literal);
  }

  /// Whether it is not an address that stands for any, many or none, whatever the network.
  public static boolean isOfOne(InetAddress address) {
    if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
      return false;
    }
    int first = address.getAddress()[0] & 0xff;
    return !(address instanceof Inet4Address) || (first > 0 && first < FIRST_OF_NONE);
  }

  /// Whether it is the name of a whole network, or its broadcast address: all bits after the prefix
  /// are 0, or all are 1. IPv6 has no broadcast.
  ///
  /// @param prefix how many bits name the network it is in
  public static boolean standsForAll(InetAddress address, int prefix) {
    if (!(address instanceof Inet4Address) || prefix < 1 || prefix > MOST_PREFIX) {
      return false;
    }
    int mask = -1 >>> prefix;
    int host = number(address) & mask;
    return host == 0 || host == mask;
  }

  private static int number(InetAddress v4) {
    int number = 0;
    for (byte each : v4.getAddress()) {
      number = (number << 8) | (each & 0xff);
    }
    return number;
  }

  private static boolean standsForOneOfOurNetworks(InetAddress address) {
    if (!(address instanceof Inet4Address)) {
      return false;
    }
    List<InterfaceAddress> ours;
    try {
      ours =
          NetworkInterface.networkInterfaces()
              .flatMap(each -> each.getInterfaceAddresses().stream())
              .toList();
    } catch (SocketException e) {
      return false;
    }
    return ours.stream().anyMatch(each -> isIn(address, each));
  }

  private static boolean isIn(InetAddress address, InterfaceAddress ours) {
    int prefix = ours.getNetworkPrefixLength();
    return ours.getAddress() instanceof Inet4Address here
        && standsForAll(address, prefix)
        && (number(here) ^ number(address)) >>> (32 - prefix) == 0;
  }
}
