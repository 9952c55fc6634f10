package dev.meshscope.ui;

import dev.meshscope.core.standing.Condition;
import dev.meshscope.lab.PracticePeers;
import dev.meshscope.ui.peers.PeerListModel;
import dev.meshscope.ui.peers.Totals;
import dev.meshscope.ui.shell.MainWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;

/// Waits until what was asked for is on screen, takes the picture, closes the window. On the JavaFX
/// thread.
final class Rehearsal extends AnimationTimer {
  private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(60);
  private static final long SETTLE_NS = TimeUnit.MILLISECONDS.toNanos(2400);

  private final Session session;
  private final MainWindow window;
  private final Scene scene;
  private final WindowOptions options;
  private long begunNs = -1;
  private long readyNs = -1;

  Rehearsal(Session session, MainWindow window, Scene scene, WindowOptions options) {
    this.session = session;
    this.window = window;
    this.scene = scene;
    this.options = options;
  }

  void begin() {
    start();
  }

  @Override
  public void handle(long pulseNs) {
    begunNs = begunNs < 0 ? pulseNs : begunNs;
    if (readyNs < 0 && !ready()) {
      if (pulseNs - begunNs > LIMIT_NS) {
        finish(Ending.NOTHING_TO_SEE);
      }
      return;
    }
    readyNs = readyNs < 0 ? pulseNs : readyNs;
    // What flashed when it came has faded by then.
    if (pulseNs - readyNs > SETTLE_NS) {
      finish(Ending.WELL);
    }
  }

  private boolean ready() {
    PeerListModel peers = window.peers();
    int wanted = options.practice() ? PracticePeers.names().size() : 0;
    Totals totals = peers.totalsProperty().get();
    // A connected peer may be quiet for a moment, on a busy machine above all.
    int absent =
        totals.of(Condition.CONNECTING) + totals.of(Condition.SEEN) + totals.of(Condition.GONE);
    return peers.table() != null && totals.peers() - absent >= wanted;
  }

  private void finish(Ending ending) {
    stop();
    Ending result = ending;
    Path file = options.screenshot();
    if (file != null) {
      try {
        Picture.write(scene.snapshot(null), file);
      } catch (IOException e) {
        result = Ending.NO_PICTURE;
      }
    }
    session.end(result);
  }
}
