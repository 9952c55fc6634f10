package dev.meshscope.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/// Makes mutants of seeds: bits and bytes, ranges left out, doubled and exchanged, words of the
/// format, and whole JSON values put in each other's place. The same number and seed always make
/// the same mutant.
final class Mutator {

  private static final int MOST = 8_192;
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  /// What breaks readers of text, whatever the format.
  private static final List<String> NASTY =
      List.of(
          "\u0000",
          "\u001b[2J",
          "\u009b",
          "\u007f",
          "\n",
          "\r\n",
          "\ufeff",
          "\u202e",
          "\u2066",
          "\u2028",
          "\ue000",
          "😀",
          "\udbff\udfff",
          "\\u0000",
          "\\u001b",
          "\\ud800",
          "\\udc00",
          "\\u202e",
          "\\ud83d\\ude00",
          "İ",
          "ſ",
          "K",
          "٣",
          "ﬀ",
          "é");

  /// Values where JSON has values.
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-0",
          "-1",
          "1",
          "00",
          "1.5",
          "1e3",
          "1e999",
          "1e-999",
          "255",
          "65535",
          "65536",
          "2147483647",
          "2147483648",
          "-2147483649",
          "4294967296",
          "9007199254740993",
          "9223372036854775807",
          "-9223372036854775808",
          "9223372036854775808",
          "18446744073709551616",
          "123456789012345678901234567890",
          "\"\"",
          "\" \"",
          "\"0\"",
          "\"65536\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\u202egnp.exe\"",
          "\"\\u001b]0;x\\u0007\"",
          "[]",
          "{}",
          "[[[[[]]]]]",
          "{\"a\":{\"a\":{\"a\":{}}}}",
          "[null]",
          "NaN",
          "Infinity",
          "'x'",
          "0x10");

  private static final byte[][] RAW = {
    {(byte) 0xc0, (byte) 0x80},
    {(byte) 0xc1, (byte) 0xbf},
    {(byte) 0xe0, (byte) 0x80, (byte) 0xa2},
    {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
    {(byte) 0xed, (byte) 0xb0, (byte) 0x80},
    {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
    {(byte) 0xf8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0x80},
    {(byte) 0x80},
    {(byte) 0xe2, (byte) 0x80},
    {(byte) 0xff, (byte) 0xfe},
    {(byte) 0xfe, (byte) 0xff},
    {0, 0, 0, 0},
    {0, 0, 0, 1},
    {0, 0, 0, 15},
    {0, 16, 0, 0},
    {0, 16, 0, 1},
    {(byte) 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff},
    {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff},
  };

  private final List<byte[]> seeds;
  private final List<String> words;
  private final long seed;

  Mutator(List<byte[]> seeds, List<String> words, long seed) {
    this.seeds = seeds;
    this.words = words;
    this.seed = seed;
  }

  /// The mutant of this number.
  byte[] mutant(int number) {
    SplittableRandom random = new SplittableRandom(seed * GOLDEN + number);
    byte[] bytes = seeds.isEmpty() ? new byte[0] : any(seeds, random);
    int times = 1 + random.nextInt(random.nextBoolean() ? 3 : 10);
    for (int i = 0; i < times; i++) {
      bytes = mutated(bytes, random);
    }
    return bytes;
  }

  private byte[] mutated(byte[] bytes, SplittableRandom random) {
    int at = random.nextInt(bytes.length + 1);
    int count = Math.min(bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 4 : 64));
    return switch (random.nextInt(12)) {
      case 0 -> replaced(bytes, at, Math.min(1, count), flipped(bytes, at, random));
      case 1 -> replaced(bytes, at, Math.min(1, count), new byte[] {(byte) random.nextInt(256)});
      case 2 -> replaced(bytes, at, count, new byte[0]);
      case 3 -> replaced(bytes, at, 0, part(bytes, at, count));
      case 4 -> replaced(bytes, at, count, part(donor(random), random));
      case 5 -> part(bytes, 0, at);
      case 6 -> replaced(bytes, at, 0, nasty(random));
      case 7 -> words.isEmpty() ? bytes : replaced(bytes, at, 0, utf8(any(words, random)));
      case 8, 9 -> value(bytes, utf8(any(VALUES, random)), random);
      case 10 -> value(bytes, JsonSpan.any(donor(random), random).of(), random);
      default -> {
        JsonSpan member = JsonSpan.any(bytes, random);
        yield random.nextBoolean()
            ? replaced(bytes, member.from(), member.length(), new byte[0])
            : replaced(bytes, member.from(), 0, member.of());
      }
    };
  }

  /// Puts a value in the place of one that is there, or into a string that is there.
  private static byte[] value(byte[] bytes, byte[] value, SplittableRandom random) {
    JsonSpan span = JsonSpan.any(bytes, random);
    if (span.length() > 1 && bytes[span.from()] == '"' && random.nextInt(3) == 0) {
      int at = span.from() + 1 + random.nextInt(span.length() - 1);
      return replaced(bytes, at, 0, nasty(random));
    }
    return replaced(bytes, span.from(), span.length(), value);
  }

  private byte[] donor(SplittableRandom random) {
    return seeds.isEmpty() ? new byte[] {'0'} : any(seeds, random);
  }

  private static byte[] nasty(SplittableRandom random) {
    return random.nextInt(3) == 0 ? RAW[random.nextInt(RAW.length)] : utf8(any(NASTY, random));
  }

  private static byte[] flipped(byte[] bytes, int at, SplittableRandom random) {
    int before = at < bytes.length ? bytes[at] : 0;
    return new byte[] {(byte) (before ^ 1 << random.nextInt(8))};
  }

  private static byte[] part(byte[] bytes, SplittableRandom random) {
    int from = random.nextInt(bytes.length + 1);
    return part(bytes, from, random.nextInt(bytes.length - from + 1));
  }

  private static byte[] part(byte[] bytes, int from, int count) {
    byte[] part = new byte[count];
    System.arraycopy(bytes, from, part, 0, count);
    return part;
  }

  /// Nothing grows beyond all bounds.
  private static byte[] replaced(byte[] bytes, int at, int count, byte[] by) {
    if (bytes.length + by.length > Math.max(MOST, bytes.length)) {
      return bytes;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + by.length);
    out.write(bytes, 0, at);
    out.write(by, 0, by.length);
    out.write(bytes, at + count, bytes.length - at - count);
    return out.toByteArray();
  }

  private static <T> T any(List<T> list, SplittableRandom random) {
    return list.get(random.nextInt(list.size()));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
