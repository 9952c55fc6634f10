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

/// Ed25519 (RFC 8032) with the JDK's own provider; deterministic. On the engine loop.
public final class Ed25519Seal implements Seal {
  private static final String ALGORITHM = "Ed25519";
  // SubjectPublicKeyInfo of an Ed25519 key up to the 32 raw bytes (RFC 8410).
  private static final byte[] SPKI_HEAD = {
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00
  };

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
    try {
      byte[] spki = new byte[SPKI_HEAD.length + 32];
      System.arraycopy(SPKI_HEAD, 0, spki, 0, SPKI_HEAD.length);
      System.arraycopy(key.raw(), 0, spki, SPKI_HEAD.length, 32);
      Signature verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(
          KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(spki)));
      verifier.update(statement.getBytes(StandardCharsets.UTF_8));
      return verifier.verify(Base64.getUrlDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
