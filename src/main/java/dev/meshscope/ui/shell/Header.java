package dev.meshscope.ui.shell;

import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.ui.feed.MeshFeed;
import dev.meshscope.ui.text.Copying;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// Who am I, where, in which mesh. On the JavaFX thread.
final class Header {
  private final HBox root = new HBox(10);
  private final Label address = fixed(Parts.label("", "figures", "fact"));
  private final Tooltip addressHelp = Parts.explain(address, "");

  Header(MeshFeed feed, Node networks, MainWindow.Actions actions) {
    Self self = feed.self();
    copies(address, address::getText);
    listening(feed.listening());
    root.setAlignment(Pos.CENTER_LEFT);
    root.getStyleClass().add("header");
    root.getChildren()
        .setAll(
            Parts.shape("logo"),
            Parts.label(Words.of("app"), "app-name"),
            Parts.label(self.name().text(), "self-name"),
            copyable(self.nodeId().brief(), self.nodeId().text(), "header.id"),
            address,
            fixed(Parts.label(Words.of("header.group", self.group()), "fact", "group")),
            Parts.spring(),
            networks,
            Parts.iconButton(Feather.ACTIVITY, Words.of("doctor.help"), actions::doctor),
            Parts.iconButton(Feather.SUN, Words.of("theme.toggle"), actions::theme),
            Parts.iconButton(Feather.SETTINGS, Words.of("settings.title"), actions::settings));
  }

  /// Joining the LAN changes it.
  void listening(Endpoint where) {
    String text = where.toString();
    if (!text.equals(address.getText())) {
      address.setText(text);
      addressHelp.setText(Words.of("header.port", text));
      address.setAccessibleHelp(addressHelp.getText());
    }
  }

  private static Label copyable(String text, String whole, String key) {
    Label label = fixed(Parts.label(text, "figures", "fact"));
    copies(label, () -> whole);
    Parts.explain(label, Words.of(key, whole));
    return label;
  }

  private static void copies(Label label, Supplier<String> whole) {
    label.setCursor(Cursor.HAND);
    label.setOnMouseClicked(event -> Copying.copy(whole.get()));
  }

  private static Label fixed(Label label) {
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  Node node() {
    return root;
  }
}
