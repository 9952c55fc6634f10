package dev.meshscope.core.table;

import java.util.Locale;

/// One number behind a diagnosis. A value, on any thread; the words for it are the window's.
///
/// @param key what was measured
/// @param value how much, in the key's unit; 0 where the key has none
public record Fact(Key key, long value) {

  /// What a fact is about.
  public enum Key {
    /// Nothing was heard for this long.
    SILENT(Unit.NANOS),
    /// The oldest unanswered ping has been out for this long.
    PING_OUT(Unit.NANOS),
    /// So many pings are out.
    PINGS_OUT(Unit.COUNT),
    /// So many pings were ever answered on this transport.
    ROUND_TRIPS(Unit.COUNT),
    /// The remote kernel acknowledged something, data or a keepalive probe, this long ago.
    KERNEL_ANSWERED(Unit.NANOS),
    /// So many keepalive probes went unanswered, as of the latest look.
    KEEPALIVES_MISSED(Unit.COUNT),
    /// So many segments are in flight, as of the latest look.
    UNACKED(Unit.COUNT),
    /// The oldest of them was sent again so many times.
    RETRANSMITS(Unit.COUNT),
    /// So many later ones have arrived nevertheless.
    SACKED(Unit.COUNT),
    /// The kernel doubled its patience so many times.
    BACKOFF(Unit.COUNT),
    /// This OS, or this kind of transport, does not show what the kernel knows: a frozen program
    /// and a dead path look the same.
    KERNEL_UNKNOWN(Unit.NONE),
    /// It was replaced this long ago.
    REPLACED(Unit.NANOS);

    private final Unit unit;

    Key(Unit unit) {
      this.unit = unit;
    }

    /// What its value counts.
    public Unit unit() {
      return unit;
    }

    /// As in JSON: `ping-out`.
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// What a value counts.
  public enum Unit {
    /// Nanoseconds.
    NANOS,
    /// A number of things.
    COUNT,
    /// Nothing: it is no number.
    NONE
  }
}
