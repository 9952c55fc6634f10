package dev.meshscope.ui.peers;

import java.util.Comparator;

/// Names as people sort them: without case, and numbers in them by their value, so that `coder-9`
/// comes before `coder-10`. Pure; on any thread.
enum NaturalOrder implements Comparator<String> {
  INSTANCE;

  @Override
  public int compare(String one, String other) {
    int i = 0;
    int j = 0;
    while (i < one.length() && j < other.length()) {
      int order;
      if (isDigit(one.charAt(i)) && isDigit(other.charAt(j))) {
        int iEnd = endOfNumber(one, i);
        int jEnd = endOfNumber(other, j);
        order = numbers(one, i, iEnd, other, j, jEnd);
        i = iEnd;
        j = jEnd;
      } else {
        order = Character.compare(fold(one.charAt(i++)), fold(other.charAt(j++)));
      }
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.length() - i, other.length() - j);
  }

  private static int numbers(String one, int i, int iEnd, String other, int j, int jEnd) {
    int from = skipZeros(one, i, iEnd);
    int otherFrom = skipZeros(other, j, jEnd);
    int length = iEnd - from;
    int order = Integer.compare(length, jEnd - otherFrom);
    for (int k = 0; order == 0 && k < length; k++) {
      order = Character.compare(one.charAt(from + k), other.charAt(otherFrom + k));
    }
    return order;
  }

  private static int skipZeros(String text, int from, int end) {
    int at = from;
    while (at < end - 1 && text.charAt(at) == '0') {
      at++;
    }
    return at;
  }

  private static int endOfNumber(String text, int from) {
    int at = from;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char sign) {
    return sign >= '0' && sign <= '9';
  }

  private static char fold(char sign) {
    return Character.toLowerCase(Character.toUpperCase(sign));
  }
}
