package dev.meshscope.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnAddressesTest {
  private static final InetAddress WIRE = InetAddress.ofLiteral("10.77.0.1");
  private static final InetAddress AIR = InetAddress.ofLiteral("10.78.0.1");
  private static final InetAddress RIVAL = InetAddress.ofLiteral("10.77.0.9");

  private final OwnAddresses ours = new OwnAddresses();

  @Test
  void onlyOurselvesOnAnotherNetworkAreNoRival() {
    ours.add(WIRE);
    ours.add(AIR);

    assertThat(ours.fromElsewhere(Set.of(AIR), WIRE)).isTrue();
    assertThat(ours.fromElsewhere(Set.of(AIR, WIRE), WIRE)).isTrue();
    assertThat(ours.fromElsewhere(Set.of(WIRE), WIRE)).isFalse();
    assertThat(ours.fromElsewhere(Set.of(RIVAL), WIRE)).isFalse();
    assertThat(ours.fromElsewhere(Set.of(AIR, RIVAL), WIRE)).isFalse();
    assertThat(ours.fromElsewhere(Set.of(), WIRE)).isFalse();
  }
}
