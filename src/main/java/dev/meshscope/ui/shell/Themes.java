package dev.meshscope.ui.shell;

import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

/// Dresses the window: follows the system until the user chooses. On the JavaFX thread.
public final class Themes {
  private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");
  private static final String REDUCED = "reduced-motion";

  private final Scene scene;
  private final ChangeListener<ColorScheme> onSystem = (property, before, now) -> follow(now);
  private @Nullable Theme chosen;
  private Theme worn;

  /// @param chosen null: follow the system
  public Themes(Scene scene, @Nullable Theme chosen) {
    this.scene = scene;
    this.chosen = chosen;
    scene.getStylesheets().add(styleSheet());
    Platform.Preferences preferences = Platform.getPreferences();
    preferences.colorSchemeProperty().addListener(onSystem);
    motion(preferences.isReducedMotion());
    preferences.reducedMotionProperty().addListener((property, before, on) -> motion(on));
    worn = chosen == null ? Theme.of(preferences.getColorScheme()) : chosen;
    wear(worn);
  }

  /// The address of the window's own style sheet.
  public static String styleSheet() {
    return Objects.requireNonNull(
            Themes.class.getResource("/dev/meshscope/ui/meshscope.css"), "meshscope.css")
        .toExternalForm();
  }

  /// The other one, from now on, whatever the system says.
  public void toggle() {
    chosen = worn.other();
    wear(chosen);
  }

  /// What the window wears now.
  public Theme worn() {
    return worn;
  }

  /// The same as another window, from now on.
  public void wearAs(Themes other) {
    chosen = other.worn;
    wear(other.worn);
  }

  private void follow(ColorScheme scheme) {
    if (chosen == null) {
      wear(Theme.of(scheme));
    }
  }

  private void wear(Theme theme) {
    worn = theme;
    Application.setUserAgentStylesheet(theme.styleSheet());
    scene.getRoot().pseudoClassStateChanged(DARK, theme == Theme.DARK);
  }

  private void motion(boolean reduced) {
    scene.getRoot().getStyleClass().remove(REDUCED);
    if (reduced) {
      scene.getRoot().getStyleClass().add(REDUCED);
    }
  }
}
