package dev.meshscope.ui.lab;

import dev.meshscope.lab.scenario.Scenario;
import dev.meshscope.ui.Fx;
import dev.meshscope.ui.shell.Theme;
import dev.meshscope.ui.shell.Themes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Spinner;
import javafx.stage.Stage;
import org.testfx.util.WaitForAsyncUtils;

/// Draws the lab's window before, during and after runs of real processes: `LabShots FOLDER`.
public final class LabShots {
  private static final int MOST_SECONDS = 120;

  private final Path folder;
  private LabWindow window;

  private LabShots(Path folder) {
    this.folder = folder;
  }

  /// Draws.
  public static void main(String[] args) throws Exception {
    System.setProperty("glass.platform", "Headless");
    System.setProperty("prism.order", "sw");
    Fx.start();
    LabShots shots = new LabShots(Path.of(args[0]));
    shots.draw(args.length > 1 ? args[1] : "");
    Platform.exit();
  }

  private void draw(String only) throws Exception {
    window =
        Fx.on(
            () -> {
              LabWindow opened = new LabWindow(new Stage());
              opened.show();
              return opened;
            });
    try {
      shoot("before");
      if (only.equals("before")) {
        return;
      }
      if (!only.equals("demo")) {
        compare();
      }
      if (!only.equals("compare")) {
        demonstrate();
      }
    } finally {
      Fx.run(window::close);
      window.tidied().get(40, TimeUnit.SECONDS);
    }
  }

  private void compare() throws Exception {
    Fx.run(
        () -> {
          ListView<?> list = (ListView<?>) window.scene().lookup("#lab-scenarios");
          for (int i = 0; i < list.getItems().size(); i++) {
            if (list.getItems().get(i) instanceof Scenario scenario
                && scenario.name().equals("dead-but-established")) {
              list.getSelectionModel().select(i);
            }
          }
          ((Spinner<?>) window.scene().lookup("#lab-rounds")).getEditor().setText("2");
          for (String rule : new String[] {"closed-flag", "last-seen", "probe"}) {
            ((CheckBox) window.scene().lookup("#lab-rule-" + rule))
                .setSelected(!rule.equals("last-seen"));
          }
          ((Button) window.scene().lookup("#lab-run")).fire();
        });
    await(() -> window.model().now().filter(now -> !now.faults().isEmpty()).isPresent());
    await(() -> window.model().heard().size() > 3);
    shoot("during");
    await(() -> window.model().rounds().size() == 2);
    shoot("halfway");
    await(() -> window.model().phase() == LabModel.Phase.DONE);
    shoot("after");
    Fx.run(
        () -> {
          ((CheckBox) window.scene().lookup("#lab-rule-closed-flag")).setSelected(false);
          ((Button) window.scene().lookup("#lab-run")).fire();
        });
    await(() -> window.model().comparison().isPresent());
    shoot("again");
  }

  private void demonstrate() throws Exception {
    Fx.run(window::zombie);
    await(() -> window.model().heard().stream().anyMatch(h -> h.event().equals("refused")));
    shoot("demo-during");
    await(() -> window.model().phase() == LabModel.Phase.DONE);
    Duration lasted = Fx.on(() -> window.model().result().orElseThrow().lasted());
    System.out.println("The demonstration lasted " + lasted.toMillis() + " ms");
    System.out.println(Fx.on(() -> ((Label) window.scene().lookup("#lab-meaning")).getText()));
    shoot("demo-after");
  }

  private static void await(Callable<Boolean> when) throws Exception {
    WaitForAsyncUtils.waitFor(MOST_SECONDS, TimeUnit.SECONDS, () -> Fx.on(when));
  }

  private void shoot(String name) throws Exception {
    for (Theme theme : Theme.values()) {
      for (int width : new int[] {980, 1440}) {
        Fx.run(
            () -> {
              new Themes(window.scene(), theme);
              window.scene().getWindow().setWidth(width);
              window.scene().getWindow().setHeight(width == 980 ? 720 : 900);
            });
        WaitForAsyncUtils.waitForFxEvents();
        Path file =
            folder.resolve(
                name + "-" + theme.name().toLowerCase(Locale.ROOT) + "-" + width + ".png");
        Fx.run(() -> Fx.draw(window.scene(), file));
      }
    }
  }
}
