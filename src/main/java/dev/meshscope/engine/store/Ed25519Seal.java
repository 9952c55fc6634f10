package dev.meshscope.engine.store;

import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.identity.Seal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/// Ed25519 (RFC 8032) with the JDK's own provider; deterministic. On the engine loop.
public final class Ed25519Seal implements Seal {
  private static final String ALGORITHM = "Ed25519";
  // SubjectPublicKeyInfo of an Ed25519 key up to the 32 raw bytes (RFC 8410).
  private static final byte[] SPKI_HEAD = {
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00
  };

  // The y of all points of a small order, in both forms where there are two, sign bit cleared. Such
  // a key has no private half, and the JDK takes a signature for right that anybody can write.
  private static final Set<String> NOBODYS =
      Set.of(
          "0000000000000000000000000000000000000000000000000000000000000000",
          "0100000000000000000000000000000000000000000000000000000000000000",
          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

  private final PrivateKey privateKey;

  /// @param privateKey an Ed25519 key
  public Ed25519Seal(PrivateKey privateKey) {
    this.privateKey = privateKey;
  }

  @Override
  public String sign(String statement) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(privateKey);
      signature.update(statement.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot sign with Ed25519", e);
    }
  }

  @Override
  public boolean verifies(PublicKey key, String statement, String signature) {
    byte[] raw = key.raw();
    if (nobodys(raw)) {
      return false;
    }
    try {
      byte[] spki = new byte[SPKI_HEAD.length + 32];
      System.arraycopy(SPKI_HEAD, 0, spki, 0, SPKI_HEAD.length);
      System.arraycopy(raw, 0, spki, SPKI_HEAD.length, 32);
      Signature verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(
          KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(spki)));
      verifier.update(statement.getBytes(StandardCharsets.UTF_8));
      return verifier.verify(Base64.getUrlDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean nobodys(byte[] raw) {
    byte[] y = raw.clone();
    y[31] &= 0x7f;
    return NOBODYS.contains(HexFormat.of().formatHex(y));
  }
}
