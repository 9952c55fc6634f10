package dev.meshscope.lab.result;

import dev.meshscope.lab.proxy.End;
import dev.meshscope.lab.proxy.Passage;
import dev.meshscope.lab.scenario.NodeSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
/// @param roundTrips when a ping on it was answered, in order
/// @param heard when it is known to have been heard, in order
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
    List<Instant> roundTrips,
    List<Instant> heard,
    @Nullable Instant closedAt,
    boolean closedByUs) {

  /// Copies the lists.
  public Link {
    roundTrips = List.copyOf(roundTrips);
    heard = List.copyOf(heard);
  }

  /// Whose process is at the other end; null if that is not known.
  public @Nullable End other() {
    return passage == null ? null : passage.otherThan(NodeSpec.SURVIVOR);
  }

  /// Whether it held its slot at any time and has not ended.
  public boolean isLive() {
    return liveAt != null && closedAt == null;
  }

  /// Whether a ping on it was ever answered.
  public boolean answered() {
    return !roundTrips.isEmpty();
  }

  /// When a ping on it was first answered from then on; empty: not yet.
  public Optional<Instant> answeredSince(Instant from) {
    return roundTrips.stream().filter(at -> !at.isBefore(from)).findFirst();
  }

  /// When, from then on, something had come in on it and something that went out on it had come to
  /// the other end; empty: not yet. An answer shows both.
  Optional<Instant> twoWaySince(Instant from) {
    Optional<Instant> reached =
        passage == null
            ? Optional.empty()
            : passage
                .saidBy(NodeSpec.SURVIVOR)
                .arrivals()
                .filter(at -> at.isAfter(from))
                .sorted()
                .findFirst();
    Optional<Instant> both =
        reached.flatMap(out -> heardAfter(from).map(in -> in.isAfter(out) ? in : out));
    return Stream.concat(answeredSince(from).stream(), both.stream()).min(Instant::compareTo);
  }

  /// When it was first heard after this moment; empty: not yet.
  Optional<Instant> heardAfter(Instant moment) {
    return heard.stream().filter(at -> at.isAfter(moment)).findFirst();
  }

  /// When it was last heard before this moment; empty: never.
  Optional<Instant> heardBefore(Instant moment) {
    return heard.stream().filter(at -> at.isBefore(moment)).reduce((earlier, later) -> later);
  }

  /// Whether it took its slot before this moment.
  boolean isLiveBefore(Instant at) {
    return liveAt != null && liveAt.isBefore(at);
  }
}
