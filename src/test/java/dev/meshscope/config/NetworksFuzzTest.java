package dev.meshscope.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.link.Networking;
import dev.meshscope.fuzz.FuzzTest;
import java.util.List;
import tools.jackson.core.JacksonException;

/// Networks are read whole or not at all, and a token is never shown.
class NetworksFuzzTest extends FuzzTest {
  private static final int LONG_ENOUGH_TO_KNOW = 12;

  @Override
  protected List<String> corpus() {
    return List.of("networks", "json");
  }

  @Override
  protected List<String> words() {
    return List.of(
        "\"lan\":true",
        "\"relay\":",
        "\"relayToken\":",
        "\"relayOnly\":",
        "\"wss://relay.example\"");
  }

  @Override
  protected void check(byte[] input) {
    Networking networking;
    try {
      networking = NetworksFile.parse(input);
    } catch (JacksonException | IllegalArgumentException e) {
      return;
    }
    String token = networking.relayToken();
    String relay = networking.relay();
    boolean known = token != null && token.length() >= LONG_ENOUGH_TO_KNOW;
    if (known && (relay == null || !relay.contains(token))) {
      assertThat(networking.toString()).doesNotContain(token);
    }
  }
}
