package dev.meshscope.ui.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.link.LanState;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.table.Input;
import dev.meshscope.doctor.Checkup;
import dev.meshscope.doctor.Surroundings;
import dev.meshscope.ui.DemoMesh;
import dev.meshscope.ui.Fx;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.input.Clipboard;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/// The doctor's window, and who looks for it.
class DoctorWindowTest {
  @TempDir Path dir;
  private final DemoMesh mesh = new DemoMesh(Settings.DEFAULT);

  @BeforeAll
  static void startJavaFx() {
    Fx.start();
  }

  private Checkup checkup() {
    return Checkup.of(
        mesh.table(),
        mesh.listening(),
        mesh.networking(),
        Surroundings.unknown(dir, dir),
        mesh.nowNs());
  }

  private static Set<String> texts(Scene scene) {
    scene.getRoot().applyCss();
    scene.getRoot().layout();
    return scene.getRoot().lookupAll(".label").stream()
        .filter(node -> node instanceof Labeled && node.isVisible())
        .map(node -> ((Labeled) node).getText())
        .collect(Collectors.toSet());
  }

  @Test
  void whatIsWrongStandsThereWithItsAdviceAndCanBeCopied() throws Exception {
    mesh.step(new Input.LanTold(new LanState.Failed(new Cause.Said("Port 5353 is taken."))));
    Fx.run(
        () -> {
          DoctorWindow window = new DoctorWindow(new Stage(), this::checkup);
          window.show();
          assertThat(texts(window.scene()))
              .contains(
                  "Joined, and it fails: Port 5353 is taken.",
                  "One thing is wrong, one is worth a look.")
              .anySatisfy(text -> assertThat(text).contains("UDP port 5353 for itself?"))
              .doesNotContain("Only nodes of the same group meet.");

          ((Button) window.scene().lookup("#doctor-copy")).fire();

          assertThat(Clipboard.getSystemClipboard().getString())
              .contains("bad   LAN             Joined, and it fails")
              .endsWith("one is worth a look.");
          window.close();
        });
  }

  @Test
  void beforeAnythingIsKnownItSaysThatItLooks() throws Exception {
    Fx.run(
        () ->
            assertThat(texts(new DoctorWindow(new Stage(), () -> null).scene()))
                .contains("Looking…"));
  }

  @Test
  void theLookoutNeverKeepsWhoAsksAndKnowsMoreSoon() throws Exception {
    Lookout lookout = new Lookout(dir, dir.resolve("registry"), mesh.self());
    assertThat(lookout.get().registry()).isNull();

    WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> lookout.get().registry() != null);

    assertThat(lookout.get().socket()).isNotNull();
    assertThat(lookout.get().stateDir()).isEqualTo(dir);
  }
}
