package dev.meshscope.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.link.Networking;
import dev.meshscope.ui.settings.NetworksForm.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksFormTest {

  private static NetworksForm relay(String url, String token) {
    return new NetworksForm(false, url, token, false);
  }

  @Test
  void whatIsJoinedComesBackUnchanged() {
    Networking all = new Networking(true, "wss://relay.example/mesh", "secret", true);

    assertThat(NetworksForm.of(all).networking()).contains(all);
    assertThat(NetworksForm.of(Networking.LOOPBACK).networking()).contains(Networking.LOOPBACK);
  }

  @Test
  void blanksAroundAUrlAndATokenAreNotMeant() {
    assertThat(relay(" wss://relay.example ", " secret ").networking())
        .contains(new Networking(false, "wss://relay.example", "secret", false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://relay.example", "relay.example", "wss://", "wss://a b", "ws://h:0"})
  void whatIsNoUrlOfARelayIsSaidAtItsField(String url) {
    NetworksForm form = relay(url, "secret");

    assertThat(form.problems()).containsOnlyKeys(Field.RELAY);
    assertThat(form.problems().get(Field.RELAY)).endsWith(".");
    assertThat(form.networking()).isEmpty();
  }

  @Test
  void aTokenThatIsTooLongIsSaidAtTheToken() {
    assertThat(relay("wss://relay.example", "x".repeat(5_000)).problems())
        .containsOnlyKeys(Field.TOKEN);
  }

  @Test
  void aTokenWithoutARelayIsNotKept() {
    assertThat(relay("", "secret").networking()).contains(Networking.LOOPBACK);
  }

  @Test
  void onlyTheRelayNeedsOne() {
    assertThat(new NetworksForm(true, " ", "", true).problems()).containsOnlyKeys(Field.RELAY_ONLY);
  }

  @Test
  void whatLeavesThisMachineUnencryptedIsMarked() {
    assertThat(relay("ws://relay.example", "").readable()).isTrue();
    assertThat(relay("wss://relay.example", "").readable()).isFalse();
    assertThat(relay("ws://127.0.0.1:8080", "").readable()).isFalse();
    assertThat(relay("ws://localhost", "").readable()).isFalse();
    assertThat(relay("ws://", "").readable()).isFalse();
  }

  @Test
  void theTokenIsInNoText() {
    assertThat(relay("wss://relay.example", "secret").toString()).doesNotContain("secret");
  }
}
