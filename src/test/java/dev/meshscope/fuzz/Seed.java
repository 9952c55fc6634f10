package dev.meshscope.fuzz;

import java.util.Base64;

/// One input by name.
///
/// @param name its folder and file
/// @param bytes what it is; not copied
record Seed(String name, byte[] bytes) {

  private static final int SHOWN = 2_000;

  /// An input for people, and so that it can be kept.
  static String describe(byte[] input) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(SHOWN, input.length); i++) {
      int b = input[i] & 0xff;
      text.append(b >= 0x20 && b < 0x7f ? String.valueOf((char) b) : "\\x%02x".formatted(b));
    }
    return input.length
        + " bytes: "
        + text
        + (input.length > SHOWN ? "…" : "")
        + (input.length > SHOWN
            ? ""
            : "\nto keep it: echo "
                + Base64.getEncoder().encodeToString(input)
                + " | base64 -d > src/test/resources/fuzz/FOLDER/NAME");
  }
}
