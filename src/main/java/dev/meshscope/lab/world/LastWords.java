package dev.meshscope.lab.world;

import dev.meshscope.lab.words.LabWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// What a process said last, in its own words, fit to be printed. Blocking.
final class LastWords {
  private LastWords() {}

  private static final int LONGEST = 160;
  private static final long TAIL = 4_096;

  /// What is shorter is in every other word, and nobody's secret.
  private static final int SHORTEST = 3;

  /// Says what went wrong; a line of a stack says only where.
  private static final Pattern TELLING =
      Pattern.compile(
          "(?!at ).*(error|exception|fatal|panic|cannot|failed).*", Pattern.CASE_INSENSITIVE);

  /// `; it last said "…"`; empty if it said nothing.
  static String of(Life life) {
    for (Path file : life.said()) {
      String last = last(file, !life.running(), life.child().secrets());
      if (!last.isEmpty()) {
        return LabWords.of("last-words.it-last-said", last);
      }
    }
    return "";
  }

  private static String last(Path file, boolean ended, List<String> secrets) {
    try (var in = Files.newInputStream(file)) {
      in.skipNBytes(Math.max(0, Files.size(file) - TAIL));
      String tail = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return among(without(tail, secrets), ended);
    } catch (IOException e) {
      return "";
    }
  }

  /// Many a program quotes its arguments when it does not like them.
  static String without(String text, List<String> secrets) {
    String left = text;
    for (String secret :
        secrets.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList()) {
      left = secret.length() < SHORTEST ? left : left.replace(secret, "***");
    }
    return left;
  }

  /// The last line; of a process that has ended, the last one that tells of an error, if there is
  /// one: some programs end with their version.
  static String among(String text, boolean ended) {
    List<String> lines = text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    if (lines.isEmpty()) {
      return "";
    }
    String telling =
        lines.stream()
            .filter(line -> ended && TELLING.matcher(line).matches())
            .reduce((earlier, later) -> later)
            .orElse(lines.getLast());
    return printable(telling);
  }

  /// Cut between characters, never inside one that takes two.
  private static String printable(String line) {
    String safe = line.replaceAll("[\\p{C}]", "");
    String cut =
        safe.codePointCount(0, safe.length()) > LONGEST
            ? safe.substring(0, safe.offsetByCodePoints(0, LONGEST)) + "…"
            : safe;
    return cut.endsWith(".") ? cut.substring(0, cut.length() - 1) : cut;
  }
}
