package dev.meshscope.ui.settings;

import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.Networking;
import dev.meshscope.core.link.Settings;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// The settings dialog: what is wrong is said beside the field, as it is typed. Networks are joined
/// while it is open, so that it can say what did not work. On the JavaFX thread.
public final class SettingsDialog {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final Window owner;
  private final Joining networks;
  private final RulePage rulePage = new RulePage(this::check);
  private final NetworksPage networksPage = new NetworksPage(this::check);
  private final LimitsPage limitsPage = new LimitsPage(this::check);
  private final Map<SettingsPage, ToggleButton> tabs = new EnumMap<>(SettingsPage.class);
  private final Map<SettingsPage, ScrollPane> scrolls = new EnumMap<>(SettingsPage.class);
  private final StackPane pages = new StackPane();
  private final Dialog<Settings> dialog = new Dialog<>();
  private final ButtonType apply =
      new ButtonType(Words.of("settings.apply"), ButtonBar.ButtonData.OK_DONE);
  private final ButtonType reset =
      new ButtonType(Words.of("settings.reset"), ButtonBar.ButtonData.LEFT);
  private SettingsPage shown = SettingsPage.RULE;
  private boolean filled;

  /// @param owner the window it belongs to
  /// @param present what holds now
  public SettingsDialog(Window owner, Settings present, Joining networks, SettingsPage first) {
    this.owner = owner;
    this.networks = networks;
    Parts.dress(dialog, owner);
    dialog.setTitle(Words.of("settings.title"));
    Parts.resizable(dialog, 640, 609);
    dialog.getDialogPane().getButtonTypes().setAll(reset, ButtonType.CANCEL, apply);
    dialog.getDialogPane().setContent(content());
    dialog.getDialogPane().getStyleClass().add("settings");
    Parts.explain(button(reset), Words.of("settings.reset.help"));
    button(reset).addEventFilter(ActionEvent.ACTION, this::reset);
    button(apply).addEventFilter(ActionEvent.ACTION, this::apply);
    dialog.setResultConverter(button -> button == apply ? form().settings().orElse(null) : null);
    SettingsForm form = SettingsForm.of(present);
    rulePage.fill(form);
    limitsPage.fill(form.limits());
    networksPage.fill(NetworksForm.of(networks.joined()));
    filled = true;
    check();
    show(first);
  }

  /// Waits for the user.
  ///
  /// @return the new settings; empty if none are wanted
  public Optional<Settings> ask() {
    return dialog.showAndWait();
  }

  /// Shows it without waiting.
  ///
  /// @return what is shown
  DialogPane open() {
    dialog.show();
    return dialog.getDialogPane();
  }

  private Node content() {
    ToggleGroup group = new ToggleGroup();
    HBox bar = new HBox(4);
    bar.getStyleClass().add("settings-tabs");
    for (SettingsPage page : SettingsPage.values()) {
      ToggleButton tab = new ToggleButton(Words.word(page, "settings.page"));
      tab.setId("page-" + Words.key(page));
      tab.setToggleGroup(group);
      tab.getStyleClass().addAll("tab-button");
      tab.setOnAction(event -> show(page));
      tabs.put(page, tab);
      bar.getChildren().add(tab);
      ScrollPane scroll = new ScrollPane(node(page));
      scroll.setFitToWidth(true);
      scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
      scroll.getStyleClass().add("settings-page");
      scrolls.put(page, scroll);
      pages.getChildren().add(scroll);
    }
    pages.setPrefWidth(620);
    pages.setPrefHeight(452);
    return new VBox(12, bar, pages, Parts.prose(Words.of("settings.note"), "hint"));
  }

  private Node node(SettingsPage page) {
    return switch (page) {
      case RULE -> rulePage.node();
      case NETWORKS -> networksPage.node();
      case LIMITS -> limitsPage.node();
    };
  }

  private void show(SettingsPage page) {
    shown = page;
    tabs.forEach((each, tab) -> tab.setSelected(each == page));
    scrolls.forEach((each, scroll) -> scroll.setVisible(each == page));
  }

  private SettingsForm form() {
    return rulePage.form(limitsPage.form());
  }

  /// Only what is on screen: nobody wants to lose what they do not see.
  private void reset(ActionEvent event) {
    switch (shown) {
      case RULE -> rulePage.fill(SettingsForm.of(Settings.DEFAULT));
      case NETWORKS -> networksPage.fill(NetworksForm.of(Networking.LOOPBACK));
      case LIMITS -> limitsPage.fill(LimitsForm.of(Limits.DEFAULT));
    }
    event.consume();
  }

  private void apply(ActionEvent event) {
    Networking wanted = networksPage.form().networking().orElse(networks.joined());
    if (wanted.equals(networks.joined())) {
      return;
    }
    event.consume();
    busy(true);
    networksPage.say(Words.of("settings.joining"), false);
    networks.join(wanted, this::joined);
  }

  /// Whoever has not waited for it is told all the same.
  private void joined(Joining.Outcome outcome) {
    busy(false);
    if (!dialog.isShowing()) {
      if (!outcome.why().isEmpty()) {
        late(outcome.why());
      }
      return;
    }
    networksPage.say(outcome.why(), true);
    if (outcome.why().isEmpty()) {
      dialog.setResult(form().settings().orElse(null));
      dialog.close();
    } else {
      show(SettingsPage.NETWORKS);
    }
  }

  private void late(String why) {
    Alert alert = new Alert(Alert.AlertType.WARNING);
    Parts.dress(alert, owner);
    alert.setHeaderText(Words.of("settings.networks.late"));
    alert.setContentText(why);
    alert.show();
  }

  /// The dialog can be left meanwhile: nobody knows how long a system takes.
  private void busy(boolean on) {
    pages.setDisable(on);
    button(reset).setDisable(on);
    button(apply).setDisable(on);
  }

  private void check() {
    if (!filled) {
      return;
    }
    SettingsForm form = form();
    rulePage.mark(form.problems());
    limitsPage.mark();
    networksPage.mark();
    networksPage.say("", false);
    Map<SettingsPage, Boolean> wrong = new EnumMap<>(SettingsPage.class);
    wrong.put(SettingsPage.RULE, !form.problems().isEmpty());
    wrong.put(SettingsPage.NETWORKS, !networksPage.form().problems().isEmpty());
    wrong.put(SettingsPage.LIMITS, !form.limits().problems().isEmpty());
    tabs.forEach(
        (page, tab) -> {
          boolean bad = wrong.getOrDefault(page, false);
          tab.pseudoClassStateChanged(WRONG, bad);
          tab.setText(
              bad
                  ? Words.of("settings.page.wrong", Words.word(page, "settings.page"))
                  : Words.word(page, "settings.page"));
        });
    button(apply).setDisable(wrong.containsValue(true));
  }

  private Node button(ButtonType type) {
    return dialog.getDialogPane().lookupButton(type);
  }
}
