package dev.meshscope.engine.discovery;

import dev.meshscope.core.link.Endpoint;
import dev.meshscope.engine.net.Dialable;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A way to dial a peer, as it was announced.
///
/// @param order the smaller, the better
/// @param endpoint with the interface in it where the address needs it: `fe80::1%eth0`
record Reach(Order order, Endpoint endpoint) {

  /// From what works nearly always to what works only if nothing is in the way.
  enum Order {
    /// IPv4 in the network on which it was heard.
    IPV4_HERE,
    /// IPv4 that means something on this link only: 169.254.0.0/16.
    IPV4_LINK_LOCAL,
    /// IPv6 in the network on which it was heard.
    IPV6,
    /// IPv6 that means something only together with an interface.
    IPV6_LINK_LOCAL,
    /// This machine.
    LOOPBACK
  }

  /// The first and the last of 169.254.0.0/16.
  private static final Set<InetAddress> LINK_WIDE =
      Set.of(InetAddress.ofLiteral("169.254.0.0"), InetAddress.ofLiteral("169.254.255.255"));

  /// The most addresses of one peer that are kept.
  static final int MOST = 16;

  /// The ways to somebody who was heard on a network, best first.
  static List<Reach> of(List<InetAddress> addresses, int port, LanAddress heardOn) {
    return best(
        addresses.stream().map(address -> of(address, port, heardOn)).flatMap(Optional::stream));
  }

  /// Best first, each once, not too many.
  static List<Reach> best(java.util.stream.Stream<Reach> ways) {
    return ways.sorted(Comparator.comparing(Reach::order)).distinct().limit(MOST).toList();
  }

  /// Empty for an address that no peer on this network can have. Whoever announces one of this
  /// machine's own loopback addresses, or one in some other network, wants to make us dial it: a
  /// peer that is in another network of ours, too, is heard there.
  private static Optional<Reach> of(InetAddress address, int port, LanAddress heardOn) {
    if (port < 1 || port > 65_535 || !Dialable.isOfOne(address)) {
      return Optional.empty();
    }
    return order(address, heardOn)
        .map(order -> new Reach(order, new Endpoint(host(address, heardOn), port)));
  }

  private static Optional<Order> order(InetAddress address, LanAddress heardOn) {
    boolean here = heardOn.sameNetwork(address) && !heardOn.standsForAll(address);
    if (address.isLoopbackAddress()) {
      return heardOn.address().isLoopbackAddress() ? Optional.of(Order.LOOPBACK) : Optional.empty();
    }
    if (address instanceof Inet4Address v4) {
      return ipv4(v4, here);
    }
    if (address.isLinkLocalAddress()) {
      return Optional.of(Order.IPV6_LINK_LOCAL);
    }
    return here ? Optional.of(Order.IPV6) : Optional.empty();
  }

  private static Optional<Order> ipv4(Inet4Address address, boolean here) {
    if (here) {
      return Optional.of(Order.IPV4_HERE);
    }
    return address.isLinkLocalAddress() && !LINK_WIDE.contains(address)
        ? Optional.of(Order.IPV4_LINK_LOCAL)
        : Optional.empty();
  }

  private static String host(InetAddress address, LanAddress heardOn) {
    String text = address.getHostAddress();
    if (!(address instanceof Inet6Address) || !address.isLinkLocalAddress()) {
      return text;
    }
    int scope = text.indexOf('%');
    return (scope < 0 ? text : text.substring(0, scope)) + "%" + heardOn.interfaceName();
  }
}
