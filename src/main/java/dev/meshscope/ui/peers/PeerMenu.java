package dev.meshscope.ui.peers;

import dev.meshscope.core.link.TransportId;
import dev.meshscope.ui.text.Copying;
import dev.meshscope.ui.text.Words;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.jspecify.annotations.Nullable;

/// What can be done with a row: look, ping, drop, copy. On the JavaFX thread.
final class PeerMenu {
  private final Supplier<@Nullable PeerRow> selected;
  private final ContextMenu menu = new ContextMenu();

  /// @param selected the row it is about
  /// @param shown all rows, for copying the table
  PeerMenu(
      Supplier<@Nullable PeerRow> selected, Supplier<List<PeerRow>> shown, PeersView.Actions acts) {
    this.selected = selected;
    MenuItem open = item("menu.open", row -> acts.open());
    MenuItem alarm = item("menu.alarm", row -> acts.alarm(row.key().peer()));
    MenuItem ping = item("detail.ping", transport(acts::ping));
    MenuItem drop = item("detail.drop", transport(acts::drop));
    menu.getItems()
        .setAll(
            open,
            alarm,
            ping,
            drop,
            new SeparatorMenuItem(),
            copy("menu.copy.sentence", PeerRow::sentence),
            copy("menu.copy.row", PeerText::row),
            copy("menu.copy.id", row -> row.key().peer().text()),
            copy("menu.copy.json", row -> PeerText.json(List.of(row))),
            copy("menu.copy.markdown", row -> PeerText.markdown(List.of(row))),
            new SeparatorMenuItem(),
            item("menu.copy.all-json", row -> Copying.copy(PeerText.json(shown.get()))),
            item("menu.copy.all-markdown", row -> Copying.copy(PeerText.markdown(shown.get()))));
    menu.setOnShowing(
        event -> {
          PeerRow row = selected.get();
          boolean standing =
              row != null && row.facts().transport() != null && row.facts().story().isEmpty();
          alarm.setVisible(row != null && row.facts().doubted());
          ping.setDisable(!standing);
          drop.setDisable(!standing);
        });
  }

  ContextMenu menu() {
    return menu;
  }

  private MenuItem copy(String key, Function<PeerRow, String> text) {
    return item(key, row -> Copying.copy(text.apply(row)));
  }

  private MenuItem item(String key, Consumer<PeerRow> action) {
    MenuItem item = new MenuItem(Words.of(key));
    item.setOnAction(
        event -> {
          PeerRow row = selected.get();
          if (row != null) {
            action.accept(row);
          }
        });
    return item;
  }

  private static Consumer<PeerRow> transport(Consumer<TransportId> action) {
    return row -> {
      TransportId id = row.facts().transport();
      if (id != null) {
        action.accept(id);
      }
    };
  }
}
