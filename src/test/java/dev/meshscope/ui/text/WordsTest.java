package dev.meshscope.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void placesAreFilledInTheirOrder() {
    assertThat(Words.of("row.ghost", "3.0 s", "#7", "reset by the peer"))
        .isEqualTo("3.0 s ago: #7 ended, reset by the peer");
    assertThat(Words.of("row.ghost-replaced", "3.0 s", "#7", "#9", "it restarted"))
        .isEqualTo("3.0 s ago: replaced by its new socket #9 (it restarted)");
  }

  @Test
  void whatIsFilledInIsNotReadAgain() {
    assertThat(Words.of("header.group", "{0}")).isEqualTo("group {0}");
    assertThat(Words.of("header.group", "it's {1} $1 \\")).isEqualTo("group it's {1} $1 \\");
  }

  @Test
  void numbersAreGrouped() {
    assertThat(Words.of("totals.peers", 2000)).isEqualTo("2\u2009000 peers");
  }

  @Test
  void aConstantHasItsKey() {
    assertThat(Words.key(Thread.State.TIMED_WAITING)).isEqualTo("timed-waiting");
  }
}
