package dev.meshscope.lab.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// A mark in the environment of a program of the user's, which whatever it starts inherits, also a
/// daemon that has left the process tree. Linux shows it, so that they are found all the same;
/// elsewhere nobody is. Blocking.
public final class Marks {
  private Marks() {}

  /// The variable.
  public static final String NAME = "MESHSCOPE_LAB_LIFE";

  private static final Path PROCESSES = Path.of("/proc");

  /// A fresh one.
  public static String fresh() {
    return UUID.randomUUID().toString();
  }

  /// Whether marks can be seen here.
  public static boolean visible() {
    return Files.isReadable(PROCESSES.resolve("self").resolve("environ"));
  }

  /// All processes that bear it.
  public static List<ProcessHandle> bearers(String mark) {
    if (!visible()) {
      return List.of();
    }
    String variable = NAME + "=" + mark;
    return ProcessHandle.allProcesses().filter(process -> bears(process, variable)).toList();
  }

  private static boolean bears(ProcessHandle process, String variable) {
    Path environment = PROCESSES.resolve(Long.toString(process.pid())).resolve("environ");
    try {
      byte[] bytes = Files.readAllBytes(environment);
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      return Arrays.asList(text.split("\0", -1)).contains(variable);
    } catch (IOException e) {
      // Somebody else's, or gone.
      return false;
    }
  }
}
