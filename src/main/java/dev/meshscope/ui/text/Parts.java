package dev.meshscope.ui.text;

import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.Screen;
import javafx.stage.Window;
import javafx.util.Duration;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// Small pieces that every screen is built of. On the JavaFX thread.
public final class Parts {
  /// What a window manager may put around a dialog.
  private static final double FRAME = 60;

  private Parts() {}

  /// A label with style classes.
  public static Label label(String text, String... styles) {
    Label label = new Label(text);
    label.getStyleClass().addAll(styles);
    return label;
  }

  /// A label that grows and wraps.
  public static Label prose(String text, String... styles) {
    Label label = label(text, styles);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  /// A shape whose form and colour come from the style sheet.
  public static Region shape(String... styles) {
    Region shape = new Region();
    shape.getStyleClass().add("shape");
    shape.getStyleClass().addAll(styles);
    shape.setMouseTransparent(true);
    return shape;
  }

  /// Gives a node exactly these style classes. Rows that are read ten times a second mostly wear
  /// them already, and the style sheets are gone through anew only if not.
  public static void wear(Node node, String... styles) {
    List<String> wanted = List.of(styles);
    if (!node.getStyleClass().equals(wanted)) {
      node.getStyleClass().setAll(wanted);
    }
  }

  /// Takes the space that is left.
  public static Region spring() {
    Region spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    return spring;
  }

  /// A button that is an icon; the name is its tooltip and what a screen reader says.
  public static Button iconButton(Ikon icon, String name, Runnable action) {
    Button button = new Button();
    button.setGraphic(new FontIcon(icon));
    button.getStyleClass().addAll("icon-button", "flat");
    button.setAccessibleText(name);
    button.setOnAction(event -> action.run());
    explain(button, name);
    return button;
  }

  /// A button with a word.
  public static Button button(String text, Runnable action, String... styles) {
    Button button = new Button(text);
    button.getStyleClass().addAll(styles);
    button.setOnAction(event -> action.run());
    return button;
  }

  /// Gives a dialog the looks of the window it belongs to.
  public static void dress(Dialog<?> dialog, Window owner) {
    dialog.initOwner(owner);
    dialog.setHeaderText(null);
    DialogPane pane = dialog.getDialogPane();
    pane.getStyleClass().add("ours");
    if (owner.getScene() != null) {
      pane.getStylesheets().setAll(owner.getScene().getStylesheets());
    }
  }

  /// Lets a dialog be made larger than this. Some window managers open what can be resized as small
  /// as it may be: so that is a size it can be used at, if the screen has room for it.
  public static void resizable(Dialog<?> dialog, double width, double height) {
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    dialog
        .getDialogPane()
        .setMinSize(
            Math.min(width, screen.getWidth() - FRAME),
            Math.min(height, screen.getHeight() - FRAME));
    dialog.setResizable(true);
  }

  /// Explains this node where it stands.
  ///
  /// @return what appears, to be changed later
  public static Tooltip explain(Node node, String text) {
    Tooltip tooltip = new Tooltip(text);
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(380);
    tooltip.setShowDelay(Duration.millis(350));
    tooltip.setShowDuration(Duration.seconds(30));
    Tooltip.install(node, tooltip);
    node.setAccessibleHelp(text);
    return tooltip;
  }
}
