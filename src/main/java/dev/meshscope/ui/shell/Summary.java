package dev.meshscope.ui.shell;

import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.geometry.VPos;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/// A line of three parts that never asks for more room than the window has: the left one is cut,
/// the right one stays whole, and what stands between is left out where there is no room for it. On
/// the JavaFX thread.
final class Summary extends Region {
  private static final double GAP = 12;

  private final Region left;
  private final Region extras;
  private final Region right;
  private final Rectangle shown = new Rectangle();

  Summary(Region left, Region right, Region extras) {
    this.left = left;
    this.right = right;
    this.extras = extras;
    left.setClip(shown);
    getStyleClass().add("summary");
    getChildren().setAll(left, right, extras);
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected double computePrefWidth(double height) {
    return snappedLeftInset()
        + left.prefWidth(-1)
        + GAP
        + right.prefWidth(-1)
        + GAP
        + extras.prefWidth(-1)
        + snappedRightInset();
  }

  @Override
  protected double computePrefHeight(double width) {
    double highest =
        Math.max(left.prefHeight(-1), Math.max(right.prefHeight(-1), extras.prefHeight(-1)));
    return snappedTopInset() + highest + snappedBottomInset();
  }

  @Override
  protected void layoutChildren() {
    double x = snappedLeftInset();
    double y = snappedTopInset();
    double width = getWidth() - x - snappedRightInset();
    double height = getHeight() - y - snappedBottomInset();
    double findings = right.prefWidth(-1);
    double more = extras.prefWidth(-1);
    boolean room = left.minWidth(-1) + GAP + findings + GAP + more <= width;
    double taken = findings + (room ? GAP + more : 0);
    double rest = Math.max(0, width - taken - GAP);
    extras.setVisible(room);
    shown.setWidth(rest);
    shown.setHeight(height);
    place(left, x, y, rest, height);
    place(right, x + width - taken, y, findings, height);
    place(extras, x + width - more, y, more, height);
  }

  private void place(Region part, double x, double y, double width, double height) {
    layoutInArea(part, x, y, width, height, 0, Insets.EMPTY, true, true, HPos.LEFT, VPos.CENTER);
  }
}
