package dev.meshscope.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Holds what is run to its share of memory and time, counted for its own thread so that a busy
/// machine does not matter.
final class Meter {
  private Meter() {}

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long CPU_NS = TimeUnit.SECONDS.toNanos(1);
  private static final long CPU_NS_PER_BYTE = TimeUnit.MICROSECONDS.toNanos(4);

  /// What is measured.
  interface Work {
    void run() throws Exception;
  }

  /// Runs it; once more if it took more than its share, for the first time loads classes and
  /// compiles.
  ///
  /// @param memory bytes that may be allocated
  /// @param length bytes of the input, by which the allowed time grows
  /// @throws AssertionError if it took more than its share both times
  static void run(Work work, long memory, int length) throws Exception {
    if (excess(work, memory, length) != null) {
      String excess = excess(work, memory, length);
      if (excess != null) {
        throw new AssertionError(excess);
      }
    }
  }

  private static @Nullable String excess(Work work, long memory, int length) throws Exception {
    long allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
    long cpuBefore = THREADS.getCurrentThreadCpuTime();
    work.run();
    long cpu = THREADS.getCurrentThreadCpuTime() - cpuBefore;
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore;
    if (allocated > memory) {
      return "%,d bytes were allocated for an input of %,d; %,d are allowed"
          .formatted(allocated, length, memory);
    }
    if (cpu > CPU_NS + CPU_NS_PER_BYTE * length) {
      return "%,d ms of processor time were taken for an input of %,d bytes"
          .formatted(TimeUnit.NANOSECONDS.toMillis(cpu), length);
    }
    return null;
  }
}
