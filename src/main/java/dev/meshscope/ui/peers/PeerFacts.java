package dev.meshscope.ui.peers;

import dev.meshscope.core.link.Direction;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Fact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One row's contents at one instant: a value. Made on the JavaFX thread, on demand.
///
/// @param name the peer's name
/// @param state what is the matter, or nothing
/// @param evidence for the state
/// @param transport the transport that the numbers speak of; null if there is none
/// @param direction who dialled it; null if there is none
/// @param via `direct`, `relay`, or both
/// @param address the other end; empty if unknown
/// @param heard the silence bar
/// @param silentNs how long nothing was heard; -1 if there is no transport
/// @param rttNs the smoothed round trip; -1 if unmeasured
/// @param waitNs how long the oldest ping has been out; -1 if none is
/// @param keepalive what the kernel's probes say
/// @param redial what would happen if the peer dialled again now
/// @param story for a ghost or an absent peer: the sentence that takes the numbers' place
public record PeerFacts(
    String name,
    RowState state,
    List<Fact> evidence,
    @Nullable TransportId transport,
    @Nullable Direction direction,
    String via,
    String address,
    Heard heard,
    long silentNs,
    long rttNs,
    long waitNs,
    Keepalive keepalive,
    Redial redial,
    String story) {

  /// The evidence for the state, one sentence each. Put into words only when somebody asks: few of
  /// the many rows are ever looked at so closely.
  public List<String> findings() {
    return evidence.stream().map(Health::sentence).toList();
  }

  /// The silence bar.
  ///
  /// @param fraction 0 to 1 of the way to the threshold, in fiftieths
  /// @param text the age
  /// @param threshold what happens at its end, for the tooltip
  public record Heard(double fraction, String text, String threshold) {
    /// Nothing to show.
    public static final Heard NOTHING = new Heard(-1, "", "");
  }

  /// The kernel's probes in one cell.
  ///
  /// @param text as shown
  /// @param why for the tooltip
  public record Keepalive(Sign sign, String text, String why) {
    /// Nothing to show.
    public static final Keepalive NOTHING = new Keepalive(Sign.UNKNOWN, "", "");

    /// Whether the path answers.
    public enum Sign {
      ANSWERED,
      MISSED,
      UNKNOWN
    }
  }

  /// The verdict on a redial that has not happened.
  ///
  /// @param verb ASK, REPLACE or REFUSE
  /// @param because the shortest reason
  public record Redial(Verb verb, String because) {
    /// Nothing to show.
    public static final Redial NOTHING = new Redial(Verb.NONE, "");

    /// What would be done.
    public enum Verb {
      ASK,
      REPLACE,
      REFUSE,
      NONE
    }
  }
}
