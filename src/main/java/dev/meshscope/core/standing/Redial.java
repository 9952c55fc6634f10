package dev.meshscope.core.standing;

import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.judge.Rule;
import dev.meshscope.core.judge.Verdict;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.table.Contest;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.Transport;
import java.util.Optional;

/// What a redial would meet now. A value, on any thread.
///
/// @param act what would be done
/// @param figure the one number that says most about why
/// @param verdict the rule in force, with all that was known
public record Redial(Act act, Figure figure, Verdict verdict) {

  /// What would be done with the newcomer.
  public enum Act {
    /// It is held, and both are asked.
    ASK,
    /// It takes the place.
    REPLACE,
    /// It is told so and closed.
    REFUSE
  }

  /// The number that says most.
  public sealed interface Figure {

    /// How long the incumbent has been silent.
    record Silent(long ns) implements Figure {}

    /// How long the incumbent may take to answer.
    record Probe(long ns) implements Figure {}

    /// None: the reason says it all.
    record None() implements Figure {}
  }

  /// Of this kind of way; empty if nobody holds it.
  static Optional<Redial> of(PeerTable table, Peer peer, Kind kind, long nowNs) {
    Transport incumbent = table.incumbent(peer, kind);
    return incumbent == null
        ? Optional.empty()
        : Contest.ifRedialledNow(table, peer, kind, table.settings().policy(), nowNs)
            .map(verdict -> of(table, incumbent, verdict));
  }

  private static Redial of(PeerTable table, Transport incumbent, Verdict verdict) {
    Figure silent = new Figure.Silent(verdict.evidence().incumbent().silentNs());
    return switch (verdict.decision()) {
      case PROMOTE -> new Redial(Act.REPLACE, silent, verdict);
      case REFUSE ->
          new Redial(
              Act.REFUSE,
              verdict.policy().rule() == Rule.LAST_SEEN ? silent : new Figure.None(),
              verdict);
      case HOLD ->
          new Redial(
              Act.ASK,
              verdict.reason() == Reason.PROBING
                  ? new Figure.Probe(Contest.probeWaitNs(table, incumbent, verdict.policy()))
                  : new Figure.None(),
              verdict);
    };
  }
}
