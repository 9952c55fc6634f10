package dev.meshscope.ui;

import static dev.meshscope.ui.DemoMesh.demo;

import atlantafx.base.controls.ToggleSwitch;
import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Descriptors;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.LanState;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.Networking;
import dev.meshscope.core.link.RegistrySurvey;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.SocketFault;
import dev.meshscope.core.link.SocketOptions;
import dev.meshscope.core.link.SocketTrial;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.doctor.Secrecy;
import dev.meshscope.doctor.Surroundings;
import dev.meshscope.ui.DemoMesh.Demo;
import dev.meshscope.ui.doctor.DoctorWindow;
import dev.meshscope.ui.settings.Joining;
import dev.meshscope.ui.settings.SettingsPage;
import dev.meshscope.ui.settings.SettingsSheets;
import dev.meshscope.ui.shell.MainWindow;
import dev.meshscope.ui.shell.Theme;
import dev.meshscope.ui.shell.Themes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;

/// The window in each of its states, drawn without a display: for looking at, and for tests.
public final class Gallery {
  private Gallery() {}

  /// One state of the window.
  ///
  /// @param mesh made anew for each picture
  /// @param then selects something, once the rows are there
  public record Picture(
      String name, Function<Settings, DemoMesh> mesh, BiConsumer<DemoMesh, MainWindow> then) {}

  /// A window above the main one.
  ///
  /// @param open opens it above that window, and gives what is to be drawn
  public record Sheet(String name, Function<Window, Scene> open) {}

  public static List<Sheet> sheets() {
    return List.of(
        new Sheet("settings-rule", owner -> settings(owner, SettingsPage.RULE)),
        new Sheet("settings-networks", owner -> settings(owner, SettingsPage.NETWORKS)),
        new Sheet("settings-limits", owner -> settings(owner, SettingsPage.LIMITS)),
        new Sheet("doctor", owner -> doctor(owner, practice(Settings.DEFAULT))),
        new Sheet("doctor-amiss", owner -> doctor(owner, amiss(Settings.DEFAULT))),
        new Sheet("settings-wrong", Gallery::wrongSettings),
        new Sheet("settings-failed", Gallery::failedSettings));
  }

  private static Scene doctor(Window owner, DemoMesh mesh) {
    DoctorWindow doctor = new DoctorWindow(new Stage(), window(mesh)::checkup);
    new Themes(
        doctor.scene(),
        owner
                .getScene()
                .getRoot()
                .getPseudoClassStates()
                .contains(PseudoClass.getPseudoClass("dark"))
            ? Theme.DARK
            : Theme.LIGHT);
    doctor.show();
    return doctor.scene();
  }

  private static Scene settings(Window owner, SettingsPage page) {
    return SettingsSheets.open(owner, new SettingsSheets.Asked(), page).getScene();
  }

  private static Scene wrongSettings(Window owner) {
    DialogPane pane = SettingsSheets.open(owner, new SettingsSheets.Asked(), SettingsPage.NETWORKS);
    ((TextInputControl) pane.lookup("#relay")).setText("http://relay.example");
    ((TextInputControl) pane.lookup("#connections")).setText("many");
    return pane.getScene();
  }

  private static Scene failedSettings(Window owner) {
    SettingsSheets.Asked asked = new SettingsSheets.Asked();
    DialogPane pane = SettingsSheets.open(owner, asked, SettingsPage.NETWORKS);
    ((ToggleSwitch) pane.lookup("#lan")).setSelected(true);
    ((TextInputControl) pane.lookup("#relay")).setText("ws://relay.example");
    ((TextInputControl) pane.lookup("#relay-token")).setText("a-secret");
    press(pane);
    asked.answer(
        new Joining.Outcome(false, "Nothing was changed. Port 48211 on :: is already in use."));
    return pane.getScene();
  }

  private static void press(DialogPane pane) {
    for (ButtonType type : pane.getButtonTypes()) {
      if (type.getButtonData().isDefaultButton()) {
        ((Button) pane.lookupButton(type)).fire();
      }
    }
  }

  public static List<Picture> pictures() {
    return List.of(
        new Picture("empty", DemoMesh::new, (mesh, window) -> {}),
        new Picture("practice", Gallery::practice, (mesh, window) -> {}),
        new Picture(
            "zombie",
            Gallery::zombie,
            (mesh, window) -> window.select(demo("reviewer", 3, false).id())),
        new Picture("refused", Gallery::refused, selects("REFUSED")),
        new Picture("promoted", Gallery::practice, selects("PROMOTED")),
        new Picture("held", Gallery::contested, selects("HELD")),
        new Picture("detail", Gallery::zombie, Gallery::showDetail),
        new Picture("filtered", Gallery::zombie, (mesh, window) -> type(window, "name:nobody")),
        new Picture("misspelt", Gallery::zombie, (mesh, window) -> type(window, "stat:frozen")),
        new Picture("paused", Gallery::practice, (mesh, window) -> press(window, KeyCode.SPACE)),
        new Picture("alarm", Gallery::alarmed, (mesh, window) -> {}),
        new Picture("alarm-asked", Gallery::alarmed, (mesh, window) -> pressTrust(window)),
        new Picture("unproven", Gallery::unproven, Gallery::showUnproven),
        new Picture("networks", Gallery::networks, Gallery::showBoth),
        new Picture("alarm-kept", Gallery::alarmed, (mesh, window) -> keep(window)),
        new Picture("amiss", Gallery::amiss, (mesh, window) -> {}),
        new Picture("elsewhere", Gallery::elsewhere, (mesh, window) -> {}),
        new Picture("lonely", Gallery::lonely, (mesh, window) -> {}),
        new Picture("besieged", Gallery::besieged, (mesh, window) -> keep(window)),
        new Picture("crowded", Gallery::crowded, (mesh, window) -> {}));
  }

  /// The scene of a picture, on a stage that is not shown.
  public static Scene scene(Picture picture, Theme theme, int width, int height) {
    DemoMesh mesh = picture.mesh().apply(Settings.DEFAULT);
    MainWindow window = window(mesh);
    Scene scene = new Scene(window.root(), width, height);
    new Themes(scene, theme);
    mesh.pass(100);
    mesh.pass(1200);
    window.refresh();
    Stage stage = new Stage();
    stage.setScene(scene);
    stage.show();
    // The panes get their contents with their skins.
    window.root().applyCss();
    window.root().layout();
    picture.then().accept(mesh, window);
    window.refresh();
    return scene;
  }

  /// A window onto this mesh, of which nothing is asked.
  public static MainWindow window(DemoMesh mesh) {
    return new MainWindow(mesh, NO_ACTIONS, () -> AT_HOME);
  }

  private static final Surroundings AT_HOME =
      new Surroundings(
          Path.of("/home/ada/.config/meshscope"),
          Path.of("/home/ada/.sym/loopback"),
          Secrecy.PRIVATE,
          new RegistrySurvey(true, true, true, false, true, Map.of()),
          List.of("192.168.1.20", "127.0.0.1"),
          new SocketTrial(new SocketOptions(true, true, 1, 1, 10, 11_000), true, Cause.none()),
          new Descriptors(86, 20_000),
          List.of());

  private static final MainWindow.Actions NO_ACTIONS = new NoActions();

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

  /// LAN and relay; one peer each of the ways in which it can be there, or not.
  private static DemoMesh networks(Settings settings) {
    DemoMesh mesh = new DemoMesh(settings);
    long now = mesh.nowNs();
    LanState.Network eth =
        new LanState.Network(
            "eth0", "192.168.1.20", 1_284, 37, 4_811, 0, new LanState.Echo.Heard(now));
    mesh.joined(
        new Networking(true, "wss://relay.example", null, false),
        new LanState.On(List.of(eth), 3, 1, null),
        new RelayState.Open("wss://relay.example", now, 2));
    Demo planner = demo("planner", 1, true);
    Demo coder = demo("coder", 2, true);
    mesh.relays(planner);
    mesh.relays(coder);
    mesh.relays(demo("phone", 6, false));
    mesh.pass(1_000);
    mesh.dialsUs(planner);
    TransportId dead = mesh.dialsUs(coder);
    mesh.sees(planner, Source.LAN, new Endpoint("192.168.1.7", 4_711));
    mesh.sees(planner, Source.RELAY, new Endpoint("relay.example", 443));
    mesh.pass(13_000);
    mesh.sees(
        demo("archivist", 8, false),
        Source.LAN,
        new Endpoint("192.168.1.31", 50_598),
        new Endpoint("10.0.0.31", 50_598));
    mesh.pass(1_600);
    for (int i = 0; i < 6; i++) {
      mesh.dialFails(Cause.of(i % 2 == 0 ? SocketFault.REFUSED : SocketFault.NO_ROUTE));
      mesh.pass(i < 4 ? 8_000 : 700);
      if (i == 4) {
        mesh.cut(dead);
        mesh.pass(7_300);
      }
    }
    mesh.sees(demo("watcher", 7, false));
    mesh.sees(demo("translator", 12, false), Source.LAN, new Endpoint("192.168.1.40", 50_001));
    return mesh;
  }

  private static void showBoth(DemoMesh mesh, MainWindow window) {
    window.select(demo("coder", 2, false).id());
    Event.fireEvent(window.root().lookup(".peers"), key(KeyCode.ENTER));
  }

  /// All that can go wrong around the mesh.
  private static DemoMesh amiss(Settings settings) {
    DemoMesh mesh = alarmed(settings);
    lonely(mesh);
    mesh.step(new Input.TurnedAway(Limits.Which.PER_ADDRESS, 1_284, "192.168.1.66"));
    mesh.step(new Input.TurnedAway(Limits.Which.CONNECTIONS, 7, "192.168.1.67"));
    mesh.sees(demo("archivist", 8, false), Source.LAN, new Endpoint("192.168.1.31", 50_598));
    mesh.pass(1_600);
    mesh.dialFails(Cause.of(SocketFault.REFUSED));
    mesh.pass(500);
    return mesh;
  }

  /// Announcements that lead elsewhere than the links of those they name, and why nobody is
  /// dialled.
  private static DemoMesh elsewhere(Settings settings) {
    DemoMesh mesh = practice(settings);
    lonely(mesh);
    mesh.sees(demo("coder", 2, true), Source.LAN, new Endpoint("192.168.1.66", 7_000));
    mesh.sees(demo("planner", 1, true), Source.LAN, new Endpoint("192.168.1.66", 7_000));
    mesh.sees(demo("archivist", 8, false), Source.LAN, new Endpoint("192.168.1.31", 50_598));
    mesh.pass(1_600);
    mesh.sees(demo("reviewer", 3, false), Source.LAN, new Endpoint("192.168.1.32", 50_598));
    mesh.pass(500);
    return mesh;
  }

  /// As many states, findings and counts at once as there can be.
  private static DemoMesh besieged(Settings settings) {
    DemoMesh mesh = crowded(settings);
    lonely(mesh);
    mesh.sees(demo("seen-only", 507, false));
    mesh.sees(demo("dialled", 508, false), Source.LAN, new Endpoint("192.168.1.31", 50_598));
    mesh.impostor(demo("planner", 100, true), 2);
    mesh.impostor(demo("coder", 101, false), 2);
    mesh.step(new Input.TurnedAway(Limits.Which.PER_ADDRESS, 128_412, "192.168.1.66"));
    mesh.pass(500);
    return mesh;
  }

  private static DemoMesh lonely(Settings settings) {
    DemoMesh mesh = new DemoMesh(settings);
    lonely(mesh);
    return mesh;
  }

  private static void lonely(DemoMesh mesh) {
    mesh.joined(
        new Networking(true, "wss://relay.example", null, false),
        new LanState.On(
            List.of(
                new LanState.Network(
                    "eth0", "192.168.1.20", 14, 9, 0, 0, new LanState.Echo.NotHeard())),
            0,
            0,
            null),
        new RelayState.Stopped(
            "wss://relay.example",
            4004,
            new Cause.Said("Another connection with our node id took our place.")));
  }

  private static void keep(MainWindow window) {
    ((Button) window.root().lookup("#alarm-keep")).fire();
  }

  private static DemoMesh alarmed(Settings settings) {
    DemoMesh mesh = practice(settings);
    Demo planner = demo("planner", 1, true);
    for (int i = 0; i < 3; i++) {
      mesh.impostor(planner, 1);
      mesh.pass(4_000);
    }
    mesh.impostor(demo("coder", 2, true), 2);
    mesh.impostor(demo("restarter", 4, true), 3);
    mesh.pass(1_500);
    return mesh;
  }

  private static void pressTrust(MainWindow window) {
    ((Button) window.root().lookup("#alarm-trust")).fire();
  }

  /// One of them is still being asked.
  private static DemoMesh contested(Settings settings) {
    DemoMesh mesh = new DemoMesh(settings);
    mesh.dialsUs(demo("planner", 1, false));
    TransportId old = mesh.dialsUs(demo("reviewer", 3, false));
    mesh.pass(9_000);
    mesh.freeze(old);
    mesh.pass(4_000);
    mesh.dialsUs(demo("reviewer", 3, false));
    return mesh;
  }

  private static BiConsumer<DemoMesh, MainWindow> selects(String mark) {
    return (mesh, window) ->
        window.decisions().shown().stream()
            .filter(decision -> decision.mark().name().equals(mark))
            .findFirst()
            .ifPresent(window::select);
  }

  /// One is back without a proof, one without our extra, one came with a false proof.
  private static DemoMesh unproven(Settings settings) {
    DemoMesh mesh = practice(settings);
    Demo archivist = demo("archivist", 8, true);
    Demo courier = demo("courier", 9, true);
    for (Demo demo : List.of(archivist, courier)) {
      TransportId before = mesh.dialsUs(demo);
      mesh.pass(1_000);
      mesh.ends(before, CloseReason.RESET);
    }
    mesh.step(
        new Input.Received(mesh.dialsUs(courier.unproven()), new Frame.Proof("made up"), 120));
    mesh.dialsUs(archivist.unproven());
    mesh.dialsUs(courier.stripped());
    mesh.pass(3_000);
    return mesh;
  }

  private static void showUnproven(DemoMesh mesh, MainWindow window) {
    window.select(demo("archivist", 8, true).id());
    Node table = window.root().lookup(".peers");
    Event.fireEvent(table, key(KeyCode.ENTER));
  }

  private static void showDetail(DemoMesh mesh, MainWindow window) {
    window.select(demo("reviewer", 3, false).id());
    Node table = window.root().lookup(".peers");
    Event.fireEvent(table, key(KeyCode.ENTER));
  }

  private static void type(MainWindow window, String text) {
    if (window.root().lookup(".search") instanceof TextField field) {
      field.setText(text);
    }
  }

  private static void press(MainWindow window, KeyCode code) {
    Event.fireEvent(window.root(), key(code));
  }

  private static KeyEvent key(KeyCode code) {
    return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false);
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
