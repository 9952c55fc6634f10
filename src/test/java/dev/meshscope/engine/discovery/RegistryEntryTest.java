package dev.meshscope.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.engine.discovery.RegistryEntry.Standing;
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

  private static Standing standing(long ageMs, boolean running) {
    return written(NOW_MS).standing("_sym._tcp", ageMs, running);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 29_999, -1, -3_600_000, Long.MIN_VALUE})
  void whatAProcessHereWroteJustNowCountsHoweverTheClockWasSet(long ageMs) {
    assertThat(standing(ageMs, true)).isEqualTo(Standing.COUNTS);
    assertThat(written(NOW_MS).standing("_studio._tcp", ageMs, true))
        .isEqualTo(Standing.OTHER_GROUP);
  }

  @ParameterizedTest
  @ValueSource(longs = {30_000, 3_600_000, Long.MAX_VALUE})
  void whatAProcessHereWroteLongAgoIsStaleButNeverDead(long ageMs) {
    assertThat(standing(ageMs, true)).isEqualTo(Standing.STALE);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 9_999, -9_999})
  void aProcessThatIsUnknownHereMayRunInAnotherPidNamespace(long ageMs) {
    assertThat(standing(ageMs, false)).isEqualTo(Standing.COUNTS);
  }

  @ParameterizedTest
  @ValueSource(longs = {10_000, 30_000, Long.MAX_VALUE})
  void oneThatIsUnknownAndDoesNotWriteIsDead(long ageMs) {
    assertThat(standing(ageMs, false)).isEqualTo(Standing.DEAD);
  }

  @ParameterizedTest
  @ValueSource(longs = {-10_000, Long.MIN_VALUE})
  void whatIsYetToComeIsNoSignOfLifeAndNotDeleted(long ageMs) {
    assertThat(standing(ageMs, false)).isEqualTo(Standing.STALE);
  }

  @Test
  void anAgeCannotWrapAround() {
    assertThat(written(NOW_MS - 5).ageMs(NOW_MS)).isEqualTo(5);
    assertThat(written(NOW_MS + 5).ageMs(NOW_MS)).isEqualTo(-5);
    assertThat(written(Long.MIN_VALUE).ageMs(NOW_MS)).isEqualTo(Long.MAX_VALUE);
    assertThat(written(Long.MAX_VALUE).ageMs(-NOW_MS)).isEqualTo(Long.MIN_VALUE);
  }
}
