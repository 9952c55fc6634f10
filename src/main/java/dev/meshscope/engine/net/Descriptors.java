package dev.meshscope.engine.net;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/// The files and sockets this process holds open, and how many it may: a value.
///
/// @param open now
/// @param most what the system lets it open
public record Descriptors(long open, long most) {

  /// What is kept free at least: for dials, files that are saved, classes that are loaded.
  private static final int LEAST_RESERVE = 32;

  /// As the system counts them now; empty where it does not.
  public static Optional<Descriptors> now() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? Optional.of(
            new Descriptors(unix.getOpenFileDescriptorCount(), unix.getMaxFileDescriptorCount()))
        : Optional.empty();
  }

  /// How many connections there is room for; no bound where the system does not tell.
  static int room() {
    return now().map(Descriptors::free).orElse(Integer.MAX_VALUE);
  }

  /// A tenth of the limit is kept free, and what is open already is not there any more.
  int free() {
    long free = most - open - Math.max(LEAST_RESERVE, most / 10);
    return most < 0 ? Integer.MAX_VALUE : Math.clamp(free, 1, Integer.MAX_VALUE);
  }
}
