package dev.meshscope.ui.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.meshscope.core.judge.Rule;
import dev.meshscope.lab.report.JsonReport;
import dev.meshscope.lab.result.RunResult;
import dev.meshscope.ui.Fx;
import dev.meshscope.ui.shell.Theme;
import dev.meshscope.ui.shell.Themes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/// The zombie demonstration in the lab's window: real processes, what a user sees.
class LabWindowIT {
  @TempDir Path folder;
  LabWindow window;

  @BeforeEach
  void open() throws Exception {
    Fx.start();
    window =
        Fx.on(
            () -> {
              LabWindow opened = new LabWindow(new Stage());
              new Themes(opened.scene(), Theme.LIGHT);
              opened.show();
              return opened;
            });
  }

  @AfterEach
  void close() throws Exception {
    Fx.run(window::close);
    WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> Fx.on(() -> !window.model().busy()));
  }

  @Test
  void theZombieLocksThePeerOutUnderClosedFlagAndNotUnderProbe() throws Exception {
    Fx.run(window::zombie);
    await(() -> Fx.on(() -> window.model().now().isPresent()));
    await(() -> Fx.on(() -> seesTheZombie()));
    await(() -> Fx.on(() -> window.model().heard().size() > 2));
    await(() -> Fx.on(() -> window.model().phase() == LabModel.Phase.DONE));
    RunResult result = Fx.on(() -> window.model().result().orElseThrow());
    assertThat(result.rounds())
        .extracting(round -> round.lane().policy(), round -> round.outcome().id())
        .containsExactly(tuple(Rule.CLOSED_FLAG, "not-recovered"), tuple(Rule.PROBE, "recovered"));
    assertThat(result.lasted()).isLessThan(Duration.ofSeconds(30));
    assertThat(text("#lab-demo-closed-flag")).startsWith("Locked out");
    assertThat(text("#lab-demo-probe")).startsWith("Back after");
    assertThat(text("#lab-meaning")).startsWith("What it means");
    assertThat(logs(result)).isNotEmpty().noneMatch(line -> line.contains("\"event\":\"peers\""));
    compareWithAFile(result);
  }

  /// The survivor refuses the newcomer, and its table says why: the old socket holds the place.
  private boolean seesTheZombie() {
    return window.model().now().stream()
        .flatMap(now -> now.table().stream())
        .anyMatch(
            row ->
                row.decision().equals("refuse")
                    && row.because().equals("duplicate")
                    && row.silentMs().orElse(0) > 1_000
                    && window.scene().lookup("#lab-table").isVisible());
  }

  private List<String> logs(RunResult result) throws Exception {
    Path kept = Fx.on(() -> window.model().plan().orElseThrow().keep());
    return Files.readAllLines(
        kept.resolve(result.rounds().getFirst().logs()).resolve("survivor.jsonl"));
  }

  private void compareWithAFile(RunResult result) throws Exception {
    Path report = Files.writeString(folder.resolve("then.json"), JsonReport.of(result));
    Fx.run(() -> window.compareWith(report));
    await(() -> Fx.on(() -> window.model().comparison().isPresent()));
    assertThat(Fx.on(() -> window.model().earlierName())).isEqualTo("then.json");
    assertThat(Fx.on(() -> window.model().comparison().orElseThrow().rows()))
        .isNotEmpty()
        .allMatch(row -> row.slower() == 0.5);
  }

  @Test
  void anOpenQuoteInThePeersCommandIsSaidAndStaysSaid() throws Exception {
    Fx.run(
        () -> {
          ((TextField) window.scene().lookup("#lab-command")).setText("node 'agent.js");
          ((Button) window.scene().lookup("#lab-run")).fire();
        });
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(text("#lab-problem")).isEqualTo("The command node 'agent.js has an open quote.");
    assertThat(Fx.on(() -> window.scene().lookup("#lab-problem").isVisible())).isTrue();
    assertThat(Fx.on(() -> window.model().busy())).isFalse();
  }

  @Test
  void aWindowClosedInTheMiddleOfARunLeavesNoLogs() throws Exception {
    Fx.run(window::zombie);
    await(() -> Fx.on(() -> !window.model().heard().isEmpty()));
    Path kept = Fx.on(() -> window.model().plan().orElseThrow().keep());
    assertThat(kept).isDirectory();
    Fx.run(window::close);
    window.tidied().get(40, TimeUnit.SECONDS);
    assertThat(kept.getParent()).doesNotExist();
    // The window is told on its own thread, which may come to it a little later.
    await(() -> !Fx.on(() -> window.model().busy()));
  }

  private String text(String id) throws Exception {
    return Fx.on(() -> ((Label) window.scene().lookup(id)).getText());
  }

  private static void await(java.util.concurrent.Callable<Boolean> when) throws Exception {
    WaitForAsyncUtils.waitFor(40, TimeUnit.SECONDS, when);
  }
}
