package dev.meshscope.core.identity;

/// Recognises hex digits without a regular expression: ids are read from every handshake. Pure; on
/// any thread.
final class Hex {
  private Hex() {}

  /// Whether the text is exactly this many lower-case hex digits.
  static boolean isLower(String text, int digits) {
    return text.length() == digits && isLower(text, 0, digits);
  }

  /// Whether all from `from` to before `to` are lower-case hex digits.
  static boolean isLower(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }
}
