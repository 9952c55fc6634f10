package dev.meshscope.core.table;

import dev.meshscope.core.judge.Policy;
import dev.meshscope.core.link.TransportId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One kind of way to a peer: at most one incumbent, at most one challenger.
///
/// @param incumbent who holds it; null if nobody does
/// @param challenge who wants it; null if nobody does
/// @param promotions when it changed hands from an incumbent that still stood, oldest first, the
///   last few
public record Slot(
    @Nullable TransportId incumbent, @Nullable Challenge challenge, List<Long> promotions) {

  /// Nobody here.
  public static final Slot EMPTY = new Slot(null, null, List.of());

  private static final int REMEMBERED = Policy.FLAP_PROMOTIONS + 1;

  /// Copies the list.
  public Slot {
    promotions = List.copyOf(promotions);
  }

  /// How often it changed hands in the flap window before now.
  public int promotionsInWindow(long nowNs) {
    return (int) promotions.stream().filter(at -> nowNs - at < Policy.FLAP_WINDOW_NS).count();
  }

  Slot heldBy(@Nullable TransportId id) {
    return new Slot(id, challenge, promotions);
  }

  Slot challengedBy(@Nullable Challenge other) {
    return new Slot(incumbent, other, promotions);
  }

  Slot promoted(long atNs) {
    List<Long> more = new ArrayList<>(promotions);
    if (more.size() == REMEMBERED) {
      more.removeFirst();
    }
    more.add(atNs);
    return new Slot(incumbent, challenge, more);
  }

  /// Without any trace of this transport.
  Slot without(TransportId id) {
    boolean wasIncumbent = id.equals(incumbent);
    boolean wasChallenger = challenge != null && id.equals(challenge.challenger());
    return wasIncumbent || wasChallenger
        ? new Slot(wasIncumbent ? null : incumbent, wasChallenger ? null : challenge, promotions)
        : this;
  }
}
