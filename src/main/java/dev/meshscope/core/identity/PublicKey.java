package dev.meshscope.core.identity;

import java.util.Base64;
import java.util.Optional;

/// An Ed25519 public key as it travels: 32 raw bytes, base64url without padding, 43 characters
/// (PROTOCOL 1).
///
/// @param text the 43 characters
public record PublicKey(String text) {

  /// @throws IllegalArgumentException if the text does not decode to 32 bytes
  public PublicKey {
    if (!wellFormed(text)) {
      throw new IllegalArgumentException("a public key is 32 bytes as base64url without padding");
    }
  }

  /// Empty if the text is not a key.
  public static Optional<PublicKey> parse(String text) {
    return wellFormed(text) ? Optional.of(new PublicKey(text)) : Optional.empty();
  }

  /// The 32 raw bytes, a fresh copy.
  public byte[] raw() {
    return Base64.getUrlDecoder().decode(text);
  }

  private static boolean wellFormed(String text) {
    if (text.length() != 43) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean inAlphabet =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_';
      if (!inAlphabet) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return text;
  }
}
