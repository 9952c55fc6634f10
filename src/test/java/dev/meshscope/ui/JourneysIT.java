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
import dev.meshscope.ui.feed.EngineFeed;
import dev.meshscope.ui.shell.MainWindow;
import dev.meshscope.ui.shell.StartFacts;
import dev.meshscope.ui.shell.Theme;
import dev.meshscope.ui.shell.Themes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
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

  @TempDir Path dir;
  MeshEngine engine;
  MainWindow window;
  Asked asked;
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
                  new StartFacts(dir.resolve("state"), dir.resolve("registry")));
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
    shows("studio");
    shows(engine.listening().toString());
    shows(dir.resolve("registry").toString());

    robot.clickOn(button("practice peers"));

    assertThat(asked.practice).isEqualTo(1);
  }

  @Test
  void aRestartIsOneLineThatSaysWhatWasDecidedOnWhichEvidenceAndHowLongTheGapWas()
      throws Exception {
    try (RawPeer zombie = join();
        RawPeer reborn = new RawPeer(engine.listening().port())) {
      reborn.say(RawPeer.handshake(PEER, "melomove"));
      reborn.answerPings();

      shows("PROMOTED");
      shows("took the place of #1");
      shows("did not answer its probe");
      shows("gap 1.");
      shows("replaced by its new socket #2");
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
      shows("REFUSED");

      robot.clickOn(label("REFUSED"));

      shows("closed-flag");
      shows("last-seen");
      shows("duplicate");
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
      shows("melomove");
      shows("frozen");
      shows("REPLACE");
      assertThat(engine.table().transports()).hasSize(1);
      zombie.say("{\"type\":\"pong\"}");
      shows("live");
    }
  }

  @Test
  void theFilterKeepsWhatFitsAndSaysWhatItDoesNotUnderstand(FxRobot robot) throws Exception {
    try (RawPeer peer = join()) {
      peer.answerPings();
      shows("melomove");

      robot.clickOn(only(node -> node instanceof TextInputControl));
      robot.write("name:nobody");
      await("no row", () -> window.peers().shown().isEmpty());

      robot.eraseText(6).write("melo");
      await("one row", () -> window.peers().shown().size() == 1);
    }
  }

  @Test
  void spaceHoldsThePictureWhileTheNodeGoesOn(FxRobot robot) throws Exception {
    robot.clickOn(label("Nobody here yet"));
    robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
    shows("PAUSED");
    try (RawPeer peer = join()) {
      peer.answerPings();
      WaitForAsyncUtils.waitForFxEvents();
      assertThat(window.peers().shown()).isEmpty();

      robot.press(KeyCode.SPACE).release(KeyCode.SPACE);

      shows("melomove");
    }
  }

  private RawPeer join() throws Exception {
    RawPeer peer = new RawPeer(engine.listening().port());
    peer.say(RawPeer.handshake(PEER, "melomove"));
    peer.hearUntil("handshake");
    return peer;
  }

  // What is to be seen.

  private void shows(String text) throws Exception {
    await("\"" + text + "\"", () -> !find(node -> reads(node).contains(text)).isEmpty());
  }

  private Node label(String text) {
    return only(node -> reads(node).contains(text));
  }

  private Node button(String text) {
    return only(
        node ->
            node instanceof javafx.scene.control.ButtonBase
                && reads(node).toLowerCase(java.util.Locale.ROOT).contains(text));
  }

  private Node only(Predicate<Node> fits) {
    List<Node> found = find(fits);
    assertThat(found).isNotEmpty();
    return found.getFirst();
  }

  private List<Node> find(Predicate<Node> fits) {
    return WaitForAsyncUtils.waitForAsyncFx(
        5_000,
        () -> {
          List<Node> found = new ArrayList<>();
          collect(window.root(), fits, found);
          return found;
        });
  }

  private static void collect(Node node, Predicate<Node> fits, List<Node> found) {
    if (!node.isVisible()) {
      return;
    }
    if (fits.test(node)) {
      found.add(node);
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collect(child, fits, found));
    }
  }

  private static String reads(Node node) {
    return switch (node) {
      case Labeled labeled -> String.valueOf(labeled.getText());
      case Text text -> text.getText();
      default -> "";
    };
  }

  private void await(String what, java.util.function.BooleanSupplier holds) throws Exception {
    try {
      WaitForAsyncUtils.waitFor(12, TimeUnit.SECONDS, holds::getAsBoolean);
    } catch (TimeoutException e) {
      List<String> shown = new ArrayList<>();
      find(node -> !reads(node).isEmpty()).forEach(node -> shown.add(reads(node)));
      throw new AssertionError(what + " is not shown; shown are " + shown, e);
    }
  }

  /// Counts what the window asks for.
  private static final class Asked implements MainWindow.Actions {
    int practice;

    @Override
    public void practice() {
      practice++;
    }

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
  }
}
