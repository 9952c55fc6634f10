package dev.meshscope.lab.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How much memory a process has resident. Blocking.
public final class Memory {
  private Memory() {}

  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s*(\\d+) kB");
  private static final double KIB_PER_MIB = 1024;

  /// In MiB; empty where the operating system does not tell, or the process has ended.
  public static OptionalDouble residentMib(long pid) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    try {
      if (Files.isReadable(status)) {
        Matcher matcher = RESIDENT.matcher(Files.readString(status));
        return matcher.find() ? mib(matcher.group(1)) : OptionalDouble.empty();
      }
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
    boolean posix = Files.isExecutable(Path.of("/bin/ps"));
    if (!posix) {
      return OptionalDouble.empty();
    }
    Commands.Outcome ps = Commands.run(List.of("/bin/ps", "-o", "rss=", "-p", Long.toString(pid)));
    return ps.worked() && ps.said().matches("\\d{1,12}") ? mib(ps.said()) : OptionalDouble.empty();
  }

  private static OptionalDouble mib(String kib) {
    return OptionalDouble.of(Long.parseLong(kib) / KIB_PER_MIB);
  }
}
