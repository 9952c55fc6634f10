package dev.meshscope.engine.discovery;

import java.io.IOException;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Where this machine can announce itself right now.
@FunctionalInterface
interface LanInterfaces {

  /// The most networks used at once; each costs four threads and two sockets.
  int MOST = 8;

  /// One address for each network. May block.
  ///
  /// @throws IOException if the system does not tell
  List<LanAddress> usable() throws IOException;

  /// An interface as the system shows it.
  ///
  /// @param index the system's number, for the order
  /// @param loopback whether it reaches only this machine
  /// @param addresses all it has
  record Card(int index, boolean loopback, List<LanAddress> addresses) {}

  /// Those of this machine that are up, take multicast, and are not one end of a tunnel.
  static List<LanAddress> ofThisMachine() throws IOException {
    List<Card> cards = new ArrayList<>();
    for (NetworkInterface card : NetworkInterface.networkInterfaces().toList()) {
      boolean usable =
          card.isUp()
              && !card.isPointToPoint()
              && !card.isVirtual()
              && (card.supportsMulticast() || card.isLoopback());
      if (usable) {
        cards.add(
            new Card(
                card.getIndex(),
                card.isLoopback(),
                card.getInterfaceAddresses().stream().map(a -> address(card, a)).toList()));
      }
    }
    return choose(cards);
  }

  private static LanAddress address(NetworkInterface card, InterfaceAddress address) {
    return new LanAddress(card.getName(), address.getAddress(), address.getNetworkPrefixLength());
  }

  /// IPv4 where there is any: one address for each interface, and one interface for each network,
  /// because a responder that hears itself from two addresses takes itself for a rival. Link-local
  /// IPv6 on a machine without IPv4. Loopback only if there is nothing else.
  static List<LanAddress> choose(List<Card> cards) {
    List<Card> ordered = cards.stream().sorted(Comparator.comparingInt(Card::index)).toList();
    List<Card> outward = ordered.stream().filter(card -> !card.loopback()).toList();
    List<LanAddress> chosen = new ArrayList<>();
    for (Card card : outward) {
      ipv4(card)
          .filter(it -> chosen.stream().noneMatch(taken -> taken.sameNetwork(it.address())))
          .ifPresent(chosen::add);
    }
    if (chosen.isEmpty()) {
      outward.forEach(card -> linkLocal6(card).ifPresent(chosen::add));
    }
    if (chosen.isEmpty()) {
      ordered.stream()
          .filter(Card::loopback)
          .limit(1)
          .forEach(card -> ipv4(card).ifPresent(chosen::add));
    }
    return chosen.stream().limit(MOST).toList();
  }

  private static Optional<LanAddress> ipv4(Card card) {
    return card.addresses().stream()
        .filter(LanAddress::ipv4)
        .min(Comparator.comparing(it -> it.address().isLinkLocalAddress()));
  }

  private static Optional<LanAddress> linkLocal6(Card card) {
    return card.addresses().stream()
        .filter(it -> !it.ipv4() && it.address().isLinkLocalAddress())
        .findFirst();
  }
}
