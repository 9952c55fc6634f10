package dev.meshscope.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "10s, PT10S",
    "1.5s, PT1.5S",
    "2m, PT2M",
    "10 s, PT10S",
    "2 min, PT2M",
    "1h, PT1H",
    "3d, PT72H",
    "PT10S, PT10S",
    "pt1m30s, PT1M30S",
    "0.000001s, PT0.000001S"
  })
  void aDurationIsReadAsPeopleWriteIt(String text, Duration wanted) {
    assertThat(Durations.parse(text)).contains(wanted);
  }

  @Test
  void whatIsWrittenIsReadBack() {
    Random random = new Random(17);
    for (int i = 0; i < 10_000; i++) {
      long ns = 1 + random.nextLong(1L << (1 + random.nextInt(51)));
      assertThat(Durations.parse(Spans.plain(ns))).contains(Duration.ofNanos(ns));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10",
        "s",
        "-1s",
        "0s",
        "0ms",
        "1e3s",
        "5x",
        "PT",
        "PT0S",
        "PT-1S",
        "1001d",
        "999999999999h",
        "PT9999999999H",
        "1,5s",
        "٣s"
      })
  void whatIsNoneIsNot(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }
}
