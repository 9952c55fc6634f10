package dev.meshscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostNameTest {
  @ParameterizedTest
  @CsvSource({
    "studio-mac.local, studio-mac",
    "studio, studio",
    "'', meshscope",
    "'\u0007', meshscope",
    "'a\u0007b', ab",
    ".local, .local"
  })
  void aHostNameBecomesANodeName(String host, String name) {
    assertThat(HostName.trimmed(host).text()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"a, 64", "ü, 32", "\uD83D\uDE00, 16"})
  void aLongOneIsCutBetweenCharacters(String character, int kept) {
    assertThat(HostName.trimmed(character.repeat(100)).text()).isEqualTo(character.repeat(kept));
  }
}
