package dev.meshscope.ui.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import javafx.application.ColorScheme;

/// Light or dark. On the JavaFX thread.
public enum Theme {
  LIGHT,
  DARK;

  /// The one that goes with the system's choice.
  static Theme of(ColorScheme scheme) {
    return scheme == ColorScheme.DARK ? DARK : LIGHT;
  }

  Theme other() {
    return this == LIGHT ? DARK : LIGHT;
  }

  /// The address of its style sheet.
  public String styleSheet() {
    return switch (this) {
      case LIGHT -> new PrimerLight().getUserAgentStylesheet();
      case DARK -> new PrimerDark().getUserAgentStylesheet();
    };
  }
}
