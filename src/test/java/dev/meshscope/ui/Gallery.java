package dev.meshscope.ui;

import static dev.meshscope.ui.DemoMesh.demo;

import dev.meshscope.core.judge.Policy;
import dev.meshscope.core.judge.Rule;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.ui.DemoMesh.Demo;
import dev.meshscope.ui.shell.MainWindow;
import dev.meshscope.ui.shell.StartFacts;
import dev.meshscope.ui.shell.Theme;
import dev.meshscope.ui.shell.Themes;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.scene.Scene;
import javafx.stage.Stage;

/// The window in each of its states, drawn without a display: for looking at, and for tests.
public final class Gallery {
  private Gallery() {}

  /// One state of the window.
  ///
  /// @param mesh made anew for each picture
  /// @param then selects something, once the rows are there
  public record Picture(
      String name, Function<Settings, DemoMesh> mesh, BiConsumer<DemoMesh, MainWindow> then) {}

  public static List<Picture> pictures() {
    return List.of(
        new Picture("empty", DemoMesh::new, (mesh, window) -> {}),
        new Picture("practice", Gallery::practice, (mesh, window) -> {}),
        new Picture(
            "zombie",
            Gallery::zombie,
            (mesh, window) -> window.select(demo("reviewer", 3, false).id())),
        new Picture("refused", Gallery::refused, Gallery::selectRefused),
        new Picture("crowded", Gallery::crowded, (mesh, window) -> {}));
  }

  /// The scene of a picture, on a stage that is not shown.
  public static Scene scene(Picture picture, Theme theme, int width, int height) {
    DemoMesh mesh =
        picture
            .mesh()
            .apply(
                picture.name().equals("refused")
                    ? new Settings(
                        Policy.DEFAULT.with(Rule.PROBE),
                        Settings.DEFAULT.heartbeatIntervalNs(),
                        Settings.DEFAULT.heartbeatTimeoutNs())
                    : Settings.DEFAULT);
    MainWindow window = window(mesh);
    Scene scene = new Scene(window.root(), width, height);
    new Themes(scene, theme);
    mesh.pass(100);
    mesh.pass(1200);
    window.refresh();
    picture.then().accept(mesh, window);
    window.refresh();
    Stage stage = new Stage();
    stage.setScene(scene);
    stage.show();
    return scene;
  }

  /// A window onto this mesh, of which nothing is asked.
  public static MainWindow window(DemoMesh mesh) {
    return new MainWindow(
        mesh,
        NO_ACTIONS,
        new StartFacts(Path.of("/home/ada/.config/meshscope"), Path.of("/home/ada/.sym/loopback")));
  }

  private static final MainWindow.Actions NO_ACTIONS =
      new MainWindow.Actions() {
        @Override
        public void practice() {}

        @Override
        public boolean practising() {
          return false;
        }

        @Override
        public String practiceFailure() {
          return "";
        }

        @Override
        public void dial() {}

        @Override
        public void settings() {}

        @Override
        public void theme() {}

        @Override
        public void lab() {}

        @Override
        public void zombie() {}
      };

  private static DemoMesh practice(Settings settings) {
    DemoMesh mesh = new DemoMesh(settings);
    mesh.dialsUs(demo("planner", 1, true));
    mesh.pass(20);
    mesh.dialsUs(demo("coder", 2, true));
    mesh.pass(30);
    Demo restarter = demo("restarter", 4, true);
    mesh.dialsUs(restarter);
    mesh.pass(19_000);
    TransportId again = mesh.dialsUs(DemoMesh.restarted(restarter));
    mesh.pass(2);
    mesh.proves(again);
    mesh.pass(2400);
    return mesh;
  }

  private static DemoMesh zombie(Settings settings) {
    DemoMesh mesh = new DemoMesh(settings);
    mesh.weDial(demo("planner", 1, false));
    TransportId frozen = mesh.dialsUs(demo("reviewer", 3, false));
    TransportId dead = mesh.dialsUs(demo("tester", 5, false));
    mesh.relays(demo("phone", 6, false));
    mesh.dialsUs(demo("coder", 2, true));
    mesh.sees(demo("archivist", 7, false));
    for (int i = 0; i < 40; i++) {
      mesh.pass(500);
    }
    mesh.freeze(frozen);
    mesh.cut(dead);
    for (int i = 0; i < 64; i++) {
      mesh.pass(500);
    }
    return mesh;
  }

  private static DemoMesh refused(Settings settings) {
    DemoMesh mesh = new DemoMesh(settings);
    mesh.dialsUs(demo("planner", 1, false));
    Demo coder = demo("coder-2", 2, false);
    mesh.dialsUs(coder);
    TransportId old = mesh.dialsUs(demo("reviewer", 3, false));
    mesh.pass(9_000);
    mesh.dialsUs(coder);
    mesh.pass(2_000);
    mesh.freeze(old);
    mesh.pass(4_000);
    mesh.dialsUs(demo("reviewer", 3, false));
    mesh.pass(2_500);
    return mesh;
  }

  private static void selectRefused(DemoMesh mesh, MainWindow window) {
    window.decisions().shown().stream()
        .filter(decision -> decision.mark().name().equals("REFUSED"))
        .findFirst()
        .ifPresent(window::select);
  }

  private static DemoMesh crowded(Settings settings) {
    DemoMesh mesh = new DemoMesh(settings);
    List<String> names =
        List.of(
            "planner",
            "coder",
            "reviewer",
            "tester",
            "archivist",
            "phone",
            "melomove",
            "scheduler-of-the-long-name",
            "watcher",
            "translator");
    for (int i = 0; i < 40; i++) {
      Demo demo = demo(names.get(i % 10) + (i < 10 ? "" : "-" + i / 10), 100 + i, i % 3 == 0);
      TransportId id = i % 4 == 0 ? mesh.weDial(demo) : mesh.dialsUs(demo);
      if (i % 7 == 0) {
        mesh.relays(demo);
      }
      mesh.pass(230);
      if (i % 11 == 3) {
        mesh.freeze(id);
      }
      if (i % 13 == 5) {
        mesh.cut(id);
      }
    }
    for (int i = 0; i < 30; i++) {
      mesh.pass(500);
    }
    mesh.ends(new TransportId(9), CloseReason.RESET);
    mesh.pass(800);
    return mesh;
  }
}
