package dev.meshscope.ui.shell;

import static dev.meshscope.ui.DemoMesh.demo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.standing.Condition;
import dev.meshscope.ui.DemoMesh;
import dev.meshscope.ui.DemoMesh.Demo;
import dev.meshscope.ui.Fx;
import dev.meshscope.ui.Gallery;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StatusLineTest {
  @BeforeAll
  static void startJavaFx() {
    Fx.start();
  }

  @Test
  void findingsAreCountedAsSoonAsTheRowsShowThem() throws Exception {
    Fx.run(
        () -> {
          DemoMesh mesh = new DemoMesh(Settings.DEFAULT);
          Demo reviewer = demo("reviewer", 3, false);
          TransportId id = mesh.dialsUs(reviewer);
          MainWindow window = Gallery.window(mesh);
          Scene scene = new Scene(window.root(), 980, 700);
          window.root().applyCss();
          mesh.pass(5_000);
          window.refresh();
          mesh.freeze(id);
          mesh.pass(30_000);
          // Something else happens to it, and its row is read before the clock ticks.
          mesh.sees(reviewer);
          mesh.pass(10);
          assertThat(window.peers().totalsProperty().get().of(Condition.FROZEN)).isEqualTo(1);
          assertThat(((Labeled) scene.lookup(".findings")).getText()).isEqualTo("1 finding");
        });
  }
}
