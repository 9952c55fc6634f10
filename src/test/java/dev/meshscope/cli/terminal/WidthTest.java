package dev.meshscope.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WidthTest {
  @Test
  void eastAsianLettersAndEmojiTakeTwoColumnsAndMarksNone() {
    assertThat(Width.of("abc")).isEqualTo(3);
    assertThat(Width.of("→ ● ▲ ✓ … – ü")).isEqualTo(13);
    assertThat(Width.of("計画")).isEqualTo(4);
    assertThat(Width.of("ｱ한😀")).isEqualTo(5);
    assertThat(Width.of("e\u0301")).isEqualTo(1);
    assertThat(Width.of("🇩🇪")).isEqualTo(2);
  }

  @Test
  void aCellIsAsWideAsItsColumn() {
    assertThat(Width.cell("ab", 4)).isEqualTo("ab  ");
    assertThat(Width.cell("abcd", 4)).isEqualTo("abcd");
    assertThat(Width.cell("abcde", 4)).isEqualTo("abc…");
    assertThat(Width.cell("ab😀e", 4)).isEqualTo("ab… ");
    assertThat(Width.cell("計画担当", 6)).isEqualTo("計画… ");
  }

  @Test
  void aLongLineGoesOnBelowItsText() {
    assertThat(Width.wrap("12:00  one two three four", 20, 7))
        .containsExactly("12:00  one two three", "       four");
    assertThat(Width.wrap("12:00  abcdefghijklmnopqrstuvwxyz", 20, 7))
        .containsExactly("12:00  abcdefghijklm", "       nopqrstuvwxyz");
    assertThat(Width.wrap("12:00  計画計画計画計画", 20, 7)).containsExactly("12:00  計画計画計画", "       計画");
    assertThat(Width.wrap("short", 20, 7)).containsExactly("short");
  }
}
