package dev.meshscope.engine.net;

/// How much memory unfinished frames may take, over all transports of a node: without it, five
/// thousand connections that each send all but the last byte of a 1 MiB frame would take 5 GB.
/// Small beginnings are not counted, so that a spent budget hits only who sends long frames. On the
/// engine loop.
final class InputBudget {

  /// Beginnings up to this many bytes are free.
  static final int FREE = 2048;

  private static final long LIMIT = 64L << 20;

  private long taken;

  /// Whether a beginning may grow from `before` to `after` bytes; if so, that is counted.
  boolean grows(int before, int after) {
    long more = (long) counted(after) - counted(before);
    if (taken + more > LIMIT) {
      return false;
    }
    taken += more;
    return true;
  }

  void released(int bytes) {
    taken -= counted(bytes);
  }

  private static int counted(int bytes) {
    return bytes <= FREE ? 0 : bytes;
  }
}
