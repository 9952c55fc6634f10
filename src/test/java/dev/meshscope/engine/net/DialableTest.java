package dev.meshscope.engine.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.link.Endpoint;
import java.net.Inet4Address;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialableTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0:7",
        "0:7",
        "0.1.2.3:7",
        "255.255.255.255:7",
        "4294967295:7",
        "240.0.0.1:7",
        "224.0.0.251:7",
        "239.255.255.250:7",
        "127.255.255.255:7",
        "127.0.0.0:7",
        "[::]:7",
        "[::ffff:255.255.255.255]:7",
        "[::ffff:224.0.0.1]:7",
        "[ff02::fb]:7",
        "[ff05::2]:7"
      })
  void whatStandsForAnyManyOrNoneIsNotDialled(String text) {
    assertThat(Dialable.is(Endpoint.parse(text).orElseThrow())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:7",
        "127.0.0.255:7",
        "203.0.113.77:7",
        "[::1]:7",
        "[2001:db8::1]:7",
        "[fe80::1%nowhere0]:7",
        "localhost:7",
        "255.255.255.255.example:7"
      })
  void whatMayBeSomebodyIs(String text) {
    assertThat(Dialable.is(Endpoint.parse(text).orElseThrow())).isTrue();
  }

  @Test
  void theBroadcastAddressesOfThisMachinesNetworksAreNobodys() throws SocketException {
    assertThat(
            NetworkInterface.networkInterfaces()
                .flatMap(each -> each.getInterfaceAddresses().stream())
                .filter(each -> each.getAddress() instanceof Inet4Address)
                .filter(each -> each.getNetworkPrefixLength() <= 30)
                .map(InterfaceAddress::getBroadcast)
                .filter(Objects::nonNull)
                .map(address -> new Endpoint(address.getHostAddress(), 7))
                .filter(Dialable::is))
        .isEmpty();
  }
}
