package dev.meshscope.outside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks a Java process about itself, with the tool of the JDK we run on. Blocking; on any thread.
public final class Jcmd {
  private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

  private Jcmd() {}

  /// What is used of the heap after a full collection, in KiB.
  public static long heapAfterCollectionKib(long pid) {
    ask(pid, "GC.run");
    return heapKib(pid);
  }

  /// What is used of the heap, in KiB.
  public static long heapKib(long pid) {
    Matcher matcher = USED.matcher(ask(pid, "GC.heap_info"));
    long used = 0;
    while (matcher.find()) {
      used += Long.parseLong(matcher.group(1));
    }
    return used;
  }

  /// The answer to one command.
  public static String ask(long pid, String... command) {
    String[] line = new String[command.length + 2];
    line[0] = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    line[1] = String.valueOf(pid);
    System.arraycopy(command, 0, line, 2, command.length);
    try {
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      try (var out = process.getInputStream()) {
        return new String(out.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
