package dev.meshscope.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimesTest {
  @Test
  void anInstantAlwaysHasItsMilliseconds() {
    Instant noon = Instant.parse("2026-03-02T12:00:00Z");
    assertThat(Times.iso(noon)).isEqualTo("2026-03-02T12:00:00.000Z");
    assertThat(Times.iso(noon.plusMillis(7))).isEqualTo("2026-03-02T12:00:00.007Z");
    assertThat(Times.iso(noon.minusNanos(1))).isEqualTo("2026-03-02T11:59:59.999Z");
    assertThat(Times.clock(noon)).matches("\\d\\d:\\d\\d:00\\.000");
  }

  @Test
  void aSpanForProgramsIsRoundedToTheMicrosecond() {
    assertThat(Times.millis(1_500_499)).isEqualTo(1.5);
    assertThat(Times.millis(1_500_500)).isEqualTo(1.501);
    assertThat(Times.millis(-2_000_000)).isEqualTo(-2.0);
  }
}
