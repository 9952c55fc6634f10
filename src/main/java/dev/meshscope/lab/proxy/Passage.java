package dev.meshscope.lab.proxy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is known of one connection that went through a door: the truth, whatever its ends believe.
///
/// @param number 1 for the first connection of an exchange, growing
/// @param from who dialled
/// @param to who was dialled
/// @param dialPort the dialler's own port
/// @param farPort the port from which the dialled end sees it coming
/// @param opened when it stood
/// @param broken when its first end was gone; null: both are there
/// @param ended when its last end was gone; null: one is still there
/// @param held whether one end was kept open although the other was gone
/// @param swallowed bytes that were sent to an end that was gone
/// @param stalls when bytes had to wait
/// @param there what went to the dialled end
/// @param back what came back
public record Passage(
    long number,
    End from,
    End to,
    int dialPort,
    int farPort,
    Instant opened,
    @Nullable Instant broken,
    @Nullable Instant ended,
    boolean held,
    long swallowed,
    List<Stall> stalls,
    Said there,
    Said back) {

  /// Copies the list.
  public Passage {
    stalls = List.copyOf(stalls);
  }

  /// Bytes had to wait.
  ///
  /// @param until null: they still do
  public record Stall(Instant since, @Nullable Instant until) {
    boolean covers(Instant at) {
      return !since.isAfter(at) && (until == null || until.isAfter(at));
    }
  }

  /// What one end said, as it arrived at the other.
  ///
  /// @param hello its handshake; null: none yet
  /// @param frames by type
  public record Said(@Nullable Hello hello, Map<String, Frames> frames) {
    /// Copies the map.
    public Said {
      frames = Map.copyOf(frames);
    }

    /// When a frame of this type first arrived; null: never.
    public @Nullable Instant first(String type) {
      Frames of = frames.get(type);
      return of == null ? null : of.first();
    }

    /// When frames of this type arrived.
    public Stream<Instant> arrivals(String type) {
      Frames of = frames.get(type);
      return of == null ? Stream.empty() : of.arrivals().stream();
    }

    /// When frames of any type arrived, type by type.
    public Stream<Instant> arrivals() {
      return frames.values().stream().flatMap(of -> of.arrivals().stream());
    }
  }

  /// Frames of one type.
  ///
  /// @param arrivals when they arrived, in order; of very many only the first
  public record Frames(long count, List<Instant> arrivals) {
    /// Copies the list.
    public Frames {
      arrivals = List.copyOf(arrivals);
    }

    /// When the first one arrived.
    public Instant first() {
      return arrivals.getFirst();
    }
  }

  /// Who somebody said to be.
  ///
  /// @param at when it arrived
  /// @param nodeId as said; may be anything
  /// @param name as said
  /// @param publicKey as said
  /// @param extras whether it carries the Meshscope extra
  public record Hello(Instant at, String nodeId, String name, String publicKey, boolean extras) {}

  /// Whether this life is at one of its ends.
  public boolean touches(End end) {
    return from.equals(end) || to.equals(end);
  }

  /// Whether it leads from one of these nodes to the other.
  public boolean between(String one, String other) {
    return (from.node().equals(one) && to.node().equals(other))
        || (from.node().equals(other) && to.node().equals(one));
  }

  /// The other end; null if `node` is at none.
  public @Nullable End otherThan(String node) {
    if (from.node().equals(node)) {
      return to;
    }
    return to.node().equals(node) ? from : null;
  }

  /// Whether both ends were there and all bytes passed.
  public boolean wellAt(Instant at) {
    return !opened.isAfter(at)
        && (broken == null || broken.isAfter(at))
        && stalls.stream().noneMatch(stall -> stall.covers(at));
  }

  /// What this node said, as it arrived.
  public Said saidBy(String node) {
    return from.node().equals(node) ? there : back;
  }
}
