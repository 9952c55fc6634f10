package dev.meshscope.engine.net.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.meshscope.text.Telling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelayConfigTest {

  @ParameterizedTest
  @CsvSource({
    "ws://relay.example, ws://relay.example, relay.example, 80, false",
    "wss://relay.example, wss://relay.example, relay.example, 443, true",
    "WSS://relay.example:8443/mesh, wss://relay.example:8443/mesh, relay.example, 8443, true",
    "ws://[::1]:9000/, ws://[::1]:9000/, ::1, 9000, false",
    "' ws://127.0.0.1:1 ', ws://127.0.0.1:1, 127.0.0.1, 1, false",
    "ws://[fe80::1%eth0]/, ws://[fe80::1]/, fe80::1%eth0, 80, false",
    "ws://my_relay:8080/, ws://my_relay:8080/, my_relay, 8080, false",
    "ws://_my_relay_, ws://_my_relay_, _my_relay_, 80, false",
    "ws://relay.example.:81, ws://relay.example:81, relay.example, 81, false",
    "ws://relay.example:, ws://relay.example, relay.example, 80, false",
    "ws://bücher.example/, ws://xn--bcher-kva.example/, xn--bcher-kva.example, 80, false",
    "wss://relay.example/a?key=secret, wss://relay.example/a?…, relay.example, 443, true"
  })
  void aUrlIsReadAndShownWithoutItsQuery(
      String url, String shown, String host, int port, boolean secure) {
    RelayConfig config = RelayConfig.parse(url, null);

    assertThat(config.shown()).isEqualTo(shown);
    assertThat(config.host()).isEqualTo(host);
    assertThat(config.port()).isEqualTo(port);
    assertThat(config.secure()).isEqualTo(secure);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "relay.example",
        "relay.example:8080",
        "http://relay.example",
        "https://relay.example",
        "ws:relay",
        "ws:///path",
        "ws://",
        "ws://host:0",
        "ws://0.0.0.0:7",
        "ws://[::]:7",
        "ws://255.255.255.255",
        "wss://224.0.0.1/path",
        "ws://host:65536",
        "ws://host:port",
        "ws://a b",
        "ws://user:secret@host",
        "ws://user:secret@my_host",
        "ws://my_host:0",
        "ws://my_host:99999",
        "ws://my_host:port",
        "ws://my%20host",
        "ws://a..b",
        "ws://::1:80",
        "ws://[host]:80",
        "ws://[]",
        "ws://host/#secret",
        "ws://host\u0000",
        "ws://[::1"
      })
  void whatIsNoUrlOfARelayIsRefusedInOneSentence(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RelayConfig.parse(url, null))
        .satisfies(
            e -> {
              assertThat(Telling.fault(e)).matches("[A-Z][^\n]+\\.").doesNotContain("secret");
              assertThat(e.getCause()).isNull();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "ws://relay.example, relay.example",
    "ws://relay.example:80, relay.example",
    "wss://relay.example:443, relay.example",
    "wss://relay.example:80, relay.example:80",
    "ws://my_relay:8080, my_relay:8080",
    "ws://[::1]:9000, [::1]:9000",
    "ws://[fe80::1%eth0]:9000, [fe80::1]:9000"
  })
  void theHostHeaderIsAsARelayExpectsIt(String url, String header) {
    assertThat(RelayConfig.parse(url, null).hostHeader()).isEqualTo(header);
  }

  @ParameterizedTest
  @CsvSource({
    "ws://localhost:80, false",
    "ws://127.3.2.1, false",
    "ws://[::1]:80, false",
    "ws://[0:0:0:0:0:0:0:1], false",
    "ws://my_relay, true",
    "ws://relay.example, true",
    "ws://[2001:db8::1], true",
    "wss://my_relay, false"
  })
  void whatLeavesThisMachineUnencryptedIsReadable(String url, boolean readable) {
    assertThat(RelayConfig.parse(url, null).readable()).isEqualTo(readable);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\t"})
  void aTokenThatIsNoneIsRefused(String token) {
    assertThatIllegalArgumentException().isThrownBy(() -> RelayConfig.parse("ws://host", token));
  }

  @Test
  void anEndlessTokenIsRefusedAndNotRepeated() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RelayConfig.parse("ws://host", "s3cret".repeat(1_000)))
        .satisfies(e -> assertThat(Telling.fault(e)).doesNotContain("s3cret"));
  }

  @Test
  void theTokenIsNeverShown() {
    RelayConfig config = RelayConfig.parse("wss://relay.example", "s3cret");

    assertThat(config.toString()).contains("relay.example", "with a token").doesNotContain("s3c");
    assertThat(config.withoutToken("Invalid token s3cret, not s3cret!"))
        .isEqualTo("Invalid token •••, not •••!");
  }
}
