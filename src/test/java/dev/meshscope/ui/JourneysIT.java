package dev.meshscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.judge.Policy;
import dev.meshscope.core.judge.Rule;
import dev.meshscope.core.link.Settings;
import dev.meshscope.engine.EngineConfig;
import dev.meshscope.engine.MeshEngine;
import dev.meshscope.engine.RawPeer;
import dev.meshscope.ui.doctor.Lookout;
import dev.meshscope.ui.feed.EngineFeed;
import dev.meshscope.ui.shell.MainWindow;
import dev.meshscope.ui.shell.Theme;
import dev.meshscope.ui.shell.Themes;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// The journeys of the design, in the real window: a real engine, real sockets, what a user sees.
@ExtendWith(ApplicationExtension.class)
class JourneysIT {
  private static final String PEER = "50000000-0000-7000-8000-00000000000a";
  private static final String OTHER_PEER = "50000000-0000-7000-8000-00000000000b";

  @TempDir Path dir;
  MeshEngine engine;
  MainWindow window;
  Asked asked;
  final Screen screen = new Screen();
  Stage stage;

  @BeforeEach
  void open() throws Exception {
    engine =
        MeshEngine.start(
            new EngineConfig(
                new NodeName("studio"),
                null,
                dir.resolve("state"),
                dir.resolve("registry"),
                "127.0.0.1",
                0,
                Group.DEFAULT,
                Settings.DEFAULT,
                List.of()));
    asked = new Asked();
    FxToolkit.setupFixture(
        () -> {
          window =
              new MainWindow(
                  new EngineFeed(engine),
                  asked,
                  new Lookout(dir.resolve("state"), dir.resolve("registry"), engine.self()));
          stage = new Stage();
          Scene scene = new Scene(window.root(), 980, 720);
          new Themes(scene, Theme.LIGHT);
          stage.setScene(scene);
          stage.show();
        });
  }

  @AfterEach
  void close() throws Exception {
    FxToolkit.setupFixture(
        () -> {
          window.close();
          stage.close();
        });
    engine.close();
  }

  @Test
  void onTheFirstStartTheWindowSaysWhoIAmWhereILookAndWhatToDo(FxRobot robot) throws Exception {
    screen.shows("studio");
    screen.shows(engine.listening().toString());
    screen.shows(dir.resolve("registry").toString());

    robot.clickOn(screen.button("practice peers"));

    assertThat(asked.practice).isEqualTo(1);
  }

  @Test
  void aRestartIsOneLineThatSaysWhatWasDecidedOnWhichEvidenceAndHowLongTheGapWas()
      throws Exception {
    try (RawPeer zombie = join();
        RawPeer reborn = new RawPeer(engine.listening().port())) {
      reborn.say(RawPeer.handshake(PEER, "melomove"));
      reborn.answerPings();

      screen.shows("PROMOTED");
      screen.shows("took the place of #1");
      screen.shows("did not answer its probe");
      screen.shows(" after a gap of ");
      screen.shows("replaced by its new socket #2");
      assertThat(zombie.seesTheEnd()).isTrue();
    }
  }

  @Test
  void aRefusalIsExplainedWithItsEvidenceAndWhatEachOtherRuleWouldHaveDone(FxRobot robot)
      throws Exception {
    try (RawPeer first = join();
        RawPeer second = new RawPeer(engine.listening().port())) {
      first.answerPings();
      second.say(RawPeer.handshake(PEER, "melomove"));
      assertThat(second.hearUntil("error")).contains("duplicate");
      screen.shows("REFUSED");

      robot.clickOn(screen.label("REFUSED"));

      screen.shows("closed-flag");
      screen.shows("last-seen");
      screen.shows("duplicate");
    }
  }

  @Test
  void aZombieIsNamedBeforeAnybodyRedials() throws Exception {
    engine.change(
        new Settings(
            Policy.DEFAULT.with(Rule.PROBE),
            TimeUnit.SECONDS.toNanos(1),
            TimeUnit.SECONDS.toNanos(60)));
    try (RawPeer zombie = join()) {
      screen.shows("melomove");
      screen.shows("frozen");
      screen.shows("REPLACE");
      assertThat(engine.table().transports()).hasSize(1);
      zombie.say("{\"type\":\"pong\"}");
      screen.shows("live");
    }
  }

  @Test
  void theFilterKeepsWhatFitsAndSaysWhatItDoesNotUnderstand(FxRobot robot) throws Exception {
    try (RawPeer peer = join()) {
      peer.answerPings();
      screen.shows("melomove");

      robot.clickOn(screen.only(node -> node instanceof TextInputControl));
      robot.write("name:nobody");
      screen.await("no row", () -> window.peers().shown().isEmpty());

      robot.eraseText(6).write("melo");
      screen.await("one row", () -> window.peers().shown().size() == 1);
    }
  }

  @Test
  void spaceHoldsThePictureWhileTheNodeGoesOn(FxRobot robot) throws Exception {
    robot.clickOn(screen.label("Nobody here yet"));
    robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
    screen.shows("PAUSED");
    try (RawPeer peer = join()) {
      peer.answerPings();
      WaitForAsyncUtils.waitForFxEvents();
      assertThat(window.peers().shown()).isEmpty();

      robot.press(KeyCode.SPACE).release(KeyCode.SPACE);

      screen.shows("melomove");
    }
  }

  @Test
  void aFilterThatNobodyPassesSaysSoAndIsCleared(FxRobot robot) throws Exception {
    try (RawPeer peer = join()) {
      peer.answerPings();
      screen.shows("melomove");
      robot.clickOn(screen.only(node -> node instanceof TextInputControl));
      robot.write("name:nobody");
      screen.shows("No peer passes the filter");

      robot.clickOn(screen.button("clear the filter"));

      screen.shows("melomove");
    }
  }

  @Test
  void everythingIsReachedByKeys(FxRobot robot) throws Exception {
    try (RawPeer peer = join()) {
      peer.answerPings();
      screen.shows("melomove");

      robot.press(KeyCode.SHORTCUT, KeyCode.F).release(KeyCode.F, KeyCode.SHORTCUT);
      robot.write("melo");
      screen.await("one row", () -> window.peers().shown().size() == 1);
      robot.type(KeyCode.ENTER);
      screen.shows("If melomove redialled now");

      robot.press(KeyCode.SHORTCUT, KeyCode.C).release(KeyCode.C, KeyCode.SHORTCUT);
      screen.await(
          "the sentence on the clipboard",
          () -> Screen.clipboard().startsWith("melomove is live, dialled by the peer direct"));

      robot.type(KeyCode.ENTER);
      screen.shows("user timeout");

      robot.type(KeyCode.F6).type(KeyCode.F6);
      robot.press(KeyCode.SHORTCUT, KeyCode.C).release(KeyCode.C, KeyCode.SHORTCUT);
      screen.await(
          "the decision on the clipboard",
          () -> Screen.clipboard().contains("LIVE  connected; nobody held its place"));
    }
  }

  @Test
  void whyNobodyIsSeenIsToldOnTheFirstScreenAndTheDoctorIsOneClickAway(FxRobot robot)
      throws Exception {
    screen.shows("holds no entry but ours");
    screen.shows("LAN off");

    robot.clickOn(screen.button("why do i see nobody"));

    assertThat(asked.doctor).isEqualTo(1);
  }

  @Test
  void anAlarmThatWasAnsweredWithTheKnownKeyCanBeSeenAgain(FxRobot robot) throws Exception {
    try (RawPeer peer = join();
        RawPeer other = new RawPeer(engine.listening().port());
        RawPeer impostor = new RawPeer(engine.listening().port())) {
      peer.answerPings();
      other.say(RawPeer.handshake(OTHER_PEER, "planner"));
      other.answerPings();
      screen.await("two rows", () -> window.peers().shown().size() == 2);
      impostor.say(RawPeer.handshake(PEER, "melomove", "B".repeat(42) + "A", "1.1.0", "default"));
      screen.shows("IDENTITY ALARM");
      robot.clickOn(screen.withId("alarm-keep"));
      screen.shows("1 alarm kept");

      robot.clickOn(screen.withId("kept-alarms"));

      screen.shows("IDENTITY ALARM");
      robot.clickOn(screen.button("1 finding"));

      screen.await("only whom it is about", () -> window.peers().shown().size() == 1);
    }
  }

  private RawPeer join() throws Exception {
    RawPeer peer = new RawPeer(engine.listening().port());
    peer.say(RawPeer.handshake(PEER, "melomove"));
    peer.hearUntil("handshake");
    return peer;
  }

  /// Counts what the window asks for.
  private static final class Asked extends NoActions {
    int practice;
    int doctor;

    @Override
    public void practice() {
      practice++;
    }

    @Override
    public void doctor() {
      doctor++;
    }
  }
}
