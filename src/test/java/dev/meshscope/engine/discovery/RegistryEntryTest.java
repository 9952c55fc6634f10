package dev.meshscope.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryEntryTest {
  private static final long NOW_MS = 1_761_900_000_000L;

  private static RegistryEntry written(long ms) {
    return new RegistryEntry(
        new NodeId("50000000-0000-7000-8000-00000000000a"),
        new NodeName("raw"),
        4_000,
        17,
        "_sym._tcp",
        ms);
  }

  @Test
  void anEntryIsReadFieldByField() {
    String text =
        """
        {"nodeId":"50000000-0000-7000-8000-00000000000A","name":"raw","port":4000,"pid":17,
         "serviceType":"_sym._tcp","ts":1761900000000}
        """;
    assertThat(RegistryEntry.parse(text.getBytes(StandardCharsets.UTF_8)))
        .contains(written(NOW_MS));
  }

  @ParameterizedTest
  @ValueSource(longs = {NOW_MS, NOW_MS - 29_999, NOW_MS + 1, Long.MAX_VALUE})
  void whatWasWrittenJustNowCounts(long ms) {
    assertThat(written(ms).counts("_sym._tcp", NOW_MS)).isTrue();
    assertThat(written(ms).counts("_studio._tcp", NOW_MS)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {NOW_MS - 30_000, 0, -1, Long.MIN_VALUE})
  void whatWasWrittenLongAgoDoesNotHoweverLong(long ms) {
    assertThat(written(ms).counts("_sym._tcp", NOW_MS)).isFalse();
  }
}
