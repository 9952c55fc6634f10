package dev.meshscope.ui.peers;

import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// What would happen if the peer dialled again now: a verb and its reason. On the JavaFX thread.
final class RedialCell extends TableCell<PeerRow, PeerFacts.Redial> {
  private final Label verb = new Label();
  private final Label because = new Label();
  private final HBox box = new HBox(6, verb, because);
  private final Tooltip tooltip = new Tooltip();

  RedialCell() {
    getStyleClass().add("redial-cell");
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    verb.setMinWidth(Region.USE_PREF_SIZE);
    because.getStyleClass().addAll("because");
    box.setAlignment(Pos.CENTER_LEFT);
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(360);
  }

  @Override
  protected void updateItem(PeerFacts.@Nullable Redial redial, boolean empty) {
    super.updateItem(redial, empty);
    if (empty || redial == null || redial.verb() == PeerFacts.Redial.Verb.NONE) {
      setGraphic(null);
      setTooltip(null);
      return;
    }
    verb.setText(Words.word(redial.verb(), "verb"));
    Parts.wear(verb, "label", "verb", "verb-" + Words.key(redial.verb()));
    because.setText(redial.because());
    tooltip.setText(Words.word(redial.verb(), "verb.meaning"));
    setTooltip(tooltip);
    setGraphic(box);
  }
}
