package dev.meshscope.engine.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.link.Endpoint;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressesTest {
  private static final Endpoint NAME = new Endpoint("localhost", 4711);
  private static final InetAddress SIX = InetAddress.ofLiteral("::1");
  private static final InetAddress FOUR = InetAddress.ofLiteral("127.0.0.1");
  private static final List<InetAddress> BOTH = List.of(SIX, FOUR);

  private final Addresses addresses = new Addresses();

  @Test
  void theNextAttemptTakesTheNextAddressAndBeginsAnewAfterTheLast() {
    assertThat(addresses.next(NAME, BOTH)).isEqualTo(SIX);
    addresses.failed(NAME, BOTH, SIX);
    assertThat(addresses.next(NAME, BOTH)).isEqualTo(FOUR);
    addresses.failed(NAME, BOTH, FOUR);
    assertThat(addresses.next(NAME, BOTH)).isEqualTo(SIX);
  }

  @Test
  void whereSomebodyWasMetIsDialledFirst() {
    addresses.failed(NAME, BOTH, SIX);
    addresses.met(NAME, BOTH, FOUR);

    assertThat(addresses.next(NAME, BOTH)).isEqualTo(FOUR);
    assertThat(addresses.next(new Endpoint("localhost", 4712), BOTH)).isEqualTo(SIX);
  }

  @Test
  void anAddressThatTheNameNoLongerMeansIsNotDialled() {
    addresses.met(NAME, BOTH, FOUR);

    assertThat(addresses.next(NAME, List.of(SIX))).isEqualTo(SIX);
  }
}
