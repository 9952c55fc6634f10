package dev.meshscope.ui.lab;

import dev.meshscope.core.judge.Rule;
import dev.meshscope.lab.scenario.Lane;
import dev.meshscope.lab.scenario.NodeSpec;
import dev.meshscope.lab.scenario.OperatingSystem;
import dev.meshscope.lab.scenario.PeerKind;
import dev.meshscope.lab.scenario.Scenario;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The chosen scenario in words, and how it is to be run. On the JavaFX thread.
final class ChoiceView {
  private static final int MOST_ROUNDS = 1_000;

  private final Label title = Parts.prose("", "first-title");
  private final Label does = Parts.prose("");
  private final Label shows = Parts.prose("", "hint");
  private final Label how = Parts.prose("", "hint");
  private final Label reason = Parts.prose("", "problem");
  private final Spinner<Integer> rounds = new Spinner<>(1, MOST_ROUNDS, 1);
  private final Map<Rule, CheckBox> rules = new EnumMap<>(Rule.class);
  private final Map<PeerKind, CheckBox> kinds = new EnumMap<>(PeerKind.class);
  private final TextField command = new TextField();
  private final VBox root;

  ChoiceView() {
    rounds.setEditable(true);
    rounds.setPrefWidth(90);
    rounds.setId("lab-rounds");
    Label roundsName = Parts.label(Words.of("lab.rounds"));
    roundsName.setLabelFor(rounds);
    HBox options = new HBox(10, roundsName, rounds, Parts.label(Words.of("lab.policies")));
    for (Rule rule : Rule.values()) {
      CheckBox box = new CheckBox(rule.id());
      box.setId("lab-rule-" + rule.id());
      Parts.explain(box, Words.word(rule, "rule"));
      rules.put(rule, box);
      options.getChildren().add(box);
    }
    Label commandName = Parts.label(Words.of("lab.command"));
    commandName.setLabelFor(command);
    commandName.setMinWidth(HBox.USE_PREF_SIZE);
    command.setId("lab-command");
    command.setPromptText(Words.of("lab.command.prompt"));
    Parts.explain(command, Words.of("lab.command.help"));
    HBox.setHgrow(command, Priority.ALWAYS);
    HBox own = new HBox(10, Parts.label(Words.of("lab.peers")));
    for (PeerKind kind : PeerKind.values()) {
      if (!kind.isOurs()) {
        continue;
      }
      CheckBox box = new CheckBox(Words.word(kind, "lab.peers"));
      box.setId("lab-peer-" + kind.id());
      box.setMinWidth(HBox.USE_PREF_SIZE);
      Parts.explain(box, Words.of("lab.peers.help"));
      kinds.put(kind, box);
      own.getChildren().add(box);
    }
    HBox program = new HBox(10, commandName, command);
    for (HBox each : List.of(options, own, program)) {
      each.setAlignment(Pos.CENTER_LEFT);
      each.getStyleClass().add("lab-options");
    }
    root = new VBox(8, title, does, shows, how, reason, options, own, program);
  }

  Node node() {
    return root;
  }

  /// Shows another one, with the rounds and rules of its file.
  ///
  /// @param missing why it cannot be run here; empty if it can
  void show(Scenario scenario, String missing) {
    title.setText(scenario.title());
    does.setText(scenario.does().strip());
    shows.setText(Words.of("lab.shows", scenario.shows().strip()));
    String systems =
        scenario.systems().stream()
            .sorted()
            .map(OperatingSystem::title)
            .collect(Collectors.joining(", "));
    how.setText(Words.of("lab.how", scenario.how().strip(), systems));
    why(missing);
    rounds.getValueFactory().setValue(scenario.rounds());
    List<Rule> own = scenario.lanes().stream().filter(Lane::hasPolicy).map(Lane::policy).toList();
    rules.forEach((rule, box) -> box.setSelected(own.contains(rule)));
    List<PeerKind> its = choosable(scenario);
    kinds.forEach(
        (kind, box) -> {
          box.setSelected(its.contains(kind));
          box.setDisable(its.size() < 2 || !its.contains(kind));
        });
  }

  /// Whether it is told what the experiment does, shows, and how.
  void explain(boolean on) {
    for (Label each : List.of(does, shows, how)) {
      each.setManaged(on);
      each.setVisible(on);
    }
  }

  /// Why it cannot be run here.
  void why(String missing) {
    reason.setText(missing);
    reason.setManaged(!missing.isEmpty());
    reason.setVisible(!missing.isEmpty());
  }

  Choice choice(Scenario scenario) {
    commitRounds();
    return new Choice(
        scenario,
        rounds.getValue(),
        rules.entrySet().stream()
            .filter(entry -> entry.getValue().isSelected())
            .map(Map.Entry::getKey)
            .toList(),
        kinds(),
        command.getText().strip());
  }

  /// Of whichever of the two there is a choice.
  private static List<PeerKind> choosable(Scenario scenario) {
    List<PeerKind> peers = scenario.node(NodeSpec.PEER).kinds();
    List<PeerKind> survivors = scenario.node(NodeSpec.SURVIVOR).kinds();
    return peers.size() < 2 && survivors.size() > 1 ? survivors : peers;
  }

  /// Those that are ticked; empty: those of the scenario.
  private List<PeerKind> kinds() {
    boolean all = kinds.values().stream().allMatch(box -> box.isSelected() || box.isDisabled());
    return all
        ? List.of()
        : kinds.entrySet().stream()
            .filter(entry -> entry.getValue().isSelected())
            .map(Map.Entry::getKey)
            .toList();
  }

  /// Enter runs before what was typed has become the spinner's value.
  private void commitRounds() {
    try {
      int typed = Integer.parseInt(rounds.getEditor().getText().strip());
      rounds.getValueFactory().setValue(Math.clamp(typed, 1, MOST_ROUNDS));
    } catch (NumberFormatException e) {
      rounds.getEditor().setText(String.valueOf(rounds.getValue()));
    }
  }

  void disable(boolean on) {
    root.getChildren().stream().filter(HBox.class::isInstance).forEach(row -> row.setDisable(on));
  }
}
