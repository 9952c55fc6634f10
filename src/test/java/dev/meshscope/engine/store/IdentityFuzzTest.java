package dev.meshscope.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.fuzz.FuzzTest;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JacksonException;

/// An identity that was read can do all that an identity does; anything else stops the start.
class IdentityFuzzTest extends FuzzTest {

  @Override
  protected List<String> corpus() {
    return List.of("identity", "json");
  }

  @Override
  protected List<String> words() {
    return List.of(
        "\"nodeId\":",
        "\"publicKey\":",
        "\"privateKey\":",
        "\"e2ePublicKey\":",
        "MC4CAQAwBQYDK2VwBCIEI",
        "MCowBQYDK2VuAyEA");
  }

  /// It signs.
  @Override
  protected int cost() {
    return 4;
  }

  @Override
  protected void check(byte[] input) {
    Identity identity;
    try {
      identity = IdentityStore.parse(input);
    } catch (GeneralSecurityException | JacksonException | IllegalArgumentException e) {
      return;
    }
    assertThat(identity.seal().verifies(identity.publicKey(), "a", identity.seal().sign("a")))
        .isTrue();
    assertThat(identity.e2ePublicKey()).hasSize(60).startsWith("MCowBQYDK2VuAyEA");
    assertThat(Base64.getDecoder().decode(identity.e2ePublicKey())).hasSize(44);
  }
}
