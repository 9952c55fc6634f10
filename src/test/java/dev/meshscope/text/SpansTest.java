package dev.meshscope.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpansTest {
  private static final long MS = 1_000_000;
  private static final long S = 1_000 * MS;

  @Test
  void anAgeHasTenthsUpToTenSeconds() {
    assertThat(Spans.age(-1)).isEqualTo("0.0 s");
    assertThat(Spans.age(49 * MS)).isEqualTo("0.0 s");
    assertThat(Spans.age(9_999 * MS)).isEqualTo("9.9 s");
    assertThat(Spans.age(10 * S)).isEqualTo("10 s");
    assertThat(Spans.age(65 * S)).isEqualTo("1 m 05 s");
    assertThat(Spans.age(3 * 3600 * S + 7 * 60 * S)).isEqualTo("3 h 07 m");
  }

  @Test
  void aTightAgeIsAnAgeWithoutItsSpacesFromAMinuteOn() {
    assertThat(Spans.tight(9_900 * MS)).isEqualTo("9.9 s");
    assertThat(Spans.tight(59 * S)).isEqualTo("59 s");
    assertThat(Spans.tight(84 * S)).isEqualTo("1m 24s");
    assertThat(Spans.tight(2 * 3600 * S + 5 * 60 * S)).isEqualTo("2h 05m");
  }

  @Test
  void aMeasuredSpanHasThreeDigitsAtMost() {
    assertThat(Spans.precise(0)).isEqualTo("0.00 ms");
    assertThat(Spans.precise(418_000)).isEqualTo("0.42 ms");
    assertThat(Spans.precise(9_994_000)).isEqualTo("9.99 ms");
    assertThat(Spans.precise(9_996_000)).isEqualTo("10 ms");
    assertThat(Spans.precise(38 * MS)).isEqualTo("38 ms");
    assertThat(Spans.precise(999 * MS)).isEqualTo("999 ms");
    assertThat(Spans.precise(999_700_000)).isEqualTo("1.00 s");
    assertThat(Spans.precise(1_310 * MS)).isEqualTo("1.31 s");
    assertThat(Spans.precise(12 * S)).isEqualTo("12 s");
  }

  @Test
  void aMeasuredSpanIsRoundedNotCut() {
    Random random = new Random(11);
    for (int i = 0; i < 10_000; i++) {
      long ns = random.nextLong(9_990_000);
      double shown = Double.parseDouble(Spans.precise(ns).replace(" ms", ""));
      assertThat(Math.abs(shown - ns / 1e6)).isLessThanOrEqualTo(0.0051);
    }
  }

  @Test
  void countsAreGroupedByThreeDigits() {
    for (long count : new long[] {0, 7, 999, 1_000, 2_138, 999_999, 1_000_000, -1_234}) {
      assertThat(Spans.count(count))
          .isEqualTo(String.format(Locale.ROOT, "%,d", count).replace(',', '\u2009'));
    }
  }

  @Test
  void aConfiguredSpanStandsInTheLargestUnitThatDividesIt() {
    assertThat(Spans.plain(500 * MS)).isEqualTo("500 ms");
    assertThat(Spans.plain(1_500 * MS)).isEqualTo("1500 ms");
    assertThat(Spans.plain(10 * S)).isEqualTo("10 s");
    assertThat(Spans.plain(120 * S)).isEqualTo("2 min");
  }
}
