package dev.meshscope.ui.peers;

import dev.meshscope.core.table.Credence;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// A name, and before it a sign: whether the peer has proven that it is the one. On the JavaFX
/// thread.
final class NameCell extends TableCell<PeerRow, String> {
  private final Region sign = Parts.shape();
  private final Tooltip tooltip = new Tooltip();
  private final ChangeListener<Credence> changed = (property, before, now) -> show(now);
  private @Nullable ObservableValue<Credence> watched;

  NameCell() {
    getStyleClass().add("name-cell");
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(360);
  }

  @Override
  protected void updateItem(@Nullable String name, boolean empty) {
    super.updateItem(name, empty);
    PeerRow row = empty ? null : Rows.of(this);
    setText(empty ? null : name);
    watch(row == null ? null : row.credenceProperty());
  }

  /// The name stays when what is proven changes.
  private void watch(@Nullable ObservableValue<Credence> next) {
    if (watched != null) {
      watched.removeListener(changed);
    }
    if (next != null) {
      next.addListener(changed);
    }
    watched = next;
    show(next == null ? Credence.NOBODY : next.getValue());
  }

  private void show(Credence credence) {
    if (credence == Credence.NOBODY) {
      setGraphic(null);
      setTooltip(null);
      return;
    }
    Parts.wear(sign, "shape", "proof-" + credence.id());
    tooltip.setText(Words.word(credence, "proof.meaning"));
    setGraphic(sign);
    setTooltip(tooltip);
  }
}
