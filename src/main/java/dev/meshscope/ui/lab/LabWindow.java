package dev.meshscope.ui.lab;

import dev.meshscope.lab.report.Comparison;
import dev.meshscope.lab.report.ReportFiles;
import dev.meshscope.lab.result.RunResult;
import dev.meshscope.text.Telling;
import dev.meshscope.ui.feed.FxDoor;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.TextArea;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// The lab's window: a stage of its own beside the main one. Closing it ends the run and removes
/// the rounds' logs. On the JavaFX thread.
public final class LabWindow {
  private static final long MOST_LOG_BYTES = 4_000_000;

  private final Stage stage = new Stage();
  private final LabView view;
  private final Scene scene;
  private final LabLogs logs;
  private CompletableFuture<Void> tidied = new CompletableFuture<>();

  /// @param main the window it belongs to: its looks and icons
  /// @throws IOException if there can be no folder for logs
  public LabWindow(Stage main) throws IOException {
    logs = LabLogs.temporary();
    view = new LabView(logs, this::openLog, this::compare, this::export);
    scene = new Scene(view.root(), 980, 720);
    stage.setScene(scene);
    stage.setTitle(Words.of("lab.title"));
    stage.setMinWidth(820);
    stage.setMinHeight(520);
    stage.getIcons().setAll(main.getIcons());
    stage.setOnHidden(event -> ended());
  }

  /// The scene, to be dressed.
  public Scene scene() {
    return scene;
  }

  /// Brings it to the front.
  public void show() {
    stage.show();
    stage.toFront();
  }

  /// Whether it can be seen.
  public boolean showing() {
    return stage.isShowing();
  }

  /// Starts the zombie demonstration, unless something runs.
  public void zombie() {
    view.zombie();
  }

  /// Closes it, as the user would.
  public void close() {
    stage.hide();
  }

  LabModel model() {
    return view.model();
  }

  private void ended() {
    tidied = logs.removeAfter(view.close());
  }

  /// Completed when its logs are gone; they stay while it is open.
  CompletableFuture<Void> tidied() {
    return tidied;
  }

  private void openLog(Path file) {
    Thread.ofVirtual()
        .name("lab-read-log")
        .start(
            () -> {
              String text = read(file);
              FxDoor.enter(() -> showLog(file, text));
            });
  }

  private static String read(Path file) {
    try {
      return Files.size(file) > MOST_LOG_BYTES
          ? Words.of("lab.log.long", file)
          : Files.readString(file);
    } catch (IOException e) {
      return Words.of("lab.log.none", file);
    }
  }

  private void showLog(Path file, String text) {
    TextArea area = new TextArea(text);
    area.setEditable(false);
    area.setPrefSize(860, 480);
    area.getStyleClass().add("figures");
    Dialog<ButtonType> dialog = new Dialog<>();
    Parts.dress(dialog, stage);
    dialog.setTitle(Words.of("lab.log.title", String.valueOf(file.getFileName())));
    dialog.getDialogPane().setContent(area);
    dialog.getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
    Parts.resizable(dialog, 900, 560);
    dialog.show();
  }

  private void compare() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Words.of("lab.compare"));
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("JSON", "*.json"));
    File chosen = chooser.showOpenDialog(stage);
    if (chosen != null) {
      compareWith(chosen.toPath());
    }
  }

  /// Reads an earlier run's report and puts the result beside it.
  void compareWith(Path report) {
    Thread.ofVirtual()
        .name("lab-compare")
        .start(
            () -> {
              try {
                Comparison.Earlier earlier = Comparison.Earlier.read(report);
                String name = String.valueOf(report.getFileName());
                FxDoor.enter(() -> view.compare(earlier, name));
              } catch (IOException e) {
                FxDoor.enter(() -> complain(Telling.fault(e)));
              }
            });
  }

  private void export(LabModel model) {
    Optional<RunResult> result = model.result();
    if (result.isEmpty()) {
      return;
    }
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Words.of("lab.export"));
    chooser.setInitialFileName(result.get().scenario().name() + ".md");
    for (List<String> kind :
        List.of(
            List.of("Markdown", "*.md"),
            List.of("JSON", "*.json"),
            List.of("JUnit XML", "*.xml"))) {
      chooser
          .getExtensionFilters()
          .add(new FileChooser.ExtensionFilter(kind.getFirst(), kind.getLast()));
    }
    File chosen = chooser.showSaveDialog(stage);
    if (chosen != null) {
      Comparison beside = model.comparison().orElse(null);
      Thread.ofVirtual()
          .name("lab-export")
          .start(() -> write(chosen.toPath(), result.get(), beside));
    }
  }

  private void write(Path file, RunResult result, @Nullable Comparison beside) {
    Optional<String> wrong = ReportFiles.wrong(file);
    try {
      if (wrong.isEmpty()) {
        // The logs go with this window: the report does not point at them.
        ReportFiles.write(file, result, beside, null);
      }
    } catch (IOException e) {
      wrong = Optional.of(Words.of("lab.export.failed", Telling.fault(e)));
    }
    wrong.ifPresent(text -> FxDoor.enter(() -> complain(text)));
  }

  private void complain(String text) {
    Alert alert = new Alert(Alert.AlertType.WARNING, text);
    Parts.dress(alert, stage);
    alert.setTitle(Words.of("app"));
    alert.setGraphic(null);
    alert.show();
  }
}
