package dev.meshscope.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.PublicKey;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LanPeerTest {
  private static final NodeId ID = new NodeId("0192e4a2-7b5c-7def-8a3b-9c4d5e6f7a8b");
  private static final PublicKey KEY = new PublicKey("A".repeat(43));

  private static LanPeer at(String own, String address, String name, PublicKey key) {
    LanAddress heardOn = new LanAddress("e", InetAddress.ofLiteral(own), 24);
    return new LanPeer(
        ID,
        new NodeName(name),
        Reach.of(List.of(InetAddress.ofLiteral(address)), 4711, heardOn),
        key);
  }

  @Test
  void aPeerOnTwoNetworksIsOnePeerWithTwoAddresses() {
    LanPeer wire = at("10.9.0.1", "10.9.0.2", "a", null);
    LanPeer air = at("10.9.1.1", "10.9.1.2", "b", KEY);

    Map<NodeId, LanPeer> all =
        LanPeer.together(List.of(Map.of(ID, wire), Map.of(), Map.of(ID, air)));

    assertThat(all.keySet()).containsExactly(ID);
    assertThat(all.get(ID).name()).isEqualTo(new NodeName("a"));
    assertThat(all.get(ID).publicKey()).isEqualTo(KEY);
    assertThat(all.get(ID).addresses())
        .extracting(Object::toString)
        .containsExactly("10.9.0.2:4711", "10.9.1.2:4711");
  }

  @Test
  void theBetterAddressComesFirstWhereverItWasHeard() {
    LanPeer six = at("10.9.0.1", "fe80::2", "a", null);
    LanPeer four = at("10.9.1.1", "10.9.1.2", "a", null);

    assertThat(LanPeer.together(List.of(Map.of(ID, six), Map.of(ID, four))).get(ID).addresses())
        .extracting(Object::toString)
        .containsExactly("10.9.1.2:4711", "[fe80:0:0:0:0:0:0:2%e]:4711");
  }
}
