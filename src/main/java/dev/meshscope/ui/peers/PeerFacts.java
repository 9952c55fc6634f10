package dev.meshscope.ui.peers;

import dev.meshscope.core.link.Direction;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.standing.Condition;
import dev.meshscope.core.standing.Way;
import dev.meshscope.core.table.Credence;
import dev.meshscope.core.table.Fact;
import dev.meshscope.text.Spans;
import dev.meshscope.text.Telling;
import dev.meshscope.ui.text.Words;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One row's contents at one instant: a value. Made on the JavaFX thread, on demand.
///
/// @param name the peer's name
/// @param state what is the matter, or nothing
/// @param evidence for the state
/// @param transport the transport that the numbers speak of; null if there is none
/// @param direction who dialled it; null if there is none
/// @param ways each way that stands, direct first; none for a ghost or an absent peer
/// @param doubted whether its identity is in doubt
/// @param elsewhere where it is announced although its link, which answers, does not lead there;
///   empty if nowhere
/// @param credence whether it has proven who it is
/// @param address the other end; empty if unknown
/// @param heard the silence bar
/// @param silentNs how long nothing was heard; -1 if there is no transport
/// @param rttNs the smoothed round trip; -1 if unmeasured
/// @param waitNs how long the oldest ping has been out; -1 if none is, or not worth a word
/// @param keepalive what the kernel's probes say
/// @param redial what would happen if the peer dialled again now
/// @param story for a ghost or an absent peer: the sentence that takes the numbers' place
public record PeerFacts(
    String name,
    Condition state,
    List<Fact> evidence,
    @Nullable TransportId transport,
    @Nullable Direction direction,
    List<Way> ways,
    boolean doubted,
    String elsewhere,
    Credence credence,
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
    Stream<String> found = elsewhere.isEmpty() ? Stream.of() : Stream.of(whereElse());
    return Stream.concat(evidence.stream().map(Telling::fact), found).toList();
  }

  private String whereElse() {
    return Words.of("finding.elsewhere", elsewhere);
  }

  /// Copies the list.
  public PeerFacts {
    ways = List.copyOf(ways);
  }

  /// Whether the way in use is well, and something else is not: another way, or where it is
  /// announced.
  boolean isHalf() {
    return !state.bad() && (!elsewhere.isEmpty() || isSickElsewhere());
  }

  private boolean isSickElsewhere() {
    return ways.stream().anyMatch(way -> way.condition().bad());
  }

  /// `direct`, `relay`, or both; empty if no way stands.
  public String via() {
    return Via.of(ways).text();
  }

  /// A line for each way. Put into words only when somebody asks.
  public String waysInWords() {
    return ways.stream().map(PeerFacts::words).collect(Collectors.joining("\n"));
  }

  private static String words(Way way) {
    return Words.of(
        way.inUse() ? "via.help.in-use" : "via.help",
        Words.word(way.kind(), "via"),
        way.transport(),
        Telling.word(way.condition()),
        Spans.age(way.silence().ns()),
        way.roundTripNs().isEmpty()
            ? Words.of("via.help.unmeasured")
            : Words.of("via.help.rtt", Telling.roundTrip(way)));
  }

  /// Which ways stand, in one cell: without what ticks.
  ///
  /// @param kinds those that stand, direct first
  /// @param inUse the one that frames go out on; null if none stands
  /// @param sick of several, those that something is the matter with
  public record Via(List<Kind> kinds, @Nullable Kind inUse, List<Kind> sick) {
    /// No way.
    public static final Via NONE = new Via(List.of(), null, List.of());

    /// Nearly all peers have one way, and it is well.
    private static final Map<Kind, Via> ONE_WAY =
        Map.of(
            Kind.DIRECT, new Via(List.of(Kind.DIRECT), Kind.DIRECT, List.of()),
            Kind.RELAY, new Via(List.of(Kind.RELAY), Kind.RELAY, List.of()));

    static Via of(List<Way> ways) {
      if (ways.isEmpty()) {
        return NONE;
      }
      if (ways.size() == 1) {
        return ONE_WAY.getOrDefault(ways.getFirst().kind(), NONE);
      }
      return new Via(
          ways.stream().map(Way::kind).toList(),
          ways.stream().filter(Way::inUse).map(Way::kind).findFirst().orElse(null),
          ways.stream().filter(way -> way.condition().bad()).map(Way::kind).toList());
    }

    /// As searched for and copied.
    public String text() {
      return switch (kinds.size()) {
        case 0 -> "";
        case 1 -> Words.word(kinds.getFirst(), "via");
        default -> Words.of("via.both");
      };
    }

    /// As read out.
    String sentence() {
      return kinds.size() < 2 || inUse == null
          ? text()
          : Words.of("via.both.sentence", text(), Words.word(inUse, "via"));
    }
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
