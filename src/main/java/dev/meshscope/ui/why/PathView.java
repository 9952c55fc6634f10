package dev.meshscope.ui.why;

import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The rule drawn as a path that runs down a rail: lit as far as the verdict, which ends it, and
/// dimmed beyond. On the JavaFX thread.
///
/// ```
///  ●  Is the old socket still open?                     yes
///  │  no → PROMOTE already closed
///  ○  Does the peer itself still hold it?   does not arise
///  │
///  ●  Was the newcomer dialled first?                    no
///  ✕  REFUSED  the older stays
///  ┆
/// ```
final class PathView {
  private PathView() {}

  /// From a row's upper edge to the middle of its knot.
  private static final double KNOT = 11;

  /// How high the sign at the end is.
  private static final double END = 14;

  private enum Piece {
    FIRST,
    MIDDLE,
    LAST
  }

  static Node of(WhyCard card) {
    VBox rows = new VBox();
    rows.getStyleClass().add("path");
    int last = card.path().size() - 1;
    for (int i = 0; i <= last; i++) {
      Turn turn = card.path().get(i);
      rows.getChildren().add(row(turn, i == 0 ? Piece.FIRST : Piece.MIDDLE));
      if (turn.standing() == Turn.Standing.DECISIVE) {
        rows.getChildren().add(end(card, i == last ? Piece.LAST : Piece.MIDDLE));
      } else if (i == last) {
        rows.getChildren().removeLast();
        rows.getChildren().add(row(turn, Piece.LAST));
      }
    }
    return rows;
  }

  private static Node row(Turn turn, Piece piece) {
    Label question = Parts.prose(turn.question(), "question");
    question.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(question, Priority.ALWAYS);
    Label answer = Parts.label(turn.answer(), "answer");
    answer.setMinWidth(Region.USE_PREF_SIZE);
    HBox line = new HBox(8, question, answer);
    line.setAlignment(Pos.TOP_LEFT);
    VBox body = new VBox(1, line);
    if (!turn.note().isEmpty()) {
      body.getChildren().add(Parts.prose(turn.note(), "exit"));
    }
    turn.exits().forEach(exit -> body.getChildren().add(exit(exit)));
    return framed(Words.key(turn.standing()), piece, body, turn.sentence());
  }

  private static Node exit(Turn.Exit exit) {
    Label answer = Parts.label(Words.of("exit.from", exit.answer()), "exit", "exit-answer");
    answer.setMinWidth(Region.USE_PREF_SIZE);
    Label to = Parts.prose(exit.leadsTo(), "exit");
    HBox.setHgrow(to, Priority.ALWAYS);
    HBox line = new HBox(5, answer, to);
    line.setAlignment(Pos.TOP_LEFT);
    return line;
  }

  /// The verdict, where the lit way ends.
  private static Node end(WhyCard card, Piece piece) {
    Label mark = Parts.label(card.mark(), "badge", WhyView.style("badge", card));
    mark.setMinWidth(Region.USE_PREF_SIZE);
    Label reason = Parts.prose(card.reason(), "end-reason");
    HBox.setHgrow(reason, Priority.ALWAYS);
    HBox line = new HBox(8, mark, reason);
    line.setAlignment(Pos.CENTER_LEFT);
    Node row = framed("end", piece, line, card.mark() + ": " + card.reason());
    row.getStyleClass().add(WhyView.style("end", card));
    return row;
  }

  private static Node framed(String style, Piece piece, Node body, String sentence) {
    HBox.setHgrow(body, Priority.ALWAYS);
    HBox row = new HBox(8, rail(piece, style.equals("end") ? END / 2 : 0), body);
    row.getStyleClass().addAll("turn", "turn-" + style);
    row.setAccessibleRole(AccessibleRole.TEXT);
    row.setAccessibleText(sentence);
    return row;
  }

  /// The line down to this row's knot, the knot, the line on to the next.
  ///
  /// @param room how much the lines keep away from the middle of the knot
  private static Node rail(Piece piece, double room) {
    Region in = line("line-in");
    in.setMinHeight(KNOT - room);
    in.setMaxHeight(KNOT - room);
    in.setVisible(piece != Piece.FIRST);
    Region out = line("line-out");
    out.setVisible(piece != Piece.LAST);
    StackPane.setMargin(out, new Insets(KNOT + room, 0, 0, 0));
    Region knot = Parts.shape("knot");
    StackPane.setAlignment(knot, Pos.TOP_CENTER);
    StackPane rail = new StackPane(in, out, knot);
    rail.getStyleClass().add("rail");
    rail.setMinWidth(14);
    rail.setMaxWidth(14);
    return rail;
  }

  private static Region line(String style) {
    Region line = new Region();
    line.getStyleClass().addAll("rail-line", style);
    line.setMinWidth(2);
    line.setMaxWidth(2);
    line.setMaxHeight(Double.MAX_VALUE);
    StackPane.setAlignment(line, Pos.TOP_CENTER);
    return line;
  }
}
