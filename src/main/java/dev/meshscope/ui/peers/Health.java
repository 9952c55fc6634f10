package dev.meshscope.ui.peers;

import dev.meshscope.core.table.Credence;
import dev.meshscope.core.table.Diagnoser;
import dev.meshscope.core.table.Fact;
import dev.meshscope.core.table.Finding;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.State;
import dev.meshscope.core.table.Transport;
import dev.meshscope.ui.text.Spans;
import dev.meshscope.ui.text.Words;
import java.util.List;

/// What is the matter with a transport, with the evidence. Pure; on any thread.
///
/// @param state the word for it
/// @param evidence what that rests on
public record Health(RowState state, List<Fact> evidence) {

  /// This transport as it stands now.
  public static Health of(PeerTable table, Peer peer, Transport transport, long nowNs) {
    if (transport.state() == State.CONNECTING || transport.state() == State.AWAITING_HANDSHAKE) {
      return new Health(RowState.CONNECTING, List.of());
    }
    Finding finding = Diagnoser.diagnose(transport, table, nowNs);
    Credence credence = Credence.of(table, peer, transport);
    boolean contested = peer.slot(transport.route().kind()).challenge() != null;
    RowState calm = transport.state() == State.SUSPECT ? RowState.SUSPECT : RowState.LIVE;
    RowState state =
        switch (finding.diagnosis()) {
          case HEALTHY -> contested ? RowState.CONTESTED : proven(credence, calm);
          case QUIET -> contested ? RowState.CONTESTED : proven(credence, quiet(transport));
          case FROZEN -> RowState.FROZEN;
          case PATH_DEAD -> RowState.PATH_DEAD;
          case PATH_LEAKS -> RowState.PATH_LEAKS;
          case ONE_WAY -> RowState.ONE_WAY;
          case REMOTE_CANNOT_SEND -> RowState.CANNOT_SEND;
          case CLOSING -> RowState.CLOSING;
        };
    return new Health(state, finding.facts());
  }

  /// A fact in a sentence.
  public static String sentence(Fact fact) {
    String value =
        switch (fact.key().unit()) {
          case NANOS -> Spans.age(fact.value());
          case COUNT -> Spans.count(fact.value());
          case NONE -> "";
        };
    return Words.of("fact." + fact.key().id(), value);
  }

  /// Nothing is the matter with the link; whose it is, is another matter.
  private static RowState proven(Credence credence, RowState state) {
    return credence.fell() && state != RowState.SUSPECT ? RowState.UNPROVEN : state;
  }

  private static RowState quiet(Transport transport) {
    return transport.state() == State.SUSPECT ? RowState.SUSPECT : RowState.QUIET;
  }
}
