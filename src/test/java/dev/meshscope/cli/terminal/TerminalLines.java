package dev.meshscope.cli.terminal;

import dev.meshscope.core.table.PeerTable;
import java.util.List;
import org.jline.utils.AttributedString;

/// What the terminal shows of a table, for tests of those who are not in its package.
public final class TerminalLines {
  private TerminalLines() {}

  /// The lines of the peers, without the head.
  public static List<String> of(PeerTable table, long nowNs, int columns) {
    TableText text = new TableText(table, nowNs);
    return text.lines(text.size(), columns).stream()
        .skip(1)
        .map(AttributedString::toString)
        .toList();
  }

  /// Its line about LAN, relay and limits.
  public static String networks(PeerTable table, long nowNs) {
    return new TableText(table, nowNs).networks().orElse("");
  }
}
