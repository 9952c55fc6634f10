package dev.meshscope.core.standing;

import dev.meshscope.core.table.Credence;
import dev.meshscope.core.table.Diagnoser;
import dev.meshscope.core.table.Fact;
import dev.meshscope.core.table.Finding;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.State;
import dev.meshscope.core.table.Transport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is the matter with a transport, with the evidence. Pure; on any thread.
///
/// @param condition what it is called
/// @param evidence what that rests on
public record Health(Condition condition, List<Fact> evidence) {

  /// Copies the list.
  public Health {
    evidence = List.copyOf(evidence);
  }

  /// This transport as it stands now.
  ///
  /// @param peer whose place it has, or wants; null if it has not said who it is
  public static Health of(PeerTable table, @Nullable Peer peer, Transport transport, long nowNs) {
    if (transport.state() == State.CONNECTING || transport.state() == State.AWAITING_HANDSHAKE) {
      return new Health(Condition.CONNECTING, List.of());
    }
    Finding finding = Diagnoser.diagnose(transport, table, nowNs);
    Condition condition =
        switch (finding.diagnosis()) {
          case HEALTHY -> calm(table, peer, transport, Condition.LIVE);
          case QUIET -> calm(table, peer, transport, Condition.QUIET);
          case FROZEN -> Condition.FROZEN;
          case PATH_DEAD -> Condition.PATH_DEAD;
          case PATH_LEAKS -> Condition.PATH_LEAKS;
          case ONE_WAY -> Condition.ONE_WAY;
          case REMOTE_CANNOT_SEND -> Condition.CANNOT_SEND;
          case CLOSING -> Condition.CLOSING;
        };
    return new Health(condition, finding.facts());
  }

  /// Nothing is the matter with the link as far as the kernel tells; who wants its place, and whose
  /// it is, are other matters.
  private static Condition calm(
      PeerTable table, @Nullable Peer peer, Transport transport, Condition otherwise) {
    if (peer != null && peer.slot(transport.route().kind()).challenge() != null) {
      return Condition.CONTESTED;
    }
    if (transport.state() == State.SUSPECT) {
      return Condition.SUSPECT;
    }
    boolean fell = peer != null && Credence.of(table, peer, transport).fell();
    return fell ? Condition.UNPROVEN : otherwise;
  }
}
