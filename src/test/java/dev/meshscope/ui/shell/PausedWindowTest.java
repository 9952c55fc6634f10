package dev.meshscope.ui.shell;

import static dev.meshscope.ui.DemoMesh.demo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.standing.Condition;
import dev.meshscope.ui.DemoMesh;
import dev.meshscope.ui.DemoMesh.Demo;
import dev.meshscope.ui.Fx;
import dev.meshscope.ui.Gallery;
import dev.meshscope.ui.peers.PeerRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.event.Event;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The window stands still under load, and afterwards shows what is.
class PausedWindowTest {
  private static final int PEERS = 60;
  private static final int ROUNDS = 3_000;

  private final DemoMesh mesh = new DemoMesh(Settings.DEFAULT);
  private final Map<Demo, TransportId> standing = new HashMap<>();

  @BeforeAll
  static void startJavaFx() {
    Fx.start();
  }

  @Test
  void whilePausedNothingMovesAndThenEverythingIsCaughtUpInOneBatch() throws Exception {
    Fx.run(
        () -> {
          MainWindow window = Gallery.window(mesh);
          for (int i = 0; i < PEERS; i++) {
            join(peer(i));
          }
          mesh.pass(500);
          window.refresh();
          assertThat(window.peers().shown()).hasSize(PEERS);
          List<String> before = sentences(window);
          int decided = window.decisions().shown().size();

          press(window);
          List<String> moved = new ArrayList<>();
          InvalidationListener move = change -> moved.add("moved");
          window.peers().shown().addListener(move);
          window.decisions().shown().addListener(move);
          comeAndGo();
          assertThat(moved).isEmpty();
          assertThat(sentences(window)).isEqualTo(before);
          assertThat(text(window, ".live")).isEqualTo("PAUSED");
          assertThat(text(window, ".held")).endsWith("events held back");
          assertThat(Long.parseLong(text(window, ".held").replaceAll("[^0-9]", "")))
              .isGreaterThan(Pause.HELD);

          press(window);
          assertThat(text(window, ".live")).isEqualTo("LIVE");
          assertThat(text(window, ".held")).isEmpty();
          assertThat(moved.size()).isLessThanOrEqualTo(3);
          assertThat(window.peers().table()).isSameAs(mesh.table());
          assertThat(connected(window)).isEqualTo(names());
          assertThat(window.decisions().shown()).hasSizeGreaterThan(decided);
          assertThat(window.dropped()).isPositive();
          window.close();
        });
  }

  private static Demo peer(int number) {
    return demo("peer-" + number, 10 + number, number % 3 == 0);
  }

  private void join(Demo demo) {
    standing.put(demo, mesh.dialsUs(demo));
  }

  private void comeAndGo() {
    Random random = new Random(5);
    for (int i = 0; i < ROUNDS; i++) {
      Demo peer = peer(random.nextInt(PEERS));
      TransportId id = standing.remove(peer);
      if (id == null) {
        join(peer);
      } else {
        mesh.ends(id, CloseReason.RESET);
      }
      if (i % 10 == 0) {
        mesh.pass(3);
      }
    }
    mesh.pass(1_500);
  }

  private TreeSet<String> names() {
    return standing.keySet().stream()
        .map(demo -> demo.id().text())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static TreeSet<String> connected(MainWindow window) {
    return window.peers().shown().stream()
        .filter(row -> !row.isGhost() && row.facts().state() != Condition.GONE)
        .map(row -> row.key().peer().text())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> sentences(MainWindow window) {
    return window.peers().shown().stream().map(PeerRow::sentence).toList();
  }

  private static String text(MainWindow window, String style) {
    return window.root().lookup(style) instanceof Labeled label ? label.getText() : "";
  }

  private static void press(MainWindow window) {
    Event.fireEvent(
        window.root(),
        new KeyEvent(KeyEvent.KEY_PRESSED, " ", " ", KeyCode.SPACE, false, false, false, false));
  }
}
