package dev.meshscope.engine.discovery;

import java.util.concurrent.TimeUnit;

/// How often discovery on the LAN does what; all in nanoseconds.
///
/// @param tickNs it looks at least this often
/// @param interfacesNs how often the interfaces are compared with those in use
/// @param browseNs how often everybody is asked to announce itself
/// @param patienceNs whoever was not heard for this long is lost
/// @param holdNs after a jump of the clock or fresh sockets nobody is lost for so long
/// @param deafNs our own announcements not heard for this long mean that our sockets are deaf; more
///   than the first seconds, in which jmdns does not answer even ourselves
/// @param retryNs the first wait before sockets that failed are opened again; then twice as long
record LanTimings(
    long tickNs,
    long interfacesNs,
    long browseNs,
    long patienceNs,
    long holdNs,
    long deafNs,
    long retryNs) {

  /// A peer that was killed is lost after 65 s: three questions to all and some directly to it.
  static final LanTimings DEFAULT =
      new LanTimings(
          TimeUnit.SECONDS.toNanos(1),
          TimeUnit.SECONDS.toNanos(3),
          TimeUnit.SECONDS.toNanos(20),
          TimeUnit.SECONDS.toNanos(65),
          TimeUnit.SECONDS.toNanos(10),
          TimeUnit.SECONDS.toNanos(60),
          TimeUnit.SECONDS.toNanos(1));

  /// The longest wait before sockets that failed are opened again.
  static final long MOST_RETRY_NS = TimeUnit.MINUTES.toNanos(1);

  /// A difference between the clocks, or a pause of our own, that means sleep.
  static final long JUMP_NS = TimeUnit.SECONDS.toNanos(5);

  /// Whoever was not heard for this long is asked directly.
  long doubtNs() {
    return browseNs + browseNs / 4;
  }
}
