package dev.meshscope.lab.apart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DnsServiceTest {
  private static final String ID = "0192e4a2-7b5c-7def-8a3b-9c4d5e6f7a8b";
  private static final byte[] ADDRESS = {10, 77, 1, 1};
  private static final DnsService SERVICE =
      new DnsService(ID, 50_598, Map.of("node-id", ID, "node-name", "ü=x"));

  @Test
  void whatIsAnnouncedIsHeardAsItIs() {
    assertThat(DnsService.read(ByteBuffer.wrap(SERVICE.announcement(ADDRESS))))
        .isEqualTo(
            new DnsService.Heard(false, Map.of(ID, 50_598), Set.of(), Map.of(ID, SERVICE.txt())));
  }

  @Test
  void whoSaysGoodbyeIsGone() {
    DnsService.Heard heard = DnsService.read(ByteBuffer.wrap(SERVICE.goodbye(ADDRESS)));

    assertThat(heard.ports()).isEmpty();
    assertThat(heard.gone()).containsExactly(ID);
  }

  @Test
  void aPacketThatMakesNoSenseSaysNothing() {
    byte[] whole = SERVICE.announcement(ADDRESS);
    for (int length = 0; length < whole.length; length++) {
      assertThat(DnsService.read(ByteBuffer.wrap(whole, 0, length).slice())).isNotNull();
    }
    byte[] loop = {0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, (byte) 0xc0, 12, 0, 12, 0, 1};
    assertThat(DnsService.read(ByteBuffer.wrap(loop))).isEqualTo(DnsService.Heard.NOTHING);
  }
}
