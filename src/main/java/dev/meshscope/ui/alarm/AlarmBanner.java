package dev.meshscope.ui.alarm;

import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.ui.alarm.AlarmCard.Asking;
import dev.meshscope.ui.text.Copying;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The banner above the table: one card for each alarm, with its three answers. Built anew only
/// when alarms come, go or are asked back; what ticks is changed in place. On the JavaFX thread.
public final class AlarmBanner {
  /// More would leave no room for the mesh; the others follow when these are answered.
  private static final int SHOWN = 2;

  private final AlarmModel model;
  private final VBox root = new VBox(1);
  private final List<Label> stories = new ArrayList<>();
  private List<Object> shape = List.of();

  /// @param model whose cards are shown
  public AlarmBanner(AlarmModel model) {
    this.model = model;
    root.getStyleClass().add("alarms");
    show();
  }

  /// The banner; takes no room while there is no alarm.
  public Parent node() {
    return root;
  }

  /// Shows the cards as they are now.
  public void show() {
    List<AlarmCard> cards = model.cards();
    List<Object> wanted = new ArrayList<>();
    for (AlarmCard card : cards) {
      wanted.add(List.of(card.peer(), card.name(), card.known(), card.presented(), card.asking()));
    }
    if (!wanted.equals(shape) || root.getChildren().isEmpty()) {
      shape = wanted;
      build(cards);
    }
    for (int i = 0; i < stories.size(); i++) {
      String story = cards.get(i).story();
      if (!story.equals(stories.get(i).getText())) {
        stories.get(i).setText(story);
      }
    }
  }

  private void build(List<AlarmCard> cards) {
    stories.clear();
    root.getChildren().clear();
    root.setManaged(!cards.isEmpty());
    root.setVisible(!cards.isEmpty());
    cards.stream().limit(SHOWN).forEach(card -> root.getChildren().add(card(card)));
    if (cards.size() > SHOWN) {
      int more = cards.size() - SHOWN;
      root.getChildren()
          .add(
              Parts.label(
                  Words.of(more == 1 ? "alarm.more.one" : "alarm.more", more), "alarm-more"));
    }
  }

  private Node card(AlarmCard card) {
    Label title = Parts.label(Words.of("alarm.title", card.name()), "alarm-title");
    title.setGraphic(Parts.shape("alarm-sign"));
    title.setMinWidth(Region.USE_PREF_SIZE);
    Label story = Parts.prose(card.story(), "alarm-story");
    stories.add(story);
    FlowPane facts =
        new FlowPane(
            18, 6, key("alarm.known", card.known()), key("alarm.presented", card.presented()));
    facts.setAlignment(Pos.CENTER_LEFT);
    VBox box = new VBox(5, title, story, facts);
    if (card.asking() == Asking.NOTHING) {
      facts.getChildren().add(answers(card));
    } else {
      box.getChildren().addAll(Parts.prose(question(card), "alarm-ask"), confirmation(card));
    }
    box.getStyleClass().add("alarm");
    box.setAccessibleRole(AccessibleRole.TEXT);
    box.setAccessibleText(Words.of("alarm.title", card.name()) + ". " + card.story());
    return box;
  }

  private static Node key(String name, PublicKey key) {
    Label text = Parts.label(AlarmCard.brief(key), "figures");
    Parts.explain(text, key.text());
    Button copy =
        Parts.iconButton(
            Feather.COPY, Words.of("alarm.copy", Words.of(name)), () -> Copying.copy(key.text()));
    copy.getStyleClass().add("small");
    HBox box = new HBox(6, Parts.label(Words.of(name), "fact-name"), text, copy);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private Node answers(AlarmCard card) {
    return row(
        button("alarm.keep", () -> model.keep(card), "accent"),
        button("alarm.trust", () -> model.ask(card, Asking.TRUST)),
        button("alarm.forget", () -> model.ask(card, Asking.FORGET)));
  }

  private static String question(AlarmCard card) {
    return switch (card.asking()) {
      case NOTHING -> "";
      case TRUST -> Words.of("alarm.trust.ask", AlarmCard.brief(card.presented()), card.name());
      case FORGET -> Words.of("alarm.forget.ask", card.name());
    };
  }

  private Node confirmation(AlarmCard card) {
    String yes = card.asking() == Asking.TRUST ? "alarm.trust.yes" : "alarm.forget.yes";
    return row(
        button("alarm.back", () -> model.ask(card, Asking.NOTHING)),
        button(yes, () -> model.confirm(card), "danger"));
  }

  private static Node row(Node... buttons) {
    HBox row = new HBox(8, buttons);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private Button button(String key, Runnable action, String... styles) {
    Button button =
        Parts.button(
            Words.of(key),
            () -> {
              action.run();
              show();
            },
            styles);
    button.getStyleClass().add("small");
    button.setId(key.replace('.', '-'));
    button.setMinWidth(Region.USE_PREF_SIZE);
    Parts.explain(button, Words.of(key + ".help"));
    return button;
  }
}
