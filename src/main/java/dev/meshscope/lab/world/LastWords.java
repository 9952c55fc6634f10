package dev.meshscope.lab.world;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a process said last, in its own words, fit to be printed. Blocking.
final class LastWords {
  private LastWords() {}

  private static final int LONGEST = 160;
  private static final long TAIL = 4_096;

  /// `; it last said "…"`; empty if it said nothing.
  static String of(Life life) {
    for (Path file : life.said()) {
      String last = last(file);
      if (!last.isEmpty()) {
        return "; it last said \"" + last + "\"";
      }
    }
    return "";
  }

  private static String last(Path file) {
    try (var in = Files.newInputStream(file)) {
      in.skipNBytes(Math.max(0, Files.size(file) - TAIL));
      String tail = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<String> lines = tail.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
      return lines.isEmpty() ? "" : printable(lines.getLast());
    } catch (IOException e) {
      return "";
    }
  }

  private static String printable(String line) {
    String safe = line.replaceAll("[\\p{C}]", "");
    String cut = safe.length() > LONGEST ? safe.substring(0, LONGEST) + "…" : safe;
    return cut.endsWith(".") ? cut.substring(0, cut.length() - 1) : cut;
  }
}
