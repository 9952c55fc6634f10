package dev.meshscope.cli.terminal;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.standing.AtHome;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.lines.Subject;
import java.util.ArrayList;
import java.util.List;

/// The latest lines that a screen has room for. Where there are more, those of passers-by take at
/// most half of them; those of a flood take one: what was decided about a peer that is known here
/// stays. On the drawing thread.
final class Latest {
  /// So many in all.
  static final int MOST = 8;

  /// So many of passers-by.
  static final int OF_PASSERS_BY = MOST / 2;

  /// @param text the whole of it
  /// @param of whom it is about
  record Line(String text, Of of) {
    /// Of a flood: there is one such line, the latest.
    static Line ofFlood(String text) {
      return new Line(text, new Of.Flood());
    }
  }

  /// Whom a line is about.
  sealed interface Of {
    /// This node, and what it stands in.
    record Node() implements Of {}

    /// Somebody who has not said who it is.
    record Somebody() implements Of {}

    record Peer(NodeId id) implements Of {}

    /// Too many to be told one by one.
    record Flood() implements Of {}

    static Of of(MeshEvent event, Subject subject) {
      NodeId peer = subject.peer(event);
      if (peer != null) {
        return new Peer(peer);
      }
      return event instanceof MeshEvent.OfNode ? new Node() : new Somebody();
    }
  }

  private final List<Line> lines = new ArrayList<>();

  /// Adds the latest.
  ///
  /// @param table who is here now
  void add(Line line, PeerTable table, long nowNs) {
    if (line.of() instanceof Of.Flood) {
      lines.removeIf(before -> before.of() instanceof Of.Flood);
    }
    lines.add(line);
    if (lines.size() > MOST) {
      List<Line> passing = lines.stream().filter(one -> passes(one.of(), table, nowNs)).toList();
      lines.remove(passing.size() > OF_PASSERS_BY ? passing.getFirst() : lines.getFirst());
    }
  }

  private static boolean passes(Of of, PeerTable table, long nowNs) {
    return switch (of) {
      case Of.Node(), Of.Flood() -> false;
      case Of.Somebody() -> true;
      case Of.Peer(NodeId id) -> !AtHome.is(table, id, nowNs);
    };
  }

  /// The oldest first.
  List<String> texts() {
    return lines.stream().map(Line::text).toList();
  }
}
