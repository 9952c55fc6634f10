package dev.meshscope.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.link.Endpoint;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {
  private static final LanAddress ETH =
      new LanAddress("eth0", InetAddress.ofLiteral("192.168.1.5"), 24);

  private static List<String> ways(LanAddress heardOn, String... addresses) {
    return Reach.of(Stream.of(addresses).map(InetAddress::ofLiteral).toList(), 4711, heardOn)
        .stream()
        .map(it -> it.endpoint().toString())
        .toList();
  }

  @Test
  void ipv4ComesBeforeLinkLocalIpv6AndWhatIsNearBeforeWhatIsFar() {
    assertThat(ways(ETH, "fe80::2", "fd00::2", "169.254.3.4", "10.8.0.2", "192.168.1.7", "fe80::3"))
        .containsExactly(
            "192.168.1.7:4711",
            "169.254.3.4:4711",
            "[fe80:0:0:0:0:0:0:2%eth0]:4711",
            "[fe80:0:0:0:0:0:0:3%eth0]:4711");
  }

  @Test
  void aLinkLocalAddressIsReadAsItIsTold() {
    Endpoint told =
        Reach.of(List.of(InetAddress.ofLiteral("fe80::2")), 4711, ETH).getFirst().endpoint();

    assertThat(Endpoint.parse(told.toString())).contains(told);
  }

  /// It would make this machine dial itself, or somebody who never asked for it.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "::1",
        "0.0.0.0",
        "::",
        "0.1.2.3",
        "224.0.0.251",
        "ff02::fb",
        "255.255.255.255",
        "240.0.0.1",
        "203.0.113.9",
        "2001:db8::9",
        // Some other network, private or not: who is there is heard there.
        "10.8.0.2",
        "172.16.0.9",
        "192.168.2.7",
        "fd00::2",
        // The name and the broadcast address of this network, and of the link.
        "192.168.1.0",
        "192.168.1.255",
        "169.254.0.0",
        "169.254.255.255"
      })
  void anAddressThatNoPeerOnThisNetworkCanHaveIsNotTaken(String address) {
    assertThat(ways(ETH, address)).isEmpty();
  }

  @Test
  void aPublicAddressOfThisVeryNetworkIsTaken() {
    LanAddress campus = new LanAddress("eth0", InetAddress.ofLiteral("203.0.113.200"), 25);

    assertThat(ways(campus, "203.0.113.129")).containsExactly("203.0.113.129:4711");
    assertThat(ways(campus, "203.0.113.127")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "192.168.1.5,24,192.168.1.255,true",
    "192.168.1.5,24,192.168.1.0,true",
    "192.168.1.5,24,192.168.1.127,false",
    "192.168.0.5,23,192.168.0.255,false",
    "192.168.0.5,23,192.168.1.0,false",
    "192.168.0.5,23,192.168.1.255,true",
    "192.168.1.5,25,192.168.1.127,true",
    "10.0.0.4,31,10.0.0.5,false",
    "10.0.0.4,32,10.0.0.4,false",
    "fd00::5,64,fd00::ffff:ffff:ffff:ffff,false"
  })
  void anAddressThatStandsForAWholeNetworkIsNobodys(
      String own, int prefix, String other, boolean all) {
    LanAddress address = new LanAddress("e", InetAddress.ofLiteral(own), prefix);

    assertThat(address.standsForAll(InetAddress.ofLiteral(other))).isEqualTo(all);
  }

  @Test
  void loopbackIsTakenFromLoopback() {
    assertThat(ways(LanProcess.LOOPBACK, "127.0.0.1")).containsExactly("127.0.0.1:4711");
  }

  @Test
  void onePeerHasNotMoreThanSixteenAddresses() {
    InetAddress[] many =
        IntStream.range(1, 100)
            .mapToObj(i -> InetAddress.ofLiteral("192.168.1." + i))
            .toArray(InetAddress[]::new);

    assertThat(Reach.of(List.of(many), 4711, ETH)).hasSize(16);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65_536})
  void aPortThatIsNoneIsNoWay(int port) {
    assertThat(Reach.of(List.of(InetAddress.ofLiteral("192.168.1.7")), port, ETH)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "192.168.1.5,24,192.168.1.200,true",
    "192.168.1.5,24,192.168.2.5,false",
    "192.168.1.5,23,192.168.0.9,true",
    "192.168.1.5,32,192.168.1.5,true",
    "192.168.1.5,32,192.168.1.4,false",
    "192.168.1.5,0,192.168.1.5,false",
    "192.168.1.5,-1,192.168.1.5,false",
    "192.168.1.5,24,fe80::1,false",
    "fe80::1,64,fe80::2,true",
    "fd00:1::1,60,fd00:1:0:f::9,true",
    "fd00:1::1,60,fd00:1:0:1f::9,false"
  })
  void oneNetworkIsWhatItsPrefixSays(String own, int prefix, String other, boolean same) {
    LanAddress address = new LanAddress("e", InetAddress.ofLiteral(own), prefix);

    assertThat(address.sameNetwork(InetAddress.ofLiteral(other))).isEqualTo(same);
  }
}
