package dev.meshscope.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.identity.PublicKey;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against the first test vector of RFC 8032, 7.1.
class SealTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final PublicKey KEY =
      new PublicKey(
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(
                  HEX.parseHex(
                      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")));
  private static final String OF_NOTHING =
      Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              HEX.parseHex(
                  "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                      + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"));

  private final Ed25519Seal seal = seal();

  private static Ed25519Seal seal() {
    try {
      return new Ed25519Seal(
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(
                  new PKCS8EncodedKeySpec(
                      HEX.parseHex(
                          "302e020100300506032b657004220420"
                              + "9d61b19deffd5a60ba844af492ec2cc4"
                              + "4449c5697b326919703bac031cae7f60"))));
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /// With such a key everything is signed that begins with it and ends in zeros.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85"
      })
  void aKeyThatIsNobodysProvesNothing(String key) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    PublicKey nobodys = new PublicKey(base64.encodeToString(HEX.parseHex(key)));
    String forged = base64.encodeToString(HEX.parseHex("01" + "00".repeat(63)));
    for (int i = 0; i < 16; i++) {
      assertThat(seal.verifies(nobodys, "statement " + i, forged)).isFalse();
    }
  }

  @Test
  void itSignsAsTheStandardSays() {
    assertThat(seal.sign("")).isEqualTo(OF_NOTHING);
  }

  @Test
  void itVerifiesAsTheStandardSays() {
    assertThat(seal.verifies(KEY, "", OF_NOTHING)).isTrue();
    assertThat(seal.verifies(KEY, "x", OF_NOTHING)).isFalse();
    assertThat(seal.verifies(new PublicKey("A".repeat(43)), "", OF_NOTHING)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "AAAA", "not base64 at all!", "=", "ÄÖÜ", "\u0000"})
  void whatIsNoSignatureIsSimplyFalse(String signature) {
    assertThat(seal.verifies(KEY, "", signature)).isFalse();
    assertThat(seal.verifies(KEY, "", signature + "A".repeat(86))).isFalse();
    assertThat(seal.verifies(new PublicKey("_".repeat(43)), "", OF_NOTHING)).isFalse();
  }

  @Test
  void itGoesOnAfterAFailure() {
    assertThat(seal.verifies(KEY, "", "A".repeat(86))).isFalse();
    assertThat(seal.verifies(KEY, "", OF_NOTHING)).isTrue();
    assertThat(seal.sign("")).isEqualTo(OF_NOTHING);
  }
}
