package dev.meshscope.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTest {

  @Test
  void aStrangersTextCannotSteerTheTerminal() {
    assertThat(Plain.text("a\u001b[2Jb\u009b\n\u202e\ud800 ü 😀"))
        .isEqualTo("a\\u001b[2Jb\\u009b\\u000a\\u202e\\ud800 ü 😀");
  }
}
