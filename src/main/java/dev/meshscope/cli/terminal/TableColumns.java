package dev.meshscope.cli.terminal;

import dev.meshscope.cli.words.CliWords;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which columns of the table fit the terminal, and how wide each is. Pure; on any thread.
final class TableColumns {
  /// In their order from left to right; each is so wide, with the space behind it.
  enum Column {
    STATE("state", 14),
    NAME("  name", 13),
    ID("id", 10),
    DIR("dir", 4),
    HEARD("heard", 8),
    RTT("rtt", 9),
    WAIT("wait", 8),
    KEEPALIVE("keepalive", 12),
    REDIAL(CliWords.of("table-columns.if-redialled-now"), 30);

    private final String title;
    private final int least;

    Column(String title, int least) {
      this.title = title;
      this.least = least;
    }
  }

  /// Who goes first where there is no room.
  private static final List<Column> SPARED =
      List.of(Column.DIR, Column.ID, Column.RTT, Column.WAIT, Column.KEEPALIVE);

  private static final int LONGEST_NAME = 20;

  private final Map<Column, Integer> widths = new EnumMap<>(Column.class);
  private final int columns;

  private TableColumns(Set<Column> present, int columns) {
    this.columns = columns;
    present.forEach(column -> widths.put(column, column.least));
    int left = columns - least(present);
    int name = Math.clamp(left, 0, LONGEST_NAME - Column.NAME.least);
    widths.merge(Column.NAME, name, Integer::sum);
    widths.merge(Column.REDIAL, left - name, Integer::sum);
  }

  /// For a terminal of so many columns.
  static TableColumns of(int columns) {
    Set<Column> present = EnumSet.allOf(Column.class);
    for (Column spared : SPARED) {
      if (least(present) <= columns) {
        break;
      }
      present.remove(spared);
    }
    return new TableColumns(present, columns);
  }

  private static int least(Set<Column> present) {
    return present.stream().mapToInt(column -> column.least).sum();
  }

  /// The line above the rows.
  String titles() {
    Map<Column, String> titles = new EnumMap<>(Column.class);
    widths.keySet().forEach(column -> titles.put(column, column.title));
    return row(titles);
  }

  /// One row; what is not among the cells stays empty.
  String row(Map<Column, String> cells) {
    StringBuilder line = new StringBuilder();
    widths.forEach((column, width) -> line.append(cell(cells, column, width)));
    return cut(line.toString());
  }

  /// A row whose figures, from the silence on, give way to a sentence.
  String row(Map<Column, String> cells, String story) {
    StringBuilder line = new StringBuilder();
    widths.forEach(
        (column, width) ->
            line.append(column.compareTo(Column.HEARD) > 0 ? "" : cell(cells, column, width)));
    return cut(line + story);
  }

  private static String cell(Map<Column, String> cells, Column column, int width) {
    String text = cells.getOrDefault(column, "");
    return column == Column.REDIAL ? Width.cut(text, width) : Width.cell(text, width - 1) + " ";
  }

  private String cut(String line) {
    return Width.cut(line.stripTrailing(), columns);
  }
}
