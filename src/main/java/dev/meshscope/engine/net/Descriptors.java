package dev.meshscope.engine.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// How many connections this process has descriptors for. Asked once, before anybody comes.
final class Descriptors {
  private Descriptors() {}

  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Path OPEN = Path.of("/proc/self/fd");
  private static final String FILES = "Max open files";

  /// What is kept free at least: for dials, files that are saved, classes that are loaded.
  private static final int LEAST_RESERVE = 32;

  /// A tenth of the limit is kept free, and what is open already is not there any more. No bound
  /// where the system does not tell.
  static int room() {
    try (Stream<Path> open = Files.list(OPEN)) {
      long limit = limit(Files.readString(LIMITS));
      long free = limit - open.count() - Math.max(LEAST_RESERVE, limit / 10);
      return Math.clamp(free, 1, Integer.MAX_VALUE);
    } catch (IOException | RuntimeException e) {
      return Integer.MAX_VALUE;
    }
  }

  /// The soft limit of open files.
  ///
  /// @param limits what Linux tells of a process
  static long limit(String limits) {
    return limits
        .lines()
        .filter(line -> line.startsWith(FILES))
        .map(line -> line.substring(FILES.length()).strip().split(" +", 2)[0])
        .mapToLong(soft -> soft.equals("unlimited") ? Integer.MAX_VALUE : Long.parseLong(soft))
        .findFirst()
        .orElse(Integer.MAX_VALUE);
  }
}
