package dev.meshscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.input.Clipboard;
import javafx.scene.text.Text;
import javafx.stage.Window;
import org.testfx.util.WaitForAsyncUtils;

/// What a user sees in all windows, and how a test waits to see it. On the test's thread.
final class Screen {
  private static final int PATIENCE_SECONDS = 30;

  /// Waits until this text is to be read somewhere.
  void shows(String text) throws Exception {
    await("\"" + text + "\"", () -> !find(node -> reads(node).contains(text)).isEmpty());
  }

  Node label(String text) {
    return only(node -> reads(node).contains(text));
  }

  /// @param text in lower case
  Node button(String text) {
    return only(
        node -> node instanceof ButtonBase && reads(node).toLowerCase(Locale.ROOT).contains(text));
  }

  Node withId(String id) {
    return only(node -> id.equals(node.getId()));
  }

  /// The first that fits; there must be one.
  Node only(Predicate<Node> fits) {
    List<Node> found = find(fits);
    assertThat(found).isNotEmpty();
    return found.getFirst();
  }

  /// What is on the clipboard; empty if it is no text.
  static String clipboard() {
    return WaitForAsyncUtils.waitForAsyncFx(
        5_000, () -> String.valueOf(Clipboard.getSystemClipboard().getString()));
  }

  void await(String what, BooleanSupplier holds) throws Exception {
    try {
      WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, holds::getAsBoolean);
    } catch (TimeoutException e) {
      List<String> shown = new ArrayList<>();
      find(node -> !reads(node).isEmpty()).forEach(node -> shown.add(reads(node)));
      throw new AssertionError(what + " is not shown; shown are " + shown, e);
    }
  }

  private List<Node> find(Predicate<Node> fits) {
    return WaitForAsyncUtils.waitForAsyncFx(
        PATIENCE_SECONDS * 1_000L,
        () -> {
          List<Node> found = new ArrayList<>();
          for (Window window : Window.getWindows()) {
            if (window.getScene() != null) {
              collect(window.getScene().getRoot(), fits, found);
            }
          }
          return found;
        });
  }

  private static void collect(Node node, Predicate<Node> fits, List<Node> found) {
    if (!node.isVisible()) {
      return;
    }
    if (fits.test(node)) {
      found.add(node);
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collect(child, fits, found));
    }
  }

  private static String reads(Node node) {
    return switch (node) {
      case Labeled labeled -> String.valueOf(labeled.getText());
      case Text text -> text.getText();
      default -> "";
    };
  }
}
