package dev.meshscope.ui.shell;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// How the three panes share the window: where there is room, the inspector has the right side from
/// top to bottom; else it stands beside the decisions. Each arrangement keeps its dividers. On the
/// JavaFX thread.
final class Frame {
  /// From this width on the table keeps all its columns beside the inspector.
  static final double WIDE = 1320;

  /// So wide is the table with all its columns.
  private static final double TABLE = 982;

  private static final double SHARE = 0.70;

  private final Node peers;
  private final Node decisions;
  private final Node inspector;
  private final StackPane root = new StackPane();
  private final SplitPane left = split(Orientation.VERTICAL, 0.56);
  private final SplitPane wide = split(Orientation.HORIZONTAL, SHARE);
  private final SplitPane lower = split(Orientation.HORIZONTAL, 0.53);
  private final SplitPane narrow = split(Orientation.VERTICAL, 0.49);
  private boolean placed;

  Frame(Node peers, Node decisions, Node inspector) {
    this.peers = peers;
    this.decisions = decisions;
    this.inspector = inspector;
    root.setMinSize(Region.USE_COMPUTED_SIZE, 0);
    root.widthProperty().addListener((property, before, width) -> arrange(width.doubleValue()));
    arrange(0);
  }

  Parent node() {
    return root;
  }

  private void arrange(double width) {
    boolean roomy = width >= WIDE;
    SplitPane wanted = roomy ? wide : narrow;
    if (root.getChildren().contains(wanted)) {
      return;
    }
    // A pane stands in one place only: it leaves the old one first.
    left.getItems().clear();
    wide.getItems().clear();
    lower.getItems().clear();
    narrow.getItems().clear();
    if (roomy) {
      if (!placed) {
        placed = true;
        wide.setUserData(Math.max(SHARE, TABLE / width));
      }
      fill(left, peers, decisions);
      fill(wide, left, inspector);
      SplitPane.setResizableWithParent(inspector, false);
    } else {
      fill(lower, decisions, inspector);
      fill(narrow, peers, lower);
      SplitPane.setResizableWithParent(inspector, true);
    }
    root.getChildren().setAll(wanted);
  }

  /// Where the divider stood it stands again.
  private static void fill(SplitPane pane, Node first, Node second) {
    double position = (double) pane.getUserData();
    pane.getItems().setAll(first, second);
    pane.setDividerPositions(position);
    pane.getDividers()
        .getFirst()
        .positionProperty()
        .addListener((property, before, now) -> pane.setUserData(now.doubleValue()));
  }

  private static SplitPane split(Orientation orientation, double position) {
    SplitPane pane = new SplitPane();
    pane.setOrientation(orientation);
    pane.setUserData(position);
    return pane;
  }
}
