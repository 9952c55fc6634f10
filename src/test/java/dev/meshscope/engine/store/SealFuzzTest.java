package dev.meshscope.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.fuzz.FuzzTest;
import dev.meshscope.fuzz.Text;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// A proof is right or wrong, whatever the key and whatever the signature; and a signature that was
/// touched is wrong.
class SealFuzzTest extends FuzzTest {

  private final Ed25519Seal seal;
  private final String signature;

  SealFuzzTest() throws GeneralSecurityException {
    seal = new Ed25519Seal(KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate());
    signature = seal.sign("words");
  }

  @Override
  protected List<String> corpus() {
    return List.of("keys");
  }

  /// It verifies.
  @Override
  protected int cost() {
    return 4;
  }

  /// A point of the curve is a handful of big numbers, many times over.
  @Override
  protected long memory(int length) {
    return (16L << 20) + 256L * length;
  }

  /// The first 32 bytes are a key, the rest is a signature: as bytes, and as text.
  @Override
  protected void check(byte[] input) {
    byte[] raw = Arrays.copyOf(input, 32);
    byte[] rest = Arrays.copyOfRange(input, Math.min(32, input.length), input.length);
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    PublicKey key = new PublicKey(base64.encodeToString(raw));
    assertThat(key.raw()).isEqualTo(raw);
    String signed = base64.encodeToString(rest);
    assertThat(seal.verifies(key, "words", Text.of(rest))).isFalse();
    assertThat(seal.verifies(key, "words", signed)).isFalse();
    assertThat(seal.verifies(key, "words", signature)).isFalse();
  }
}
