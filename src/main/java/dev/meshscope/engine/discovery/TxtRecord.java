package dev.meshscope.engine.discovery;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The keys and values of a DNS-SD TXT record (RFC 6763, 6), as anybody on the LAN may have written
/// them. Reading is total: whatever the bytes are, it gives a record, of bounded size.
///
/// @param values by key, keys in lower case; a string without `=` has the value ""
/// @param wellFormed false: the bytes are no sequence of strings, or too many; there are no values
record TxtRecord(Map<String, String> values, boolean wellFormed) {

  /// More is no announcement.
  static final int MAX_BYTES = 4_096;

  private static final int MAX_STRINGS = 64;
  private static final int MAX_STRING = 255;

  TxtRecord {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  TxtRecord(Map<String, String> values) {
    this(values, true);
  }

  /// Of two strings with one key the first counts. A string is passed over if it has no key, if the
  /// key is not printable ASCII, or if the value is no UTF-8 or has control characters.
  static TxtRecord read(byte[] data) {
    Map<String, String> values = new LinkedHashMap<>();
    int strings = 0;
    for (int at = 0; at < data.length; strings++) {
      int length = data[at] & 0xff;
      if (data.length > MAX_BYTES || strings == MAX_STRINGS || at + 1 + length > data.length) {
        return new TxtRecord(Map.of(), false);
      }
      string(data, at + 1, length, values);
      at += 1 + length;
    }
    return new TxtRecord(values);
  }

  private static void string(byte[] data, int at, int length, Map<String, String> values) {
    int key = 0;
    while (key < length && data[at + key] != '=') {
      if (data[at + key] < ' ' || data[at + key] > '~') {
        return;
      }
      key++;
    }
    String name =
        new String(data, at, key, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT).strip();
    if (name.isEmpty()) {
      return;
    }
    int start = Math.min(length, key + 1);
    text(data, at + start, length - start).ifPresent(value -> values.putIfAbsent(name, value));
  }

  private static Optional<String> text(byte[] data, int at, int length) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(data, at, length))
              .toString();
      return text.codePoints().anyMatch(Character::isISOControl)
          ? Optional.empty()
          : Optional.of(text);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /// Empty if the key is absent.
  Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /// As it travels.
  ///
  /// @throws IllegalArgumentException if a string is longer than 255 bytes
  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    values.forEach(
        (key, value) -> {
          byte[] string = (key + "=" + value).getBytes(StandardCharsets.UTF_8);
          if (string.length > MAX_STRING) {
            throw new IllegalArgumentException("a string has at most 255 bytes: " + key);
          }
          out.write(string.length);
          out.writeBytes(string);
        });
    return out.toByteArray();
  }
}
