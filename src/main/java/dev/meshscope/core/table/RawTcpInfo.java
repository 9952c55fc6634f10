package dev.meshscope.core.table;

/// One reading of Linux's `TCP_INFO`, as the kernel gives it. A value, on any thread.
///
/// @param retransmits retransmissions of the oldest segment, right now
/// @param probes keepalive probes sent and not answered, right now
/// @param backoff the timer's exponential backoff
/// @param unacked segments in flight
/// @param sacked those of them that have arrived although an earlier one has not
/// @param lastDataSentMillis milliseconds since we last sent data; a keepalive probe is none
/// @param lastAckRecvMillis milliseconds since anything was acknowledged, keepalive probes included
/// @param lastDataRecvMillis milliseconds since data last came in
/// @param rttMicros the smoothed round trip, microseconds
public record RawTcpInfo(
    int retransmits,
    int probes,
    int backoff,
    long unacked,
    long sacked,
    long lastDataSentMillis,
    long lastAckRecvMillis,
    long lastDataRecvMillis,
    long rttMicros) {}
