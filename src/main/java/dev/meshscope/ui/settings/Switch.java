package dev.meshscope.ui.settings;

import atlantafx.base.controls.ToggleSwitch;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;

/// A switch that also serves the keys and a screen reader. On the JavaFX thread.
final class Switch extends ToggleSwitch {

  Switch(String text) {
    super(text);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.TOGGLE_BUTTON);
    setAccessibleText(text);
    setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.SPACE) {
            fire();
            event.consume();
          }
        });
    selectedProperty()
        .addListener(
            (property, before, on) ->
                notifyAccessibleAttributeChanged(AccessibleAttribute.SELECTED));
  }

  @Override
  public @Nullable Object queryAccessibleAttribute(
      AccessibleAttribute attribute, @Nullable Object... parameters) {
    return attribute == AccessibleAttribute.SELECTED
        ? (Object) isSelected()
        : super.queryAccessibleAttribute(attribute, parameters);
  }

  @Override
  public void executeAccessibleAction(AccessibleAction action, @Nullable Object... parameters) {
    if (action == AccessibleAction.FIRE) {
      fire();
    } else {
      super.executeAccessibleAction(action, parameters);
    }
  }
}
