package dev.meshscope.ui.shell;

import dev.meshscope.core.link.Endpoint;
import dev.meshscope.engine.MeshEngine;
import dev.meshscope.ui.feed.FxDoor;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.util.Optional;
import java.util.regex.Pattern;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// Asks for an address to dial; what is none cannot be sent off. On the JavaFX thread.
public final class DialDialog {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final String START = "127.0.0.1:";
  private static final Pattern BEGUN =
      Pattern.compile("(\\[[0-9a-fA-F:.]*]?|[^\\s:\\[\\]]*)(:[0-9]{0,4})?");

  private final Dialog<Endpoint> dialog = new Dialog<>();
  private final TextField address = new TextField(START);
  private final Label problem = Parts.prose("", "problem");

  /// @param owner the window it belongs to
  public DialDialog(Window owner) {
    Parts.dress(dialog, owner);
    dialog.setTitle(Words.of("dial.title"));
    ButtonType go = new ButtonType(Words.of("dial.go"), ButtonBar.ButtonData.OK_DONE);
    dialog.getDialogPane().getButtonTypes().setAll(ButtonType.CANCEL, go);
    Label name = Parts.label(Words.of("dial.ask"));
    name.setLabelFor(address);
    address.setId("address");
    VBox content = new VBox(6, name, address, problem, Parts.prose(Words.of("dial.note"), "hint"));
    content.setPrefWidth(420);
    dialog.getDialogPane().setContent(content);
    Node button = dialog.getDialogPane().lookupButton(go);
    address
        .textProperty()
        .addListener((property, before, typed) -> button.setDisable(check(typed).isEmpty()));
    button.setDisable(check(START).isEmpty());
    dialog.setResultConverter(type -> type == go ? read(address.getText()).orElse(null) : null);
    // Later: the window gives the focus away only after it was shown.
    dialog.setOnShown(event -> FxDoor.enter(this::begin));
  }

  /// The port is what is left to type.
  private void begin() {
    address.requestFocus();
    address.end();
  }

  /// Waits for the user.
  ///
  /// @return the address; empty if none is wanted
  public Optional<Endpoint> ask() {
    return dialog.showAndWait();
  }

  private Optional<Endpoint> check(String typed) {
    Optional<Endpoint> endpoint = read(typed);
    String wrong = endpoint.isEmpty() ? problem(typed) : "";
    address.pseudoClassStateChanged(WRONG, !wrong.isEmpty());
    problem.setText(wrong);
    return endpoint;
  }

  /// Why this is no address that can be dialled; empty as long as it may become one.
  static String problem(String typed) {
    if (Endpoint.parse(typed.strip()).isPresent()) {
      return Words.of("dial.nobody");
    }
    return isBegun(typed) ? "" : Words.of("dial.wrong");
  }

  /// Whether this may still become an address: what is only begun is not wrong yet.
  static boolean isBegun(String typed) {
    return BEGUN.matcher(typed.strip()).matches();
  }

  private static Optional<Endpoint> read(String typed) {
    return Endpoint.parse(typed.strip()).filter(MeshEngine::isDialable);
  }
}
