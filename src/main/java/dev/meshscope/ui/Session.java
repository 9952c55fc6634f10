package dev.meshscope.ui;

import dev.meshscope.config.NetworksFile;
import dev.meshscope.config.SettingsFile;
import dev.meshscope.core.link.Settings;
import dev.meshscope.engine.MeshEngine;
import dev.meshscope.lab.PracticePeers;
import dev.meshscope.text.Telling;
import dev.meshscope.ui.doctor.DoctorWindow;
import dev.meshscope.ui.doctor.Lookout;
import dev.meshscope.ui.feed.EngineFeed;
import dev.meshscope.ui.feed.FxDoor;
import dev.meshscope.ui.feed.MeshFeed;
import dev.meshscope.ui.lab.LabWindow;
import dev.meshscope.ui.peers.ColumnLayout;
import dev.meshscope.ui.settings.EngineJoining;
import dev.meshscope.ui.settings.Joining;
import dev.meshscope.ui.settings.SettingsDialog;
import dev.meshscope.ui.settings.SettingsPage;
import dev.meshscope.ui.shell.DialDialog;
import dev.meshscope.ui.shell.MainWindow;
import dev.meshscope.ui.shell.Theme;
import dev.meshscope.ui.shell.Themes;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.io.IOException;
import java.util.function.Consumer;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// One opened window from first frame to last: stage, dialogs, practice peers. On the JavaFX
/// thread.
final class Session implements MainWindow.Actions {
  private static final double TITLE_BAR = 48;

  private final MeshEngine engine;
  private final MeshFeed feed;
  private final WindowOptions options;
  private final Consumer<Ending> onClosed;
  private final WindowMemory memory;
  private final Joining joining;
  private final PracticePeers practice;
  private final MainWindow window;
  private final Scene scene;
  private final Themes themes;
  private final Stage stage = new Stage();
  private @Nullable LabWindow lab;
  private @Nullable Themes labThemes;
  private @Nullable DoctorWindow doctor;
  private @Nullable Themes doctorThemes;
  private boolean ended;

  /// @param columns how the columns were left; null: as at the first start
  /// @param onClosed gets how it ended
  Session(
      MeshEngine engine,
      WindowOptions options,
      @Nullable ColumnLayout columns,
      Consumer<Ending> onClosed) {
    this.engine = engine;
    this.options = options;
    this.onClosed = onClosed;
    memory = new WindowMemory(options.stateDir());
    joining = new EngineJoining(engine, new NetworksFile(options.stateDir()));
    feed = new EngineFeed(engine);
    engine.whenBroken(() -> FxDoor.enter(() -> complain(Words.of("broken"))));
    practice = new PracticePeers(options.registryDir(), () -> {});
    window =
        new MainWindow(
            feed, this, new Lookout(options.stateDir(), options.registryDir(), engine.self()));
    window.columns(columns == null ? window.columns() : columns, this::rememberColumns);
    scene = scene();
    themes = new Themes(scene, theme(options.theme()));
  }

  /// Not larger than the screen; a picture may be.
  private Scene scene() {
    if (options.screenshot() != null) {
      return new Scene(window.root(), options.width(), options.height());
    }
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    return new Scene(
        window.root(),
        Math.min(options.width(), screen.getWidth()),
        Math.min(options.height(), screen.getHeight() - TITLE_BAR));
  }

  void show() {
    stage.setScene(scene);
    stage.setTitle(Words.of("title", engine.self().name()));
    stage.setMinWidth(900);
    stage.setMinHeight(560);
    Icons.on(stage);
    stage.setOnHidden(event -> end(Ending.WELL));
    stage.iconifiedProperty().addListener((property, before, on) -> window.shown(!on));
    stage.show();
    if (options.practice()) {
      practice.start();
    }
    if (options.quitAfterLive()) {
      new Rehearsal(this, window, scene, options).begin();
    }
  }

  /// Closes the window.
  void end(Ending ending) {
    if (ended) {
      return;
    }
    ended = true;
    if (lab != null) {
      lab.close();
    }
    if (doctor != null) {
      doctor.close();
    }
    window.close();
    stage.hide();
    Thread.ofVirtual()
        .name("close-practice")
        .start(
            () -> {
              practice.close();
              onClosed.accept(ending);
            });
  }

  @Override
  public void practice() {
    if (practice.running()) {
      practice.stop();
    } else {
      practice.start();
    }
  }

  @Override
  public boolean practising() {
    return practice.running();
  }

  @Override
  public String practiceFailure() {
    return practice.failure();
  }

  @Override
  public void dial() {
    new DialDialog(stage).ask().ifPresent(feed::dial);
  }

  @Override
  public void settings() {
    settings(SettingsPage.RULE);
  }

  @Override
  public void settings(SettingsPage page) {
    Settings present = engine.table().settings();
    new SettingsDialog(stage, present, joining, page)
        .ask()
        .ifPresent(
            wanted -> {
              if (wanted.equals(present)) {
                return;
              }
              feed.change(wanted);
              Thread.ofVirtual().name("save-settings").start(() -> save(wanted));
            });
  }

  private void rememberColumns() {
    ColumnLayout columns = window.columns();
    Thread.ofVirtual().name("keep-columns").start(() -> memory.keep(columns));
  }

  private void save(Settings settings) {
    try {
      new SettingsFile(options.stateDir()).save(settings);
    } catch (IOException e) {
      FxDoor.enter(() -> complain(Words.of("settings.not-saved", Telling.fault(e))));
    }
  }

  @Override
  public void theme() {
    themes.toggle();
    if (labThemes != null) {
      labThemes.wearAs(themes);
    }
    if (doctorThemes != null) {
      doctorThemes.wearAs(themes);
    }
  }

  @Override
  public void doctor() {
    DoctorWindow shown = doctor;
    if (shown == null) {
      shown = new DoctorWindow(stage, window::checkup);
      doctor = shown;
      doctorThemes = new Themes(shown.scene(), themes.worn());
    }
    shown.show();
  }

  @Override
  public void lab() {
    openLab();
  }

  @Override
  public void zombie() {
    LabWindow opened = openLab();
    if (opened != null) {
      opened.zombie();
    }
  }

  private @Nullable LabWindow openLab() {
    try {
      LabWindow shown = lab;
      if (shown == null || !shown.showing()) {
        shown = new LabWindow(stage);
        lab = shown;
        labThemes = new Themes(shown.scene(), themes.worn());
      }
      shown.show();
      return shown;
    } catch (IOException e) {
      complain(Words.of("lab.no-folder", Telling.fault(e)));
      return null;
    }
  }

  private void complain(String text) {
    Alert alert = new Alert(Alert.AlertType.WARNING, text);
    Parts.dress(alert, stage);
    alert.setTitle(Words.of("app"));
    alert.setGraphic(null);
    alert.show();
  }

  /// Null: as the system.
  static @Nullable Theme theme(WindowOptions.Theme theme) {
    return switch (theme) {
      case LIGHT -> Theme.LIGHT;
      case DARK -> Theme.DARK;
      case SYSTEM -> null;
    };
  }
}
