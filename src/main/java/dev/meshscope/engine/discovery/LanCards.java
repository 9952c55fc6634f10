package dev.meshscope.engine.discovery;

import dev.meshscope.engine.discovery.LanCard.Leads;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Asks the system for its interfaces. Blocks; on discovery's thread and the doctor's.
final class LanCards {

  /// Addresses that nobody has (RFC 5737, RFC 3849): to ask for the way there sends nothing.
  private static final List<String> FAR = List.of("192.0.2.1", "2001:db8::1");

  private static final int DISCARD = 9;

  private LanCards() {}

  /// @throws IOException if the system does not tell
  static List<LanCard> read() throws IOException {
    Set<InetAddress> out =
        FAR.stream().flatMap(LanCards::from).collect(Collectors.toUnmodifiableSet());
    LanLinks links = LanLinks.ofThisMachine();
    List<LanCard> cards = new ArrayList<>();
    for (NetworkInterface card : NetworkInterface.networkInterfaces().toList()) {
      if (!card.isVirtual()) {
        List<LanAddress> addresses =
            card.getInterfaceAddresses().stream()
                .map(
                    it ->
                        new LanAddress(
                            card.getName(), it.getAddress(), it.getNetworkPrefixLength()))
                .toList();
        cards.add(new LanCard(card.getIndex(), card.getName(), leads(card, links, out), addresses));
      }
    }
    return cards;
  }

  private static Leads leads(NetworkInterface card, LanLinks links, Set<InetAddress> out)
      throws SocketException {
    if (!card.isUp()) {
      return Leads.DOWN;
    }
    if (card.isLoopback()) {
      return Leads.LOOPBACK;
    }
    if (card.isPointToPoint()) {
      return Leads.TUNNEL;
    }
    if (!card.supportsMulticast()) {
      return Leads.NO_MULTICAST;
    }
    return card.inetAddresses().anyMatch(out::contains)
        ? Leads.OUT
        : links.leads(card.getName(), card.getIndex());
  }

  /// Our address on the way there; empty if there is no way.
  private static Stream<InetAddress> from(String far) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral(far), DISCARD));
      return Stream.of(socket.getLocalAddress());
    } catch (IOException | RuntimeException e) {
      return Stream.empty();
    }
  }
}
