package dev.meshscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.config.SettingsFile;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.judge.Policy;
import dev.meshscope.core.judge.Rule;
import dev.meshscope.core.link.Settings;
import dev.meshscope.engine.EngineConfig;
import dev.meshscope.engine.MeshEngine;
import dev.meshscope.engine.RawPeer;
import dev.meshscope.ui.peers.ColumnLayout;
import dev.meshscope.ui.shell.Theme;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

/// A whole session: the window with its dialogs, what it keeps for the next start.
@ExtendWith(ApplicationExtension.class)
class SessionIT {
  private static final String PEER = "50000000-0000-7000-8000-00000000000a";

  @TempDir Path dir;
  MeshEngine engine;
  Session session;
  final Screen screen = new Screen();

  @BeforeEach
  void open() throws Exception {
    Fx.start();
    engine = engine("studio");
    session = session(null);
  }

  @AfterEach
  void close() throws Exception {
    Fx.run(() -> session.end(Ending.WELL));
    engine.close();
  }

  private MeshEngine engine(String name) throws Exception {
    return MeshEngine.start(
        new EngineConfig(
            new NodeName(name),
            null,
            state(name),
            dir.resolve("registry-of-" + name),
            "127.0.0.1",
            0,
            Group.DEFAULT,
            Settings.DEFAULT,
            List.of()));
  }

  private Path state(String name) {
    return dir.resolve("state-of-" + name);
  }

  private Session session(ColumnLayout columns) throws Exception {
    return Fx.on(
        () -> {
          Session opened =
              new Session(
                  engine,
                  new WindowOptions(
                      WindowOptions.Theme.LIGHT,
                      false,
                      false,
                      null,
                      980,
                      720,
                      state("studio"),
                      dir.resolve("registry-of-studio")),
                  columns,
                  status -> {});
          opened.show();
          return opened;
        });
  }

  @Test
  void settingsAreCheckedAsTheyAreTypedTakeEffectAndAreKept(FxRobot robot) throws Exception {
    try (RawPeer peer = new RawPeer(engine.listening().port())) {
      peer.say(RawPeer.handshake(PEER, "melomove"));
      peer.hearUntil("handshake");
      peer.answerPings();
      screen.shows("ASK");

      open(robot, KeyCode.COMMA, "Who keeps the place when a peer dials again");
      robot.clickOn(screen.withId("last-seen"));
      replace(robot, "stale-after", "soon");
      screen.shows("a time like 500 ms, 10 s or 2 min");
      assertThat(screen.button("apply").isDisabled()).isTrue();
      replace(robot, "stale-after", "90 s");
      screen.await("an apply that can be pressed", () -> !screen.button("apply").isDisabled());
      robot.clickOn(screen.button("apply"));

      Settings wanted =
          new Settings(
              Policy.DEFAULT.with(Rule.LAST_SEEN).staleAfter(TimeUnit.SECONDS.toNanos(90)),
              Settings.DEFAULT.heartbeatIntervalNs(),
              Settings.DEFAULT.heartbeatTimeoutNs());
      screen.await("the rule in force", () -> engine.table().settings().equals(wanted));
      screen.shows("REFUSE");
      screen.shows("rule last-seen");
      screen.await("kept settings", () -> kept().equals(wanted));

      open(robot, KeyCode.COMMA, "Who keeps the place when a peer dials again");
      assertThat(text("stale-after")).isEqualTo("90 s");
      robot.clickOn(screen.button("reset"));
      assertThat(text("stale-after")).isEqualTo("10 s");
      assertThat(screen.withId("probe"))
          .isInstanceOfSatisfying(RadioButton.class, it -> assertThat(it.isSelected()).isTrue());
      robot.clickOn(screen.button("cancel"));
      assertThat(engine.table().settings()).isEqualTo(wanted);
      assertThat(kept()).isEqualTo(wanted);
    }
  }

  @Test
  void anAddressIsDialledOnceItIsOne(FxRobot robot) throws Exception {
    try (MeshEngine other = engine("elsewhere")) {
      open(robot, KeyCode.D, "Address, as HOST:PORT");
      robot.clickOn(screen.withId("address")).type(KeyCode.END).write("90 000");
      screen.shows("a port from 1 to 65535");
      Node dial =
          screen.only(node -> node instanceof Button button && "Dial".equals(button.getText()));
      assertThat(dial.isDisabled()).isTrue();
      robot.eraseText(6).write(String.valueOf(other.listening().port()));
      robot.type(KeyCode.ENTER);

      screen.shows("elsewhere");
      screen.shows("connected; nobody held its place");
    }
  }

  @Test
  void lightTurnsDarkAndBack(FxRobot robot) throws Exception {
    assertThat(Application.getUserAgentStylesheet()).isEqualTo(Theme.LIGHT.styleSheet());
    shortcut(robot, KeyCode.T);
    screen.await(
        "dark", () -> Theme.DARK.styleSheet().equals(Application.getUserAgentStylesheet()));
    shortcut(robot, KeyCode.T);
    screen.await(
        "light", () -> Theme.LIGHT.styleSheet().equals(Application.getUserAgentStylesheet()));
  }

  @Test
  void columnsStandAtTheNextStartAsTheyWereLeft() throws Exception {
    Fx.run(
        () -> {
          TableView<?> table = table();
          table.getColumns().get(2).setVisible(false);
        });
    WindowMemory memory = new WindowMemory(state("studio"));
    screen.await(
        "a kept layout",
        () -> {
          ColumnLayout columns = memory.columns();
          return columns != null && columns.hidden().equals(List.of("id"));
        });

    Fx.run(() -> session.end(Ending.WELL));
    session = session(memory.columns());

    assertThat(Fx.on(() -> table().getColumns().get(2).isVisible())).isFalse();
    assertThat(Fx.on(() -> table().getVisibleLeafColumns().size())).isEqualTo(9);
  }

  private static void shortcut(FxRobot robot, KeyCode key) {
    robot.press(KeyCode.SHORTCUT, key).release(key, KeyCode.SHORTCUT);
  }

  private void open(FxRobot robot, KeyCode key, String text) throws Exception {
    shortcut(robot, key);
    screen.shows(text);
  }

  private void replace(FxRobot robot, String field, String text) {
    robot.clickOn(screen.withId(field));
    robot.press(KeyCode.SHORTCUT, KeyCode.A).release(KeyCode.A, KeyCode.SHORTCUT);
    robot.write(text);
  }

  private String text(String field) {
    return screen.withId(field) instanceof TextField it ? it.getText() : "";
  }

  private TableView<?> table() {
    return (TableView<?>) screen.only(node -> node instanceof TableView<?>);
  }

  private Settings kept() {
    try {
      return new SettingsFile(state("studio")).load();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
