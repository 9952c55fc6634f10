package dev.meshscope.ui.peers;

import dev.meshscope.ui.feed.Clock;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.TableRow;
import org.jspecify.annotations.Nullable;

/// One line on screen: reads its row anew at each tick and wears what just happened as a pseudo-class.
/// On the JavaFX thread.
final class PeerTableRow extends TableRow<PeerRow> {
  private static final PseudoClass NEW = PseudoClass.getPseudoClass("new");
  private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");
  private static final PseudoClass GONE = PseudoClass.getPseudoClass("gone");
  private static final PseudoClass GHOST = PseudoClass.getPseudoClass("ghost");
  private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

  private final PeerListModel model;
  // Held here because the clock holds it only weakly.
  private final ChangeListener<Number> onTick;
  private final ChangeListener<Object> onChange = (property, before, after) -> mark();

  PeerTableRow(PeerListModel model, Clock clock) {
    this.model = model;
    this.onTick = (property, before, now) -> tick();
    clock.nowProperty().addListener(new WeakChangeListener<>(onTick));
    itemProperty().addListener((property, before, after) -> watch(before, after));
  }

  private void tick() {
    PeerRow row = getItem();
    if (row != null && !isEmpty()) {
      model.read(row);
    }
  }

  private void watch(@Nullable PeerRow before, @Nullable PeerRow after) {
    if (before != null) {
      before.flashProperty().removeListener(onChange);
      before.stateProperty().removeListener(onChange);
    }
    if (after != null) {
      after.flashProperty().addListener(onChange);
      after.stateProperty().addListener(onChange);
    }
  }

  @Override
  protected void updateItem(@Nullable PeerRow row, boolean empty) {
    super.updateItem(row, empty);
    mark();
  }

  private void mark() {
    PeerRow row = isEmpty() ? null : getItem();
    PeerRow.Flash flash = row == null ? PeerRow.Flash.NONE : row.flashProperty().get();
    pseudoClassStateChanged(NEW, flash == PeerRow.Flash.NEW);
    pseudoClassStateChanged(CHANGED, flash == PeerRow.Flash.CHANGED);
    pseudoClassStateChanged(GONE, flash == PeerRow.Flash.GONE);
    pseudoClassStateChanged(GHOST, row != null && row.facts().state() == RowState.GONE);
    pseudoClassStateChanged(
        BAD, row != null && row.facts().state().tone() == RowState.Tone.BAD);
    setAccessibleText(row == null ? null : row.sentence());
  }

}
