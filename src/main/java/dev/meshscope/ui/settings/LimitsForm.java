package dev.meshscope.ui.settings;

import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.Limits.Which;
import dev.meshscope.text.Spans;
import dev.meshscope.ui.text.Words;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The limits as they are being typed, and what is wrong with them. A value; on the JavaFX thread.
///
/// @param texts what stands in each field
public record LimitsForm(Map<Which, String> texts) {

  /// Less than the largest frame would let nobody speak.
  static final int LEAST_BYTES = 1 << 20;

  private static final Pattern NUMBER = Pattern.compile("(\\d{1,13})(?:b|(k|m|g)(?:i?b)?)?");
  private static final int KIBI = 1024;

  /// Copies the texts.
  public LimitsForm {
    texts = Map.copyOf(texts);
  }

  /// The form that shows these limits.
  public static LimitsForm of(Limits limits) {
    Map<Which, String> texts = new EnumMap<>(Which.class);
    for (Which which : Which.values()) {
      int value = value(limits, which);
      texts.put(which, which == Which.BYTES_PER_SECOND ? bytes(value) : Integer.toString(value));
    }
    return new LimitsForm(texts);
  }

  private static int value(Limits limits, Which which) {
    return switch (which) {
      case CONNECTIONS -> limits.connections();
      case PER_ADDRESS -> limits.perAddress();
      case PENDING_HANDSHAKES -> limits.pendingHandshakes();
      case FAILURES_PER_SECOND -> limits.failuresPerSecond();
      case FRAMES_PER_SECOND -> limits.framesPerSecond();
      case BYTES_PER_SECOND -> limits.bytesPerSecond();
      case FRAME_DEPTH -> limits.frameDepth();
      case GOSSIP_ENTRIES -> limits.gossipEntries();
      case PEERS -> limits.peers();
      case ANNOUNCEMENTS -> limits.announcements();
      case DIALS -> limits.dials();
    };
  }

  /// What is wrong, by limit; empty if all is well.
  public Map<Which, String> problems() {
    Map<Which, String> problems = new EnumMap<>(Which.class);
    for (Which which : Which.values()) {
      OptionalInt value = at(which);
      if (value.isEmpty()) {
        problems.put(
            which,
            which == Which.BYTES_PER_SECOND
                ? Words.of("settings.not-bytes")
                : Words.of("settings.not-a-number", Integer.MAX_VALUE));
      } else if (which == Which.BYTES_PER_SECOND && value.getAsInt() < LEAST_BYTES) {
        problems.put(which, Words.of("settings.too-few-bytes", bytes(LEAST_BYTES)));
      }
    }
    return problems;
  }

  /// The limits; empty while something is wrong.
  public Optional<Limits> limits() {
    if (!problems().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Limits(
            at(Which.CONNECTIONS).orElseThrow(),
            at(Which.PER_ADDRESS).orElseThrow(),
            at(Which.PENDING_HANDSHAKES).orElseThrow(),
            at(Which.FAILURES_PER_SECOND).orElseThrow(),
            at(Which.FRAMES_PER_SECOND).orElseThrow(),
            at(Which.BYTES_PER_SECOND).orElseThrow(),
            at(Which.FRAME_DEPTH).orElseThrow(),
            at(Which.GOSSIP_ENTRIES).orElseThrow(),
            at(Which.PEERS).orElseThrow(),
            at(Which.ANNOUNCEMENTS).orElseThrow(),
            at(Which.DIALS).orElseThrow()));
  }

  private OptionalInt at(Which which) {
    return parse(texts.getOrDefault(which, ""), which == Which.BYTES_PER_SECOND);
  }

  /// Reads `512`, `16 384` and, where units are allowed, `64 MiB`, `512k`; empty if it is none of
  /// these, or not from 1 to [Integer#MAX_VALUE].
  static OptionalInt parse(String text, boolean units) {
    String digits = text.strip().toLowerCase(java.util.Locale.ROOT).replaceAll("[\\s\\u2009]", "");
    Matcher matcher = NUMBER.matcher(digits);
    if (!matcher.matches() || (!units && !Character.isDigit(digits.charAt(digits.length() - 1)))) {
      return OptionalInt.empty();
    }
    String unit = matcher.group(2) == null ? "" : matcher.group(2);
    long factor =
        switch (unit) {
          case "k" -> KIBI;
          case "m" -> KIBI * KIBI;
          case "g" -> KIBI * KIBI * KIBI;
          default -> 1;
        };
    long number = Long.parseLong(matcher.group(1));
    return number < 1 || number > Integer.MAX_VALUE / factor
        ? OptionalInt.empty()
        : OptionalInt.of((int) (number * factor));
  }

  /// In the largest unit that divides it.
  private static String bytes(int value) {
    if (value % (KIBI * KIBI) == 0) {
      return value / (KIBI * KIBI) + " MiB";
    }
    return value % KIBI == 0 ? value / KIBI + " KiB" : Spans.count(value);
  }
}
