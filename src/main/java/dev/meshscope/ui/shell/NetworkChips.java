package dev.meshscope.ui.shell;

import dev.meshscope.core.link.Networking;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.ui.networks.Standing;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// How LAN and relay stand, always in sight; pressed, they lead to their settings. On the JavaFX
/// thread.
final class NetworkChips {
  private final Chip lan;
  private final Chip relay;
  private final HBox root;

  NetworkChips(Runnable settings) {
    lan = new Chip("chip-lan", settings);
    relay = new Chip("chip-relay", settings);
    root = new HBox(6, lan.button, relay.button);
    root.setAlignment(Pos.CENTER_LEFT);
  }

  Node node() {
    return root;
  }

  void show(PeerTable table, Networking wanted, long nowNs) {
    lan.show(Standing.lan(table.networks().lan(), wanted, nowNs));
    relay.show(Standing.relay(table.networks().relay(), nowNs));
  }

  private static final class Chip {
    private final Region sign = Parts.shape();
    private final Button button;
    private final Tooltip help;

    Chip(String id, Runnable action) {
      button = Parts.button("", action, "network-chip", "small");
      button.setId(id);
      button.setGraphic(sign);
      button.setMinWidth(Region.USE_PREF_SIZE);
      help = Parts.explain(button, "");
    }

    void show(Standing standing) {
      if (!standing.brief().equals(button.getText())) {
        button.setText(standing.brief());
      }
      Parts.wear(sign, "shape", standing.tone().style());
      String text = Words.of("chip.help", standing.help());
      if (!text.equals(help.getText())) {
        help.setText(text);
        button.setAccessibleHelp(text);
      }
    }
  }
}
