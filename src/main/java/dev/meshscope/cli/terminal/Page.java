package dev.meshscope.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/// What a terminal has room for, and how that is shared: what stands on top, the table, and as much
/// of the log as is left, the newest of it. Pure; on any thread.
///
/// @param rows of the terminal
/// @param columns of the terminal
record Page(int rows, int columns) {
  /// Under the sentence, behind the time of day.
  private static final int INDENT = 14;

  /// As wide, and as long as it needs to be.
  Page endless() {
    return new Page(Integer.MAX_VALUE, columns);
  }

  /// No more lines than fit, and none wider than the terminal.
  ///
  /// @param log lines that begin with the time of day, oldest first
  List<AttributedString> lines(List<String> top, TableText table, List<String> log) {
    List<AttributedString> lines = new ArrayList<>();
    top.forEach(line -> lines.add(new AttributedString(Width.cut(line, columns))));
    lines.add(AttributedString.EMPTY);
    // One line stays free, because the cursor stands there, and one between table and log.
    int room = Math.max(0, rows - lines.size() - 2);
    List<String> told = latest(log, room - Math.min(table.size(), Math.max(2, room / 2)));
    lines.addAll(table.lines(Math.max(2, room - told.size()), columns));
    lines.add(AttributedString.EMPTY);
    told.forEach(line -> lines.add(new AttributedString(line)));
    return lines.size() < rows ? lines : lines.subList(0, rows - 1);
  }

  /// Whole entries, the newest; of the very newest at least its beginning.
  private List<String> latest(List<String> log, int most) {
    List<String> lines = new ArrayList<>();
    for (String entry : log.reversed()) {
      List<String> wrapped = Width.wrap(entry, columns, INDENT);
      int free = most - lines.size();
      if (wrapped.size() > free) {
        return lines.isEmpty() ? wrapped.subList(0, Math.max(0, free)) : lines;
      }
      lines.addAll(0, wrapped);
    }
    return lines;
  }
}
