package dev.meshscope.sim;

import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.identity.Seal;

/// A keyed hash in place of Ed25519: cheap and deterministic, and a signature fits one key and one
/// statement only. Single thread.
///
/// @param own the signer's key
record SimSeal(PublicKey own) implements Seal {

  @Override
  public String sign(String statement) {
    return signature(own, statement);
  }

  @Override
  public boolean verifies(PublicKey key, String statement, String signature) {
    return signature.equals(signature(key, statement));
  }

  private static String signature(PublicKey key, String statement) {
    long hash = 0xcbf29ce484222325L;
    hash = fold(hash, key.text());
    hash = fold(hash, "/");
    return Long.toHexString(fold(hash, statement));
  }

  private static long fold(long start, String text) {
    long hash = start;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
