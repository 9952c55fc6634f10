package dev.meshscope.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TxtRecordTest {
  private static final TxtRecord NOTHING = new TxtRecord(Map.of(), false);

  private static byte[] strings(byte[]... strings) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] string : strings) {
      out.write(string.length);
      out.writeBytes(string);
    }
    return out.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static TxtRecord read(String... strings) {
    byte[][] all = new byte[strings.length][];
    for (int i = 0; i < strings.length; i++) {
      all[i] = utf8(strings[i]);
    }
    return TxtRecord.read(strings(all));
  }

  @Test
  void whatIsWrittenIsRead() {
    TxtRecord record = new TxtRecord(Map.of("node-name", "Müllers Büro =1=", "group", ""));

    assertThat(TxtRecord.read(record.bytes())).isEqualTo(record);
  }

  @Test
  void keysAreReadInAnyCaseAndTheFirstOfTwoCounts() {
    assertThat(read("Node-ID=a", "node-id=b", "flag").values())
        .isEqualTo(Map.of("node-id", "a", "flag", ""));
  }

  @Test
  void nothingAtAllIsARecordWithoutValues() {
    assertThat(TxtRecord.read(new byte[0])).isEqualTo(new TxtRecord(Map.of()));
    assertThat(TxtRecord.read(new byte[] {0})).isEqualTo(new TxtRecord(Map.of()));
  }

  @Test
  void aStringThatReachesBeyondTheEndSpoilsTheRecord() {
    assertThat(TxtRecord.read(new byte[] {3, 'a', '=', 'b', 9, 'c'})).isEqualTo(NOTHING);
  }

  @Test
  void tooManyStringsOrBytesAreNoRecord() {
    assertThat(TxtRecord.read(new byte[65])).isEqualTo(NOTHING);
    byte[][] long255 = new byte[17][255];
    assertThat(TxtRecord.read(strings(long255))).isEqualTo(NOTHING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"=x", "", "kéy=x", "k\u0007=x", "name=a\nb", "name=\u001b[31m"})
  void aBadStringIsPassedOver(String bad) {
    assertThat(read(bad, "good=1").values()).isEqualTo(Map.of("good", "1"));
  }

  @Test
  void aValueThatIsNoUtf8IsPassedOver() {
    byte[] overlong = {'k', '=', (byte) 0xc0, (byte) 0xaf};
    byte[] surrogate = {'s', '=', (byte) 0xed, (byte) 0xa0, (byte) 0x80};

    assertThat(TxtRecord.read(strings(overlong, surrogate, utf8("good=1"))).values())
        .isEqualTo(Map.of("good", "1"));
  }

  @Test
  void aStringTooLongToTravelIsNotWritten() {
    TxtRecord record = new TxtRecord(Map.of("k", "x".repeat(254)));

    assertThatThrownBy(record::bytes).isInstanceOf(IllegalArgumentException.class);
  }

  @RepeatedTest(20)
  void whateverTheBytesAreTheRecordIsBounded(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    for (int i = 0; i < 1_000; i++) {
      byte[] bytes = new byte[random.nextInt(600)];
      random.nextBytes(bytes);
      if (random.nextBoolean()) {
        plausible(bytes, random);
      }
      TxtRecord record = TxtRecord.read(bytes);
      assertThat(record.values().size()).as("seed %s", run).isLessThanOrEqualTo(64);
      record
          .values()
          .forEach(
              (key, value) -> {
                assertThat(key).as("seed %s", run).matches("[ -~&&[^=]]*");
                assertThat(value.codePoints())
                    .as("seed %s", run)
                    .noneMatch(Character::isISOControl);
              });
    }
  }

  /// Makes most of it strings with a key.
  private static void plausible(byte[] bytes, RandomGenerator random) {
    int at = 0;
    while (at + 4 < bytes.length) {
      int length = 3 + random.nextInt(Math.min(40, bytes.length - at - 3));
      bytes[at] = (byte) length;
      bytes[at + 1] = (byte) ('a' + random.nextInt(26));
      bytes[at + 2] = '=';
      at += 1 + length;
    }
  }

  @RepeatedTest(20)
  void everyRecordThatCanBeWrittenIsReadAsItWas(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    Map<String, String> values = new LinkedHashMap<>();
    int size = random.nextInt(20);
    for (int i = 0; i < size; i++) {
      String value =
          random
              .ints(random.nextInt(60), 0x20, 0x3000)
              .filter(c -> !Character.isISOControl(c))
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      values.put("key-" + i, value);
    }
    TxtRecord record = new TxtRecord(values);

    assertThat(TxtRecord.read(record.bytes())).isEqualTo(record);
  }
}
