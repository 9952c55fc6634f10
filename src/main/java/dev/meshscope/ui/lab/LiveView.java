package dev.meshscope.ui.lab;

import dev.meshscope.lab.run.Progress;
import dev.meshscope.lab.world.LifeFacts;
import dev.meshscope.text.Times;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The round under way: its step, the fault that is on, the processes, and what the survivor says.
/// On the JavaFX thread.
final class LiveView {
  private static final PseudoClass ON = PseudoClass.getPseudoClass("on");

  /// Below this the table would be cut off.
  private static final double ROOM = 1_000;

  private final Label step = Parts.prose("");
  private final Label fault = Parts.prose("", "lab-fault");
  private final FlowPane processes = new FlowPane(18, 6);
  private final ListView<String> events = new ListView<>();
  private final VBox present;
  private final SurvivorView survivor = new SurvivorView();
  private final FlowPane beside = new FlowPane(24, 12);
  private List<LifeFacts> shown = List.of();
  private List<Heard> told = List.of();

  LiveView() {
    fault.setMaxWidth(Double.MAX_VALUE);
    events.setPrefHeight(130);
    events.setMinHeight(90);
    events.setFocusTraversable(true);
    events.getStyleClass().addAll("figures", "lab-lines");
    events.setAccessibleText(Words.of("lab.events"));
    events.setFixedCellSize(20);
    present = new VBox(8, step, fault, processes);
    VBox said = new VBox(8, Parts.label(Words.of("lab.events"), "section"), events);
    // As wide as its parts are now, it would never become narrower.
    beside.setMinWidth(0);
    for (Region part : List.of(survivor.node(), said)) {
      part.prefWidthProperty()
          .bind(
              Bindings.createDoubleBinding(
                  this::share, beside.widthProperty(), survivor.node().managedProperty()));
      beside.getChildren().add(part);
    }
  }

  /// What happens now; hidden when nothing does.
  Node present() {
    return present;
  }

  /// What the survivor says, beside its peer table if there is room, below it if not.
  Node beside() {
    return beside;
  }

  private double share() {
    boolean room = beside.getWidth() >= ROOM && survivor.node().isManaged();
    return Math.floor(room ? (beside.getWidth() - beside.getHgap()) / 2 : beside.getWidth());
  }

  void show(LabModel model) {
    boolean any = model.phase() != LabModel.Phase.CHOOSING;
    beside.setManaged(any);
    beside.setVisible(any);
    survivor.node().setManaged(model.busy());
    survivor.node().setVisible(model.busy());
    present.setManaged(model.busy());
    present.setVisible(model.busy());
    Progress.Now now = model.now().orElse(null);
    step.setManaged(now != null);
    step.setText(
        now == null
            ? ""
            : Words.of(
                "lab.step",
                now.number(),
                now.lane().words(),
                now.stepNumber(),
                now.steps(),
                now.step()));
    List<String> faults = now == null ? List.of() : now.faults();
    boolean on = !faults.isEmpty();
    fault.setText(
        on ? Words.of("lab.fault", String.join(" · ", faults)) : Words.of("lab.no-fault"));
    fault.pseudoClassStateChanged(ON, on);
    List<LifeFacts> lives = now == null ? List.of() : now.processes();
    if (!lives.equals(shown)) {
      shown = lives;
      processes.getChildren().setAll(lives.stream().map(LiveView::process).toList());
    }
    survivor.show(now == null ? List.of() : now.table());
    tell(model.heard());
  }

  private static Node process(LifeFacts life) {
    String shape =
        switch (life.state()) {
          case RUNNING -> "state-live";
          case FROZEN -> "state-frozen";
          case ENDED -> "state-closing";
        };
    HBox line =
        new HBox(
            6,
            Parts.shape(shape),
            Parts.label(
                Words.of(
                    "lab.process",
                    life.end().words(),
                    Words.word(life.state(), "lab.life"),
                    Long.toString(life.pid()))));
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private void tell(List<Heard> heard) {
    if (heard.equals(told)) {
      return;
    }
    told = heard;
    List<String> lines = new ArrayList<>();
    for (Heard each : heard) {
      lines.add(
          Words.of(
              each.reason().isEmpty() ? "lab.event" : "lab.event.reason",
              Times.clock(each.at()),
              each.lane().words(),
              each.event(),
              each.reason()));
    }
    events.getItems().setAll(lines);
    if (!lines.isEmpty()) {
      events.scrollTo(lines.size() - 1);
    }
  }
}
