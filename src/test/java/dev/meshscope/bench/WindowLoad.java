package dev.meshscope.bench;

import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.Networking;
import dev.meshscope.core.link.Settings;
import dev.meshscope.engine.EngineConfig;
import dev.meshscope.engine.MeshEngine;
import dev.meshscope.outside.RawPeers;
import dev.meshscope.ui.Fx;
import dev.meshscope.ui.NoActions;
import dev.meshscope.ui.decisions.Decision;
import dev.meshscope.ui.doctor.Lookout;
import dev.meshscope.ui.feed.EngineFeed;
import dev.meshscope.ui.feed.FxDoor;
import dev.meshscope.ui.shell.MainWindow;
import dev.meshscope.ui.shell.Theme;
import dev.meshscope.ui.shell.Themes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.testfx.util.WaitForAsyncUtils;

/// The window with a crowd in it: a real engine and raw peers in this process. How soon the JavaFX
/// thread serves whoever knocks, and how regular its pulses are, with nobody there and with all.
/// The engine's heartbeat asks each peer every ten seconds; peers hang up and come back all the
/// time.
final class WindowLoad implements AutoCloseable {
  /// What a run found, in milliseconds.
  ///
  /// @param served from knocking at the JavaFX thread to being served
  /// @param worked of that, what the JavaFX thread itself computed: the machine may be busy with
  ///   other things
  /// @param pulse from one pulse to the next; 16.7 is even
  /// @param layout style and layout within a pulse
  /// @param busy the part of its time the JavaFX thread was computing, 0 to 1
  record Found(int rows, Spread served, Spread worked, Spread pulse, Spread layout, double busy) {
    private void print(String what) {
      System.out.printf(
          "%-22s %6d rows   served %s   worked %s   pulse %s   layout %s   busy %4.0f %%%n",
          what, rows, served, worked, pulse, layout, busy * 100);
    }
  }

  private final MeshEngine engine;
  private final MainWindow window;
  private final Stage stage;

  /// Opens the window. JavaFX runs already.
  WindowLoad(int width, int height) throws Exception {
    this(
        width,
        height,
        Files.createTempDirectory("meshscope-window"),
        Networking.LOOPBACK,
        Settings.DEFAULT);
  }

  /// Opens the window of a node that keeps what it knows in this folder. JavaFX runs already.
  WindowLoad(int width, int height, Path folder, Networking networking, Settings settings)
      throws Exception {
    engine =
        MeshEngine.start(
            new EngineConfig(
                new NodeName("studio"),
                null,
                folder.resolve("state"),
                folder.resolve("registry"),
                "127.0.0.1",
                0,
                Group.DEFAULT,
                settings,
                List.of(),
                networking));
    window =
        Fx.on(
            () ->
                new MainWindow(
                    new EngineFeed(engine),
                    new NoActions(),
                    new Lookout(
                        folder.resolve("state"), folder.resolve("registry"), engine.self())));
    stage =
        Fx.on(
            () -> {
              Stage shown = new Stage();
              Scene scene = new Scene(window.root(), width, height);
              new Themes(scene, Theme.LIGHT);
              shown.setScene(scene);
              shown.show();
              return shown;
            });
  }

  /// Arguments: peers (default 2000), seconds to watch (20), peers that leave and join per second
  /// (5).
  public static void main(String[] args) throws Exception {
    int peers = args.length > 0 ? Integer.parseInt(args[0]) : 2_000;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 20;
    int bounces = args.length > 2 ? Integer.parseInt(args[2]) : 5;
    Fx.start();
    System.out.println("milliseconds: p50 / p99 / max");
    try (WindowLoad load = new WindowLoad(1440, 900)) {
      load.idle(5).print("nobody there");
      try (RawPeers crowd = load.crowd(peers)) {
        load.watch(crowd, 5, 0).print("all there, settling");
        load.watch(crowd, seconds, 0).print("all there");
        load.watch(crowd, seconds, bounces).print(bounces + " leave and join / s");
        System.out.printf("%d pings answered, %d came back%n", crowd.pings(), crowd.returned());
      }
    }
    System.exit(0);
  }

  /// Nobody is there.
  Found idle(int seconds) throws Exception {
    return Pulses.watch(stage.getScene(), seconds, () -> {}).found(rows());
  }

  /// Lets the peers in and waits until each has a row.
  RawPeers crowd(int peers) throws Exception {
    RawPeers crowd = RawPeers.speaking(port(), peers, HandshakeLoad.IN_FLIGHT);
    crowd.awaitLive(60);
    WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> rows() >= peers);
    return crowd;
  }

  /// Watches, while some leave and join.
  Found watch(RawPeers crowd, int seconds, int bouncesPerSecond) throws Exception {
    long begunNs = System.nanoTime();
    long[] bounced = {0};
    return Pulses.watch(
            stage.getScene(),
            seconds,
            () -> {
              long due = (System.nanoTime() - begunNs) * bouncesPerSecond / 1_000_000_000L;
              for (; bounced[0] < due; bounced[0]++) {
                crowd.bounce();
              }
            })
        .found(rows());
  }

  /// Where its node listens.
  int port() {
    return engine.listening().port();
  }

  /// Watches, whatever others do meanwhile.
  Found watch(int seconds) throws Exception {
    return Pulses.watch(stage.getScene(), seconds, () -> {}).found(rows());
  }

  /// The lines of its decisions that are younger than this one, the youngest first.
  List<Decision> decisions(long after) throws Exception {
    return Fx.on(
        () ->
            window.decisions().shown().stream()
                .filter(decision -> decision.number() > after)
                .toList());
  }

  /// What a part of it says; empty if it is not there or not shown.
  String says(String id) throws Exception {
    return Fx.on(
        () ->
            stage.getScene().lookup("#" + id) instanceof Labeled part && part.isVisible()
                ? part.getText()
                : "");
  }

  /// How many events the window lost.
  long dropped() throws Exception {
    return Fx.on(window::dropped);
  }

  private int rows() throws Exception {
    return Fx.on(() -> window.peers().shown().size());
  }

  @Override
  public void close() {
    FxDoor.enterNow(
        () -> {
          window.close();
          stage.hide();
        });
    engine.close();
  }
}
