package dev.meshscope.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Inputs too large to be kept as files: what is hard on parsers, on hash tables and on regular
/// expressions.
final class Monsters {
  private Monsters() {}

  private static final int LARGE = 1 << 20;
  private static final int ENTRIES = 60_000;

  static List<Seed> all() {
    List<Seed> all = new ArrayList<>();
    for (String again :
        List.of(
            "a", ":", "\"", "\\", "\0", " ", "1", "-", "[", "{", "{\"a\":", "[{}", "é", "\u202e",
            "a-", "a:\"", "!", "\n", "{}\n", "\\u0000", "=", ".")) {
      all.add(text("a mebibyte of " + again, again.repeat(LARGE / again.length())));
    }
    all.add(text("a long string", "{\"type\":\"" + "x".repeat(LARGE) + "\"}"));
    all.add(text("a string of escapes", "{\"type\":\"" + "\\u202e".repeat(LARGE / 6) + "\"}"));
    all.add(text("a long number", "{\"ts\":" + "9".repeat(LARGE) + "}"));
    all.add(text("a long fraction", "{\"ts\":0." + "1".repeat(LARGE) + "}"));
    all.add(text("a high power", "{\"ts\":1e999999999,\"port\":1e-999999999,\"pid\":1e99999}"));
    all.add(text("empty objects", "{\"type\":[{}" + ",{}".repeat(LARGE / 3) + "]}"));
    all.add(text("nested as deep as allowed", nested(998)));
    all.add(text("nested deeper", nested(1_002)));
    all.add(text("nested to the bottom", nested(LARGE / 2)));
    all.add(text("many keys", keys(ENTRIES, n -> "k" + n)));
    all.add(text("one key many times", keys(ENTRIES, n -> "type")));
    all.add(text("keys of one hash", keys(ENTRIES, Monsters::ofOneHash)));
    return all;
  }

  private interface Name {
    String of(int number);
  }

  private static String keys(int count, Name name) {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "\"" : ",\"").append(name.of(i)).append("\":{}");
    }
    return text.append('}').toString();
  }

  /// `Aa` and `BB` have the same hash, and so has every row of them.
  private static String ofOneHash(int number) {
    StringBuilder name = new StringBuilder();
    for (int bit = 0; bit < 16; bit++) {
      name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return name.toString();
  }

  private static String nested(int depth) {
    return "{\"type\":\"ping\",\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
  }

  private static Seed text(String name, String text) {
    return new Seed(name, text.getBytes(StandardCharsets.UTF_8));
  }
}
