package dev.meshscope.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.engine.discovery.LanInterfaces.Card;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LanInterfacesTest {
  private static final Card LO = card(1, true, "lo", "127.0.0.1/8", "::1/128");

  private static LanAddress at(String name, String text) {
    int slash = text.indexOf('/');
    return new LanAddress(
        name,
        InetAddress.ofLiteral(text.substring(0, slash)),
        Integer.parseInt(text.substring(slash + 1)));
  }

  private static Card card(int index, boolean loopback, String name, String... addresses) {
    return new Card(index, loopback, Stream.of(addresses).map(text -> at(name, text)).toList());
  }

  @Test
  void everyNetworkIsUsedThroughOneIpv4Address() {
    Card eth = card(2, false, "eth0", "fe80::1/64", "192.168.1.5/24", "192.168.1.6/24");
    Card wlan = card(3, false, "wlan0", "10.0.0.7/8", "fd00::7/64");

    assertThat(LanInterfaces.choose(List.of(wlan, LO, eth)))
        .containsExactly(at("eth0", "192.168.1.5/24"), at("wlan0", "10.0.0.7/8"));
  }

  @Test
  void twoInterfacesOnOneNetworkAreNotBothUsed() {
    Card wire = card(2, false, "eth0", "192.168.1.5/24");
    Card air = card(3, false, "wlan0", "192.168.1.77/24");

    assertThat(LanInterfaces.choose(List.of(LO, air, wire)))
        .containsExactly(at("eth0", "192.168.1.5/24"));
  }

  @Test
  void aSelfGivenAddressIsUsedIfThereIsNoBetter() {
    assertThat(LanInterfaces.choose(List.of(card(2, false, "e", "169.254.1.1/16", "10.0.0.1/8"))))
        .containsExactly(at("e", "10.0.0.1/8"));
    assertThat(LanInterfaces.choose(List.of(card(2, false, "e", "169.254.1.1/16"))))
        .containsExactly(at("e", "169.254.1.1/16"));
  }

  @Test
  void linkLocalIpv6IsUsedWhereThereIsNoIpv4AtAll() {
    Card six = card(2, false, "eth0", "2001:db8::5/64", "fe80::5/64");

    assertThat(LanInterfaces.choose(List.of(LO, six))).containsExactly(at("eth0", "fe80::5/64"));
    assertThat(LanInterfaces.choose(List.of(LO, six, card(3, false, "w", "10.0.0.7/8"))))
        .containsExactly(at("w", "10.0.0.7/8"));
  }

  @Test
  void loopbackIsUsedOnlyIfThereIsNothingElse() {
    assertThat(LanInterfaces.choose(List.of(LO))).containsExactly(at("lo", "127.0.0.1/8"));
    assertThat(LanInterfaces.choose(List.of())).isEmpty();
  }

  @Test
  void aMachineWithManyNetworksUsesTheFirst() {
    List<Card> many =
        IntStream.range(0, 40)
            .mapToObj(i -> card(i, false, "e" + i, "10.0." + i + ".1/24"))
            .toList();

    assertThat(LanInterfaces.choose(many))
        .hasSize(LanInterfaces.MOST)
        .startsWith(at("e0", "10.0.0.1/24"));
  }

  @Test
  void thisMachineTellsItsInterfaces() throws Exception {
    assertThat(LanInterfaces.ofThisMachine()).isNotEmpty();
  }
}
