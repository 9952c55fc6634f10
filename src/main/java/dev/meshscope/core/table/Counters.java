package dev.meshscope.core.table;

/// What went over a transport; bytes are payload, without length prefixes.
///
/// @param malformed frames dropped: not JSON, not an object, no `type`
/// @param unknown frames of a type nobody told us of
public record Counters(
    long framesIn, long bytesIn, long framesOut, long bytesOut, long malformed, long unknown) {

  /// Nothing yet.
  public static final Counters NONE = new Counters(0, 0, 0, 0, 0, 0);

  Counters in(long frames, long bytes, long unknownFrames) {
    return new Counters(
        framesIn + frames,
        bytesIn + bytes,
        framesOut,
        bytesOut,
        malformed,
        unknown + unknownFrames);
  }

  Counters out(long frames, long bytes) {
    return new Counters(
        framesIn, bytesIn, framesOut + frames, bytesOut + bytes, malformed, unknown);
  }

  Counters dropped() {
    return new Counters(framesIn, bytesIn, framesOut, bytesOut, malformed + 1, unknown);
  }
}
