package dev.meshscope.lab.scenario;

import dev.meshscope.text.Spans;
import java.util.Locale;

/// What is measured in each round; all but [#MEMORY] in milliseconds. "Start" is when the peer's
/// new process was started, or, where none was, when the last fault was over.
public enum Measure {
  /// The redial, or the end of the last fault if that is later, to live.
  RECOVERY,
  /// The connection that won stands, to live.
  REDIAL_TO_LIVE,
  /// Start to live.
  START_TO_LIVE,
  /// Start to the first connection.
  START_TO_REDIAL,
  /// That connection stands to its handshake read.
  REDIAL_TO_HANDSHAKE,
  /// Handshake read to live.
  HANDSHAKE_TO_LIVE,
  /// Start to the first round trip on the new connection.
  ROUND_TRIP,
  /// Start to the first message from the peer.
  MESSAGE_IN,
  /// Start to the first message at the peer.
  MESSAGE_OUT,
  /// Last heard on the connection that was live before, to live.
  GAP,
  /// The survivor's resident memory at the end, in MiB.
  MEMORY;

  /// As in files: `redial to live`.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /// In JSON: `redialToLiveMs`, `memoryMib`.
  public String field() {
    return CamelCase.of(id()) + (this == MEMORY ? "Mib" : "Ms");
  }

  /// A value for people: `512 ms`, `12.3 s`, `94.2 MiB`.
  public String words(double value) {
    return this == MEMORY ? Spans.mebibytes(value) : Spans.preciseMillis(value);
  }

  /// A round value, at an axis: `1 s`.
  public String mark(double value) {
    return this == MEMORY ? Spans.mebibytes(value) : Spans.plain(Math.round(value * 1e6));
  }
}
