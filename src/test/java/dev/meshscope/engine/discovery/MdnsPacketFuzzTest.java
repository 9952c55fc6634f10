package dev.meshscope.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.fuzz.FuzzTest;
import java.util.Arrays;
import java.util.List;

/// Whatever comes from the LAN is looked at without a failure, and nothing behind the packet's end
/// matters.
class MdnsPacketFuzzTest extends FuzzTest {
  private static final String TYPE = "_sym._tcp.local.";
  private static final String HOST = "studio.local.";

  @Override
  protected List<String> corpus() {
    return List.of("mdns");
  }

  @Override
  protected List<String> words() {
    return List.of(
        "\u0004_sym\u0004_tcp\u0005local\u0000", "\u00c0\u000c", "\u0000\u0010", "\u0000\u0021");
  }

  @Override
  protected void check(byte[] input) {
    MdnsPacket.Kind kind = MdnsPacket.look(input, input.length, TYPE, HOST, _ -> false);
    byte[] inARing = Arrays.copyOf(input, input.length + 300);
    Arrays.fill(inARing, input.length, inARing.length, (byte) 0xc0);

    assertThat(MdnsPacket.look(inARing, input.length, TYPE, HOST, _ -> false)).isEqualTo(kind);
    if (kind != MdnsPacket.Kind.MALFORMED) {
      assertThat(MdnsPacket.response(input)).isEqualTo((input[2] & 0x80) != 0);
    }
  }
}
