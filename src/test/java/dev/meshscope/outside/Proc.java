package dev.meshscope.outside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// What Linux tells of a process. Every call reads anew; on any thread.
///
/// @param pid whose
public record Proc(long pid) {

  /// Resident memory, in KiB; -1 on other systems.
  public long residentKib() {
    return status("VmRSS:");
  }

  /// Threads of the kernel; -1 on other systems.
  public long threads() {
    return status("Threads:");
  }

  /// Open descriptors that are sockets; -1 on other systems.
  public long sockets() {
    return descriptors("socket:");
  }

  /// All open descriptors; -1 on other systems.
  public long descriptors() {
    return descriptors("");
  }

  /// Processor time used so far by all its threads, in ticks of 10 ms; -1 on other systems.
  public long ticks() {
    Path stat = Path.of("/proc", String.valueOf(pid), "stat");
    if (!Files.isReadable(stat)) {
      return -1;
    }
    try {
      String line = Files.readString(stat);
      // Behind the name, which may hold anything.
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
      return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long status(String key) {
    Path status = Path.of("/proc", String.valueOf(pid), "status");
    if (!Files.isReadable(status)) {
      return -1;
    }
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith(key)) {
          return Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
      return -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long descriptors(String kind) {
    Path folder = Path.of("/proc", String.valueOf(pid), "fd");
    if (!Files.isReadable(folder)) {
      return -1;
    }
    long count = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path one : all) {
        count += leadsTo(one, kind) ? 1 : 0;
      }
      return count;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean leadsTo(Path descriptor, String kind) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith(kind);
    } catch (IOException e) {
      // closed meanwhile
      return false;
    }
  }
}
