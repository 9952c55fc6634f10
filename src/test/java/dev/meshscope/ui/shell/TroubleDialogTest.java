package dev.meshscope.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.ui.Fx;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TroubleDialogTest {
  private static final String SAID = "The settings in /home/ada/settings.json make no sense.";

  @BeforeAll
  static void start() {
    Fx.start();
  }

  private static List<String> labels(TroubleDialog dialog) {
    return dialog.stage().getScene().getRoot().lookupAll(".ours > .content Label").stream()
        .filter(Label.class::isInstance)
        .map(node -> ((Label) node).getText())
        .toList();
  }

  private static Button button(TroubleDialog dialog, String text) {
    return dialog.stage().getScene().getRoot().lookupAll(".button").stream()
        .map(Button.class::cast)
        .filter(button -> button.getText().equals(text))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void itSaysWhatIsWrongAndWhatToDo() throws Exception {
    List<String> told = Fx.on(() -> labels(new TroubleDialog(false, SAID, Theme.LIGHT)));

    assertThat(told)
        .containsExactly(
            "Meshscope cannot start", SAID, "When that is mended, start Meshscope again.");
  }

  @Test
  void aSecondStartSaysThatTheFirstRuns() throws Exception {
    List<String> told =
        Fx.on(() -> labels(new TroubleDialog(true, "In use by process 17.", Theme.DARK)));

    assertThat(told.getFirst()).isEqualTo("Meshscope is already running");
    assertThat(told.getLast()).contains("--state-dir");
  }

  @Test
  void whatItSaysCanBeCopiedAndItStaysOpen() throws Exception {
    Fx.run(
        () -> {
          TroubleDialog dialog = new TroubleDialog(false, SAID, null);
          Stage stage = dialog.stage();
          stage.show();
          button(dialog, "Copy").fire();
          assertThat(Objects.requireNonNull(Clipboard.getSystemClipboard().getString()).lines())
              .hasSize(3)
              .contains(SAID);
          assertThat(stage.isShowing()).isTrue();
          button(dialog, "Close").fire();
          assertThat(stage.isShowing()).isFalse();
        });
  }
}
