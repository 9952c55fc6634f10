package dev.meshscope.outside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

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

  /// Waits until no more sockets are open than this; whether that came in time.
  public boolean awaitSockets(long most, Duration within) {
    long end = System.nanoTime() + within.toNanos();
    while (sockets() > most) {
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(20_000_000);
    }
    return true;
  }

  /// All open descriptors; -1 on other systems.
  public long descriptors() {
    return descriptors("");
  }

  /// Processor time used so far, in milliseconds, by the name of the thread as the kernel knows it
  /// (15 characters); empty on other systems.
  public Map<String, Long> processorMillis() {
    Map<String, Long> all = new TreeMap<>();
    Path tasks = Path.of("/proc", String.valueOf(pid), "task");
    if (!Files.isReadable(tasks)) {
      return all;
    }
    try (DirectoryStream<Path> each = Files.newDirectoryStream(tasks)) {
      for (Path task : each) {
        String line = Files.readString(task.resolve("stat"));
        // Behind the name, which may hold anything.
        int end = line.lastIndexOf(')');
        String[] fields = line.substring(end + 2).split(" ");
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        all.merge(line.substring(line.indexOf('(') + 1, end), 10 * ticks, Long::sum);
      }
      return all;
    } catch (IOException e) {
      // a thread ended meanwhile
      return all;
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
