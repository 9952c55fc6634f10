package dev.meshscope.ui.peers;

import dev.meshscope.core.standing.Condition;
import dev.meshscope.ui.feed.Clock;
import dev.meshscope.ui.text.Parts;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.TableRow;
import org.jspecify.annotations.Nullable;

/// One line on screen: reads its row anew at each tick and wears what just happened as a
/// pseudo-class. On the JavaFX thread.
final class PeerTableRow extends TableRow<PeerRow> {
  private static final PseudoClass NEW = PseudoClass.getPseudoClass("new");
  private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");
  private static final PseudoClass GONE = PseudoClass.getPseudoClass("gone");
  private static final PseudoClass FADING = PseudoClass.getPseudoClass("fading");
  private static final PseudoClass GHOST = PseudoClass.getPseudoClass("ghost");
  private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

  private final PeerListModel model;
  private final Label story = Parts.label("", "story");
  // Held here because the clock holds it only weakly.
  private final ChangeListener<Number> onTick;
  private final ChangeListener<Object> onChange = (property, before, after) -> mark();

  /// @param menu for every row that is not empty
  PeerTableRow(PeerListModel model, Clock clock, ContextMenu menu) {
    this.model = model;
    this.onTick = (property, before, now) -> tick();
    story.setManaged(false);
    story.setMouseTransparent(true);
    clock.nowProperty().addListener(new WeakChangeListener<>(onTick));
    itemProperty().addListener((property, before, after) -> watch(before, after));
    contextMenuProperty()
        .bind(Bindings.when(emptyProperty()).then((ContextMenu) null).otherwise(menu));
  }

  private void tick() {
    PeerRow row = getItem();
    if (row != null && !isEmpty()) {
      model.read(row);
    }
  }

  private void watch(@Nullable PeerRow before, @Nullable PeerRow after) {
    story.textProperty().unbind();
    if (before != null) {
      before.flashProperty().removeListener(onChange);
      before.stateProperty().removeListener(onChange);
    }
    if (after != null) {
      after.flashProperty().addListener(onChange);
      after.stateProperty().addListener(onChange);
      story.textProperty().bind(after.storyProperty());
    } else {
      story.setText("");
    }
  }

  @Override
  protected void updateItem(@Nullable PeerRow row, boolean empty) {
    super.updateItem(row, empty);
    mark();
  }

  /// The story runs from the column of the ages to the end.
  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    // The skin puts the cells in anew whenever columns change.
    if (!getChildren().contains(story)) {
      getChildren().add(story);
    }
    double x = PeerColumns.storyX(getTableView());
    double height = story.prefHeight(-1);
    story.resizeRelocate(
        x + 8, (getHeight() - height) / 2, Math.max(0, getWidth() - x - 20), height);
  }

  private void mark() {
    PeerRow row = isEmpty() ? null : getItem();
    PeerRow.Flash flash = row == null ? PeerRow.Flash.NONE : row.flashProperty().get();
    pseudoClassStateChanged(NEW, flash == PeerRow.Flash.NEW);
    pseudoClassStateChanged(CHANGED, flash == PeerRow.Flash.CHANGED);
    pseudoClassStateChanged(GONE, flash == PeerRow.Flash.GONE);
    // Only a mark that goes out takes its time; a line that is given to another row does not.
    pseudoClassStateChanged(FADING, flash == PeerRow.Flash.FADING);
    pseudoClassStateChanged(GHOST, row != null && row.facts().state() == Condition.GONE);
    pseudoClassStateChanged(BAD, row != null && row.facts().state().bad());
  }

  /// Asked for when it is read out: the ages in it are those of that moment.
  @Override
  public @Nullable Object queryAccessibleAttribute(
      AccessibleAttribute attribute, @Nullable Object... parameters) {
    PeerRow row = isEmpty() ? null : getItem();
    return attribute == AccessibleAttribute.TEXT && row != null
        ? row.sentence()
        : super.queryAccessibleAttribute(attribute, parameters);
  }
}
