package dev.meshscope.lab.result;

import dev.meshscope.lab.proxy.End;
import dev.meshscope.lab.proxy.Passage;
import dev.meshscope.lab.scenario.NodeSpec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One connection of the survivor, as it tells of it, with the truth beside it.
///
/// @param number the transport's number
/// @param opened when it stood
/// @param passage what the door knows of it; null if it went through none
/// @param handshakeAt when the survivor had read the other's handshake
/// @param peer who the other said to be
/// @param liveAt when it took its slot
/// @param reason why it took it
/// @param gapMs how long the peer had not been heard then; -1 if that is not known
/// @param roundTripAt when the first ping on it was answered
/// @param lastHeardAt the last time it is known to have been heard
/// @param closedAt when it ended
/// @param closedByUs whether the survivor ended it
public record Link(
    long number,
    Instant opened,
    @Nullable Passage passage,
    @Nullable Instant handshakeAt,
    @Nullable String peer,
    @Nullable Instant liveAt,
    String reason,
    double gapMs,
    @Nullable Instant roundTripAt,
    @Nullable Instant lastHeardAt,
    @Nullable Instant closedAt,
    boolean closedByUs) {

  /// Whose process is at the other end; null if that is not known.
  public @Nullable End other() {
    return passage == null ? null : passage.otherThan(NodeSpec.SURVIVOR);
  }

  /// Whether it held its slot at any time and has not ended.
  public boolean isLive() {
    return liveAt != null && closedAt == null;
  }

  /// Whether it took its slot before this moment.
  boolean isLiveBefore(Instant at) {
    return liveAt != null && liveAt.isBefore(at);
  }
}
