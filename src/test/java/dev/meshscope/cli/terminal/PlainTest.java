package dev.meshscope.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTest {

  @Test
  void aStrangersTextCannotSteerTheTerminal() {
    assertThat(Plain.text("a\u001b[2Jb\u009b\n\u202e\ud800 ü 😀"))
        .isEqualTo("a\\u001b[2Jb\\u009b\\u000a\\u202e\\ud800 ü 😀");
  }

  @Test
  void aCellIsAsWideAsItsColumn() {
    assertThat(Plain.cell("ab", 4)).isEqualTo("ab  ");
    assertThat(Plain.cell("abcd", 4)).isEqualTo("abcd");
    assertThat(Plain.cell("abc😀e", 4)).isEqualTo("abc…");
  }
}
