package dev.meshscope.core.identity;

/// How a node proves that it holds its private key. Ed25519 in the engine; deterministic, so that a
/// step with the same input yields the same effects. Called on the thread that steps the table.
public interface Seal {

  /// Signs with our own private key; base64url without padding.
  String sign(String statement);

  /// Whether `signature` over `statement` was made with the private half of `key`. Anything
  /// malformed is simply false.
  boolean verifies(PublicKey key, String statement, String signature);
}
