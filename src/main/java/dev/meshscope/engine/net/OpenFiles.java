package dev.meshscope.engine.net;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.meshscope.core.link.Descriptors;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/// Asks the system how many files and sockets this process holds open. On any thread.
public final class OpenFiles {
  private OpenFiles() {}

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
}
