package dev.meshscope.ui.lab;

import dev.meshscope.lab.report.Comparison;
import dev.meshscope.lab.result.RoundResult;
import dev.meshscope.lab.run.Requirements;
import dev.meshscope.lab.run.RunPlan;
import dev.meshscope.lab.scenario.Library;
import dev.meshscope.lab.scenario.Scenario;
import dev.meshscope.text.Telling;
import dev.meshscope.ui.feed.FxDoor;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The lab's page: scenarios at the left, the chosen one and its run at the right. On the JavaFX
/// thread.
public final class LabView {
  private static final Duration SLOWLY = Duration.ofSeconds(2);

  private final LabModel model = new LabModel();
  private final LabRunner runner = new LabRunner(model, this::show);
  private final LabLogs logs;
  private final Map<String, String> missing = new HashMap<>();
  private final ListView<Scenario> scenarios = new ListView<>();
  private final ChoiceView choice = new ChoiceView();
  private final Button run;
  private final Button cancel;
  private final Button zombie;
  private final ProgressBar bar = new ProgressBar(0);
  private final Label far = Parts.prose("");
  private final Label problem = Parts.prose("", "problem");
  private final DemoView demo = new DemoView();
  private final LiveView live = new LiveView();
  private final ResultsView results;
  private final VBox page = new VBox(12);
  private final BorderPane root = new BorderPane();

  /// @param logs where the rounds' logs stay
  /// @param onLog opens a round's log
  /// @param onCompare asks for an earlier run's report
  /// @param onExport asks where to, and writes the report
  LabView(LabLogs logs, Consumer<Path> onLog, Runnable onCompare, Consumer<LabModel> onExport) {
    this.logs = logs;
    run = Parts.button(Words.of("lab.run"), this::start, "accent");
    run.setGraphic(new FontIcon(Feather.PLAY));
    run.setId("lab-run");
    run.setDefaultButton(true);
    cancel = Parts.button(Words.of("lab.cancel"), runner::cancel);
    cancel.setGraphic(new FontIcon(Feather.SQUARE));
    cancel.setCancelButton(true);
    zombie = Parts.button(Words.of("lab.zombie"), this::zombie);
    zombie.setGraphic(new FontIcon(Feather.EYE));
    Parts.explain(zombie, Words.of("lab.zombie.help"));
    results =
        new ResultsView(
            round -> onLog.accept(LabLogs.events(folder().resolve(round.logs()), round.lane())),
            this::repeat,
            onCompare,
            () -> onExport.accept(model));
    scenarios.getItems().setAll(Library.all());
    scenarios.setCellFactory(list -> new ScenarioCell(each -> missing(each).isEmpty()));
    scenarios.setId("lab-scenarios");
    scenarios.getStyleClass().add("lab-scenarios");
    scenarios.setPrefWidth(270);
    scenarios.setMinWidth(220);
    scenarios.setAccessibleText(Words.of("lab.scenarios"));
    scenarios
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((property, before, now) -> choose());
    problem.setId("lab-problem");
    assemble();
    scenarios.getSelectionModel().selectFirst();
    show();
    Thread.ofVirtual().name("lab-look").start(this::lookAround);
  }

  private void assemble() {
    HBox buttons = new HBox(8, run, cancel, zombie);
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setAccessibleText(Words.of("lab.progress"));
    page.getStyleClass().add("lab-page");
    page.getChildren().setAll(choice.node(), buttons, problem, bar, far, demo.node());
    arrange();
    buttons.setAlignment(Pos.CENTER_LEFT);
    ScrollPane scroll = new ScrollPane(page);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("lab-scroll");
    root.setLeft(scenarios);
    root.setCenter(scroll);
    root.getStyleClass().add("main");
  }

  /// While a run goes on, what happens now comes first; when it is over, what came of it does.
  private void arrange() {
    List<Node> parts =
        model.busy()
            ? List.of(live.present(), live.beside(), results.comparison(), results.list())
            : List.of(results.comparison(), results.list(), live.beside());
    int head = page.getChildren().indexOf(demo.node()) + 1;
    List<Node> now = page.getChildren().subList(head, page.getChildren().size());
    if (!now.equals(parts)) {
      now.clear();
      page.getChildren().addAll(parts);
    }
  }

  /// What the scene shows.
  Parent root() {
    return root;
  }

  LabModel model() {
    return model;
  }

  /// Asking what is possible here starts programs: not on the JavaFX thread.
  private void lookAround() {
    Map<String, String> found = new HashMap<>();
    for (Scenario each : Library.all()) {
      Requirements.missing(each).ifPresent(why -> found.put(each.name(), why));
    }
    FxDoor.enter(
        () -> {
          missing.putAll(found);
          scenarios.refresh();
          Scenario chosen = scenarios.getSelectionModel().getSelectedItem();
          if (chosen != null) {
            choice.why(missing(chosen));
          }
          show();
        });
  }

  private String missing(Scenario scenario) {
    return missing.getOrDefault(scenario.name(), "");
  }

  private void choose() {
    Scenario chosen = scenarios.getSelectionModel().getSelectedItem();
    if (chosen != null) {
      choice.show(chosen, missing(chosen));
      show();
    }
  }

  private void start() {
    Scenario chosen = scenarios.getSelectionModel().getSelectedItem();
    if (chosen != null && missing(chosen).isEmpty()) {
      run(choice.choice(chosen));
    }
  }

  private void run(Choice wanted) {
    long seed = ThreadLocalRandom.current().nextLong(1, 1_000_000);
    try {
      runner.start(wanted.plan(seed, logs.next()));
    } catch (IllegalArgumentException e) {
      model.refuse(Telling.fault(e));
      show();
    }
  }

  /// The demonstration, unless something runs.
  void zombie() {
    if (model.busy()) {
      return;
    }
    scenarios.getItems().stream()
        .filter(each -> each.name().equals(DemoStory.SCENARIO))
        .findFirst()
        .ifPresent(
            each -> {
              scenarios.getSelectionModel().select(each);
              run(Choice.of(each));
            });
  }

  private void repeat(RoundResult round) {
    RunPlan plan = model.plan().orElse(null);
    if (plan != null && !model.busy()) {
      RunPlan slow = plan.repeat(round.number(), round.lane(), SLOWLY, logs.next());
      runner.start(slow);
    }
  }

  /// Puts the result beside an earlier one.
  ///
  /// @param name how the user knows it
  void compare(Comparison.Earlier earlier, String name) {
    model.compareWith(earlier, name);
    show();
  }

  private Path folder() {
    return model.plan().map(RunPlan::keep).orElse(logs.root());
  }

  /// Ends what runs.
  ///
  /// @return completed when it has ended
  CompletableFuture<?> close() {
    if (model.busy()) {
      runner.cancel();
    }
    return runner.over();
  }

  private void show() {
    boolean busy = model.busy();
    Scenario chosen = scenarios.getSelectionModel().getSelectedItem();
    run.setDisable(busy || chosen == null || !missing(chosen).isEmpty());
    cancel.setDisable(model.phase() != LabModel.Phase.RUNNING);
    zombie.setDisable(busy);
    scenarios.setDisable(busy);
    choice.disable(busy);
    // Who sees what came of an experiment knows what it is.
    choice.explain(
        model.phase() == LabModel.Phase.CHOOSING
            || chosen == null
            || model.plan().filter(plan -> plan.scenario().equals(chosen)).isEmpty());
    arrange();
    problem.setText(model.problem());
    problem.setManaged(!model.problem().isEmpty());
    problem.setVisible(!model.problem().isEmpty());
    boolean began = model.phase() != LabModel.Phase.CHOOSING;
    List.of(bar, far)
        .forEach(
            node -> {
              node.setManaged(began);
              node.setVisible(began);
            });
    bar.setProgress(model.share());
    far.setText(far());
    demo.show(model);
    live.show(model);
    results.show(model);
  }

  private String far() {
    return switch (model.phase()) {
      case CHOOSING -> "";
      case CANCELLING -> Words.of("lab.cancelling");
      // What could not be run has said why.
      case DONE ->
          model
              .result()
              .map(
                  result ->
                      Words.of(
                          result.cancelled() ? "lab.cancelled" : "lab.done",
                          result.rounds().size(),
                          result.scenario().title()))
              .orElse("");
      case RUNNING ->
          model
              .progress()
              .map(
                  progress ->
                      Words.of(
                          "lab.far",
                          progress.done(),
                          progress.total(),
                          progress.remaining().map(LabText::left).orElse("…")))
              .orElse(Words.of("lab.starting"));
    };
  }
}
