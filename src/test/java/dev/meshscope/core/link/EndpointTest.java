package dev.meshscope.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:80, 127.0.0.1, 80",
    "[::1]:7, ::1, 7",
    "::1:7, ::1, 7",
    "[fe80::1%eth0]:65535, fe80::1%eth0, 65535",
    "bücher.example:1, bücher.example, 1"
  })
  void anAddressIsReadAndReadAgainFromWhatItPrints(String text, String host, int port) {
    Endpoint endpoint = new Endpoint(host, port);

    assertThat(Endpoint.parse(text)).contains(endpoint);
    assertThat(Endpoint.parse(endpoint.toString())).contains(endpoint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "host",
        ":80",
        "host:",
        "host:0",
        "host:65536",
        "host:+80",
        "host:٣",
        "host:99999999999",
        "[]:80",
        "[[a]]:80",
        "[a:1",
        "a]:1",
        "two words:80",
        "\u001b[2J:80",
        "a\u202eb:80",
        "a\u0000:80"
      })
  void whatIsNoneIsNot(String text) {
    assertThat(Endpoint.parse(text)).isEmpty();
  }

  @Test
  void aHostIsNoNovel() {
    assertThat(Endpoint.parse("a".repeat(255) + ":80")).isPresent();
    assertThat(Endpoint.parse("a".repeat(256) + ":80")).isEmpty();
  }

  @Test
  void aHostThatCannotBeSeenIsNone() {
    assertThatThrownBy(() -> new Endpoint("a\u009bb", 80))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
