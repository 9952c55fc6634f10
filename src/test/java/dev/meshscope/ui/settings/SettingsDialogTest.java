package dev.meshscope.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.ToggleSwitch;
import dev.meshscope.core.link.Networking;
import dev.meshscope.ui.Fx;
import dev.meshscope.ui.Gallery;
import dev.meshscope.ui.settings.SettingsSheets.Asked;
import dev.meshscope.ui.shell.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.stage.Window;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsDialogTest {
  private static final Networking ON_THE_LAN = Networking.LOOPBACK.onLan(true);

  private final Asked asked = new Asked();
  private Window shown;

  @BeforeAll
  static void startJavaFx() {
    Fx.start();
  }

  @ParameterizedTest
  @EnumSource(SettingsPage.class)
  void itCanBeOpenedAtEachPage(SettingsPage page) throws Exception {
    open(page, pane -> assertThat(shown.isShowing()).isTrue());
  }

  @ParameterizedTest
  @EnumSource(SettingsPage.class)
  void itIsOfUseEvenAsSmallAsItMayBe(SettingsPage page) throws Exception {
    open(
        page,
        pane -> {
          assertThat(pane.minHeight(-1)).isBetween(pane.prefHeight(640), 610.0);
          assertThat(pane.minWidth(-1)).isGreaterThan(600);
        });
  }

  @Test
  void aNetworkThatCannotBeJoinedIsSaidAndTheDialogStaysOpen() throws Exception {
    open(
        SettingsPage.NETWORKS,
        pane -> {
          ((ToggleSwitch) pane.lookup("#lan")).fire();
          press(pane, ButtonBar.ButtonData.OK_DONE);
          assertThat(asked.wanted).isEqualTo(ON_THE_LAN);
          assertThat(button(pane, ButtonBar.ButtonData.OK_DONE).isDisabled()).isTrue();

          asked.answer(new Joining.Outcome(false, "The port is taken."));

          assertThat(shown.isShowing()).isTrue();
          assertThat(((Labeled) pane.lookup("#networks-outcome")).getText())
              .isEqualTo("The port is taken.");
          assertThat(button(pane, ButtonBar.ButtonData.OK_DONE).isDisabled()).isFalse();
        });
  }

  @Test
  void aNetworkThatWasJoinedEndsTheDialog() throws Exception {
    open(
        SettingsPage.NETWORKS,
        pane -> {
          ((ToggleSwitch) pane.lookup("#lan")).fire();
          press(pane, ButtonBar.ButtonData.OK_DONE);

          asked.answer(new Joining.Outcome(true, ""));

          assertThat(shown.isShowing()).isFalse();
        });
  }

  @Test
  void whileNetworksAreBeingJoinedTheDialogCanBeLeftAndWhatFailedIsSaid() throws Exception {
    open(
        SettingsPage.NETWORKS,
        pane -> {
          ((ToggleSwitch) pane.lookup("#lan")).fire();
          press(pane, ButtonBar.ButtonData.OK_DONE);
          press(pane, ButtonBar.ButtonData.CANCEL_CLOSE);
          assertThat(shown.isShowing()).isFalse();
          List<Window> before = List.copyOf(Window.getWindows());

          asked.answer(new Joining.Outcome(false, "The port is taken."));

          List<Window> more = new ArrayList<>(Window.getWindows());
          more.removeAll(before);
          assertThat(more)
              .singleElement()
              .satisfies(
                  it ->
                      assertThat(((DialogPane) it.getScene().getRoot()).getContentText())
                          .isEqualTo("The port is taken."));
          more.forEach(Window::hide);
        });
  }

  @Test
  void nothingCanBeAppliedWhileAHiddenPageIsWrong() throws Exception {
    open(
        SettingsPage.RULE,
        pane -> {
          ((TextInputControl) pane.lookup("#connections")).setText("many");

          assertThat(button(pane, ButtonBar.ButtonData.OK_DONE).isDisabled()).isTrue();
          assertThat(((Labeled) pane.lookup("#page-limits")).getText()).contains("▲");
          assertThat(((Labeled) pane.lookup("#page-rule")).getText()).doesNotContain("▲");
        });
  }

  @Test
  void resetLeavesThePagesAloneThatAreNotShown() throws Exception {
    open(
        SettingsPage.NETWORKS,
        pane -> {
          TextInputControl connections = (TextInputControl) pane.lookup("#connections");
          TextInputControl relay = (TextInputControl) pane.lookup("#relay");
          connections.setText("12");
          relay.setText("wss://relay.example");

          press(pane, ButtonBar.ButtonData.LEFT);

          assertThat(relay.getText()).isEmpty();
          assertThat(connections.getText()).isEqualTo("12");
        });
  }

  private void open(SettingsPage page, Consumer<DialogPane> then) throws Exception {
    Fx.run(
        () -> {
          Scene below = Gallery.scene(Gallery.pictures().getFirst(), Theme.LIGHT, 980, 700);
          DialogPane pane = SettingsSheets.open(below.getWindow(), asked, page);
          shown = pane.getScene().getWindow();
          try {
            then.accept(pane);
          } finally {
            shown.hide();
            below.getWindow().hide();
          }
        });
  }

  private static void press(DialogPane pane, ButtonBar.ButtonData which) {
    button(pane, which).fire();
  }

  private static Button button(DialogPane pane, ButtonBar.ButtonData which) {
    for (ButtonType type : pane.getButtonTypes()) {
      if (type.getButtonData() == which) {
        return (Button) pane.lookupButton(type);
      }
    }
    throw new AssertionError("no such button");
  }
}
