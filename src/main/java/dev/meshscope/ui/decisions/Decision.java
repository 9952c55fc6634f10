package dev.meshscope.ui.decisions;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.TransportId;
import org.jspecify.annotations.Nullable;

/// One line of the decision list: a value.
///
/// @param number grows with each
/// @param atNs when, monotonic
/// @param time of day, as shown
/// @param transport what it is about; null if about the peer as a whole
/// @param peer whose; null if unknown
/// @param peerName as it called itself then; empty if unknown
/// @param mark the word in capitals
/// @param sentence in plain words
/// @param judged the verdict behind it; null where the judge had no part
public record Decision(
    long number,
    long atNs,
    String time,
    @Nullable TransportId transport,
    @Nullable NodeId peer,
    String peerName,
    Mark mark,
    String sentence,
    MeshEvent.@Nullable Judged judged) {

  /// What kind of decision.
  public enum Mark {
    LIVE,
    PROMOTED,
    REFUSED,
    HELD,
    KEPT,
    CLOSED,
    SUSPECT,
    IGNORED,
    WRONG,
    HEALED,
    FLAPPING,
    CLONE,
    ALARM,
    UNPROVEN,
    ROUTE,
    LAN,
    RELAY,
    STOPPED,
    LIMIT,
    NOTE
  }

  /// As copied.
  public String line() {
    return time
        + "  "
        + (transport == null ? "" : transport + " ")
        + peerName
        + "  "
        + mark
        + "  "
        + sentence;
  }
}
