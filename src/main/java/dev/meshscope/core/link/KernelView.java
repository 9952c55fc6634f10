package dev.meshscope.core.link;

import dev.meshscope.core.cause.Cause;

/// What the kernel knows of a transport's path.
public sealed interface KernelView {

  /// Not sampled yet.
  record NotSampled() implements KernelView {}

  /// This OS, or this kind of transport, cannot tell.
  ///
  /// @param why what is in the way
  record Unavailable(Cause why) implements KernelView {}

  /// One sample of `TCP_INFO`, with what consecutive samples taught (STYLE, build facts).
  ///
  /// @param atNs when it was taken
  /// @param keepalivesAnswered keepalive probes answered so far
  /// @param lastAnsweredNs when the kernel last saw an acknowledgement of anything
  /// @param keepalivesMissed probes sent and not answered, right now
  /// @param unacked segments in flight, right now
  /// @param retransmits retransmissions of the oldest segment, right now
  /// @param backoff the timer's exponential backoff
  /// @param sacked segments that have arrived although an earlier one has not, right now
  /// @param flight whether what is in flight gets through
  /// @param rttMicros the kernel's smoothed round trip, microseconds
  record Sampled(
      long atNs,
      long keepalivesAnswered,
      long lastAnsweredNs,
      int keepalivesMissed,
      int unacked,
      int retransmits,
      int backoff,
      int sacked,
      Flight flight,
      long rttMicros)
      implements KernelView {}

  /// What becomes of what we send, data and probes.
  sealed interface Flight {

    /// Nothing is overdue.
    record Moving() implements Flight {}

    /// It was sent again and again in vain.
    ///
    /// @param sinceNs when that was first seen
    /// @param lastNs when something was last seen to be missing
    record Stuck(long sinceNs, long lastNs) implements Flight {}
  }
}
