package dev.meshscope.ui.shell;

import dev.meshscope.ui.text.Copying;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// Why the window cannot be opened, and what to do: the only thing on the screen then. On the
/// JavaFX thread.
public final class TroubleDialog {
  private static final double WIDTH = 520;
  private static final ButtonType CLOSE =
      new ButtonType(Words.of("close"), ButtonBar.ButtonData.CANCEL_CLOSE);

  private final Dialog<ButtonType> dialog = new Dialog<>();

  /// @param runsAlready whether all that is in the way is that it runs already
  /// @param said what is in the way
  /// @param theme null: as the system
  public TroubleDialog(boolean runsAlready, String said, @Nullable Theme theme) {
    String head = Words.of(runsAlready ? "trouble.runs" : "trouble.start");
    String advice = Words.of(runsAlready ? "trouble.runs.advice" : "trouble.start.advice");
    dialog.setTitle(Words.of("app"));
    dialog.setHeaderText(null);
    DialogPane pane = dialog.getDialogPane();
    pane.getStyleClass().add("ours");
    VBox content =
        new VBox(
            10,
            Parts.prose(head, "trouble-head"),
            Parts.prose(said, "trouble-said"),
            Parts.prose(advice, "hint"));
    content.setPrefWidth(WIDTH);
    content.setMinHeight(Region.USE_PREF_SIZE);
    pane.setContent(content);
    ButtonType copy = new ButtonType(Words.of("copy"), ButtonBar.ButtonData.LEFT);
    pane.getButtonTypes().setAll(copy, CLOSE);
    Node copying = pane.lookupButton(copy);
    copying.addEventFilter(
        ActionEvent.ACTION,
        event -> {
          Copying.copy(String.join(System.lineSeparator(), head, said, advice));
          event.consume();
        });
    new Themes(pane.getScene(), theme);
  }

  /// The window it is in.
  public Stage stage() {
    return (Stage) dialog.getDialogPane().getScene().getWindow();
  }

  /// Returns when it is closed.
  public void showAndWait() {
    Node close = dialog.getDialogPane().lookupButton(CLOSE);
    stage()
        .setOnShown(
            event -> {
              stage().toFront();
              close.requestFocus();
            });
    dialog.showAndWait();
  }
}
