package dev.meshscope.lab.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "node agent.js              | node;agent.js",
        "  node   agent.js          | node;agent.js",
        "node \"my agent.js\" --x=1 | node;my agent.js;--x=1",
        "node 'my agent.js'         | node;my agent.js",
        "sh -c 'echo \"a b\" > c' | sh;-c;echo \"a b\" > c",
        "node a\\ b.js              | node;a b.js",
        "C:\\tools\\node.exe x      | C:\\tools\\node.exe;x",
        "node --flag=\"a b\"c       | node;--flag=a bc",
      })
  void aCommandIsTakenApartAsItIsMeant(String text, String words) {
    assertThat(CommandLine.words(text)).containsExactly(words.split(";"));
  }

  @Test
  void anEmptyWordIsAWord() {
    assertThat(CommandLine.words("node ''")).isEqualTo(List.of("node", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "node \"agent", "node 'agent"})
  void whatIsNoCommandIsToldInOneSentence(String text) {
    assertThatThrownBy(() -> CommandLine.words(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(".");
  }
}
