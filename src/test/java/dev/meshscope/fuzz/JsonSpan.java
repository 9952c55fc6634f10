package dev.meshscope.fuzz;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Where a JSON value, or a member's name, lies in bytes that need not be JSON.
///
/// @param bytes all of them; not copied
/// @param from where it begins
/// @param to where it has ended
record JsonSpan(byte[] bytes, int from, int to) {

  int length() {
    return to - from;
  }

  /// A copy of the value.
  byte[] of() {
    return Arrays.copyOfRange(bytes, from, to);
  }

  /// The value that begins at or after a random place; an empty span at the end if none does.
  static JsonSpan any(byte[] bytes, SplittableRandom random) {
    int at = random.nextInt(bytes.length + 1);
    for (int i = 0; i < bytes.length; i++) {
      int here = (at + i) % bytes.length;
      if (begins(bytes, here)) {
        return new JsonSpan(bytes, here, end(bytes, here));
      }
    }
    return new JsonSpan(bytes, bytes.length, bytes.length);
  }

  private static boolean begins(byte[] bytes, int at) {
    int before = at == 0 ? ',' : bytes[at - 1];
    return (before == ':' || before == ',' || before == '[' || before == '{')
        && " :,]}".indexOf(bytes[at]) < 0;
  }

  private static int end(byte[] bytes, int from) {
    int depth = 0;
    boolean quoted = false;
    for (int i = from; i < bytes.length; i++) {
      byte b = bytes[i];
      if (quoted) {
        if (b == '\\') {
          i++;
        } else if (b == '"') {
          quoted = false;
          if (depth == 0) {
            return i + 1;
          }
        }
      } else if (b == '"') {
        quoted = true;
      } else if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
        if (depth <= 0) {
          return depth == 0 ? i + 1 : i;
        }
      } else if (depth == 0 && (b == ',' || b == ':')) {
        return i;
      }
    }
    return bytes.length;
  }
}
