package dev.meshscope.ui.peers;

import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The kernel's probes: a tick or a cross, and since when or how many. On the JavaFX thread.
final class KeepaliveCell extends TableCell<PeerRow, PeerFacts.Keepalive> {
  private final Region sign = Parts.shape();
  private final Tooltip tooltip = new Tooltip();

  KeepaliveCell() {
    getStyleClass().addAll("keepalive-cell");
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(360);
  }

  @Override
  protected void updateItem(PeerFacts.@Nullable Keepalive keepalive, boolean empty) {
    super.updateItem(keepalive, empty);
    if (empty || keepalive == null || keepalive.text().isEmpty()) {
      setText(null);
      setGraphic(null);
      setTooltip(null);
      return;
    }
    setText(keepalive.text());
    boolean known = keepalive.sign() != PeerFacts.Keepalive.Sign.UNKNOWN;
    if (known) {
      Parts.wear(sign, "shape", "sign-" + Words.key(keepalive.sign()));
    }
    setGraphic(known ? sign : null);
    tooltip.setText(keepalive.why());
    setTooltip(tooltip);
  }
}
