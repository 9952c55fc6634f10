package dev.meshscope.ui.peers;

import dev.meshscope.ui.text.Words;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// How long nothing was heard: a bar that fills toward the threshold, and the age. On the JavaFX
/// thread.
final class HeardCell extends TableCell<PeerRow, PeerFacts.Heard> {
  private static final PseudoClass LATE = PseudoClass.getPseudoClass("late");
  private static final PseudoClass OVER = PseudoClass.getPseudoClass("over");
  private static final double BAR = 50;

  private final Region fill = new Region();
  private final StackPane bar = new StackPane(fill);
  private final Label age = new Label();
  private final HBox gauge = new HBox(8, bar, age);
  private final Tooltip tooltip = new Tooltip();

  HeardCell() {
    getStyleClass().add("heard-cell");
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    bar.getStyleClass().add("heard-bar");
    fill.getStyleClass().add("heard-fill");
    bar.setMinWidth(BAR);
    bar.setMaxWidth(BAR);
    bar.setAlignment(Pos.CENTER_LEFT);
    age.getStyleClass().add("figures");
    age.setMinWidth(Region.USE_PREF_SIZE);
    gauge.setAlignment(Pos.CENTER_LEFT);
  }

  @Override
  protected void updateItem(PeerFacts.@Nullable Heard heard, boolean empty) {
    super.updateItem(heard, empty);
    // A row without numbers has no gauge; its table row tells the story across the columns.
    if (empty || heard == null || heard.fraction() < 0) {
      setGraphic(null);
      setTooltip(null);
      return;
    }
    double width = Math.max(2, Math.rint(heard.fraction() * BAR));
    if (fill.getMaxWidth() != width) {
      fill.setMinWidth(width);
      fill.setMaxWidth(width);
    }
    bar.pseudoClassStateChanged(LATE, heard.fraction() >= 0.5 && heard.fraction() < 1);
    bar.pseudoClassStateChanged(OVER, heard.fraction() >= 1);
    age.setText(heard.text());
    tooltip.setText(Words.of("heard.help", heard.text(), heard.threshold()));
    setTooltip(tooltip);
    setGraphic(gauge);
  }
}
