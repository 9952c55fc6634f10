package dev.meshscope.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.link.LeftOut;
import dev.meshscope.core.link.LeftOut.Why;
import dev.meshscope.engine.discovery.LanCard.Leads;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LanChoiceTest {
  private static final LanCard LO = card(1, Leads.LOOPBACK, "lo", "127.0.0.1/8", "::1/128");

  private static LanAddress at(String name, String text) {
    int slash = text.indexOf('/');
    return new LanAddress(
        name,
        InetAddress.ofLiteral(text.substring(0, slash)),
        Integer.parseInt(text.substring(slash + 1)));
  }

  private static LanCard card(int index, Leads leads, String name, String... addresses) {
    return new LanCard(
        index, name, leads, Stream.of(addresses).map(text -> at(name, text)).toList());
  }

  private static List<LanAddress> chosen(List<LanCard> cards) {
    return LanChoice.of(cards).used();
  }

  @Test
  void everyNetworkIsUsedThroughOneIpv4Address() {
    LanCard eth =
        card(2, Leads.ELSEWHERE, "eth0", "fe80::1/64", "192.168.1.5/24", "192.168.1.6/24");
    LanCard wlan = card(3, Leads.ELSEWHERE, "wlan0", "10.0.0.7/8", "fd00::7/64");

    assertThat(chosen(List.of(wlan, LO, eth)))
        .containsExactly(at("eth0", "192.168.1.5/24"), at("wlan0", "10.0.0.7/8"));
  }

  @Test
  void twoInterfacesOnOneNetworkAreNotBothUsed() {
    LanCard wire = card(2, Leads.ELSEWHERE, "eth0", "192.168.1.5/24");
    LanCard air = card(3, Leads.ELSEWHERE, "wlan0", "192.168.1.77/24");

    assertThat(chosen(List.of(LO, air, wire))).containsExactly(at("eth0", "192.168.1.5/24"));
  }

  @Test
  void aSelfGivenAddressIsUsedIfThereIsNoBetter() {
    assertThat(chosen(List.of(card(2, Leads.ELSEWHERE, "e", "169.254.1.1/16", "10.0.0.1/8"))))
        .containsExactly(at("e", "10.0.0.1/8"));
    assertThat(chosen(List.of(card(2, Leads.ELSEWHERE, "e", "169.254.1.1/16"))))
        .containsExactly(at("e", "169.254.1.1/16"));
  }

  @Test
  void linkLocalIpv6IsUsedWhereThereIsNoIpv4AtAll() {
    LanCard six = card(2, Leads.ELSEWHERE, "eth0", "2001:db8::5/64", "fe80::5/64");

    assertThat(chosen(List.of(LO, six))).containsExactly(at("eth0", "fe80::5/64"));
    assertThat(chosen(List.of(LO, six, card(3, Leads.ELSEWHERE, "w", "10.0.0.7/8"))))
        .containsExactly(at("w", "10.0.0.7/8"));
  }

  @Test
  void loopbackIsUsedOnlyIfThereIsNothingElse() {
    assertThat(chosen(List.of(LO))).containsExactly(at("lo", "127.0.0.1/8"));
    assertThat(chosen(List.of())).isEmpty();
  }

  @Test
  void whatReachesPeersMostLikelyIsUsedWhenThereAreTooMany() {
    List<LanCard> cards =
        new ArrayList<>(
            IntStream.range(2, 12)
                .mapToObj(i -> card(i, Leads.GUESTS, "br" + i, "172." + (16 + i) + ".0.1/16"))
                .toList());
    cards.add(card(20, Leads.ELSEWHERE, "eth0", "10.0.1.1/24"));
    cards.add(card(21, Leads.HARDWARE, "wlan0", "10.0.2.1/24"));
    cards.add(card(22, Leads.OUT, "usb0", "10.0.3.1/24"));

    LanChoice choice = LanChoice.of(cards);

    assertThat(choice.used())
        .hasSize(LanInterfaces.MOST)
        .startsWith(
            at("usb0", "10.0.3.1/24"), at("wlan0", "10.0.2.1/24"), at("eth0", "10.0.1.1/24"))
        .endsWith(at("br6", "172.22.0.1/16"));
    assertThat(choice.leftOut())
        .containsExactly(
            new LeftOut("br7", Why.TOO_MANY),
            new LeftOut("br8", Why.TOO_MANY),
            new LeftOut("br9", Why.TOO_MANY),
            new LeftOut("br10", Why.TOO_MANY),
            new LeftOut("br11", Why.TOO_MANY));
  }

  @Test
  void whatReachesNobodyIsLeftOutAndSaid() {
    LanChoice choice =
        LanChoice.of(
            List.of(
                LO,
                card(2, Leads.DOWN, "docker0", "172.17.0.1/16"),
                card(3, Leads.BACK, "veth0", "172.18.0.1/16"),
                card(4, Leads.TUNNEL, "tun0", "10.8.0.2/24"),
                card(5, Leads.NO_MULTICAST, "ib0", "10.9.0.2/24"),
                card(6, Leads.DOWN, "eth1"),
                card(7, Leads.GUESTS, "virbr0", "192.168.1.1/24"),
                card(8, Leads.HARDWARE, "eth0", "192.168.1.5/24")));

    assertThat(choice)
        .isEqualTo(
            new LanChoice(
                List.of(at("eth0", "192.168.1.5/24")),
                List.of(
                    new LeftOut("virbr0", Why.SAME_NETWORK),
                    new LeftOut("veth0", Why.NOWHERE),
                    new LeftOut("ib0", Why.NO_MULTICAST),
                    new LeftOut("tun0", Why.TUNNEL),
                    new LeftOut("docker0", Why.DOWN))));
  }

  @Test
  void thisMachineTellsItsInterfaces() throws Exception {
    assertThat(LanInterfaces.ofThisMachine()).isNotEmpty();
  }
}
