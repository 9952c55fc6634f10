package dev.meshscope.ui.peers;

import dev.meshscope.core.link.Kind;
import dev.meshscope.ui.peers.PeerFacts.Via;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Which ways lead to the peer. Where both stand, the one in use is marked, and one that something
/// is the matter with is crossed. On the JavaFX thread.
final class ViaCell extends TableCell<PeerRow, Via> {
  private static final PseudoClass IN_USE = PseudoClass.getPseudoClass("in-use");
  private static final PseudoClass SICK = PseudoClass.getPseudoClass("sick");

  private final Label direct = way();
  private final Label relay = way();
  private final HBox both = new HBox(4, direct, relay);
  private final Tooltip tooltip = new Tooltip();

  ViaCell() {
    getStyleClass().add("via-cell");
    both.setAlignment(Pos.CENTER_LEFT);
    tooltip.setOnShowing(event -> explain());
  }

  private static Label way() {
    Label way = Parts.label("", "way");
    way.setMinWidth(Region.USE_PREF_SIZE);
    return way;
  }

  /// With the numbers of this moment.
  private void explain() {
    PeerRow row = Rows.of(this);
    tooltip.setText(row == null ? "" : row.facts().waysInWords());
  }

  @Override
  protected void updateItem(@Nullable Via via, boolean empty) {
    super.updateItem(via, empty);
    setTooltip(empty || via == null || via.kinds().isEmpty() ? null : tooltip);
    if (empty || via == null || via.kinds().size() < 2) {
      setContentDisplay(ContentDisplay.TEXT_ONLY);
      setText(empty || via == null ? null : via.text());
      setGraphic(null);
      return;
    }
    mark(direct, "via.brief.direct", via, Kind.DIRECT);
    mark(relay, "via.brief.relay", via, Kind.RELAY);
    setText(null);
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    setGraphic(both);
  }

  private static void mark(Label label, String key, Via via, Kind kind) {
    boolean inUse = kind == via.inUse();
    boolean sick = via.sick().contains(kind);
    label.setText((inUse ? "▸" : sick ? "×" : "") + Words.of(key));
    label.pseudoClassStateChanged(IN_USE, inUse);
    label.pseudoClassStateChanged(SICK, sick);
  }
}
