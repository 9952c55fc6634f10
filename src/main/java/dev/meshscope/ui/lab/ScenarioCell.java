package dev.meshscope.ui.lab;

import dev.meshscope.lab.scenario.Scenario;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.util.function.Predicate;
import javafx.scene.control.ListCell;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A scenario in the list: its title, its name, and whether it is for this system. On the JavaFX
/// thread.
final class ScenarioCell extends ListCell<Scenario> {
  private final Predicate<Scenario> runsHere;

  ScenarioCell(Predicate<Scenario> runsHere) {
    this.runsHere = runsHere;
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable Scenario scenario, boolean empty) {
    super.updateItem(scenario, empty);
    if (empty || scenario == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    boolean here = runsHere.test(scenario);
    String under = here ? scenario.name() : Words.of("lab.not-here", scenario.name());
    VBox box = new VBox(2, Parts.label(scenario.title()), Parts.label(under, "hint"));
    setGraphic(box);
    setAccessibleText(scenario.title() + ", " + under);
  }
}
