package dev.meshscope.ui.doctor;

import dev.meshscope.doctor.Check;
import dev.meshscope.doctor.Checkup;
import dev.meshscope.ui.text.Copying;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// "Why do I see nobody?" in a window of its own, so that it can stand beside what is being mended;
/// it looks again every second. On the JavaFX thread.
public final class DoctorWindow {
  private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
  private static final PseudoClass WARN = PseudoClass.getPseudoClass("warn");

  private final Supplier<@Nullable Checkup> doctor;
  private final CheckList list = new CheckList(true);
  private final Label summary = Parts.prose("", "doctor-summary");
  private final Stage stage = new Stage();
  private final Scene scene;
  private final Timeline again;
  private @Nullable Checkup latest;

  /// @param main the window it belongs to: its icons
  /// @param doctor asked once a second; null: nothing is known yet
  public DoctorWindow(Stage main, Supplier<@Nullable Checkup> doctor) {
    this.doctor = doctor;
    ScrollPane checks = new ScrollPane(list.node());
    checks.setFitToWidth(true);
    checks.getStyleClass().add("doctor-checks");
    VBox.setVgrow(checks, Priority.ALWAYS);
    var copy = Parts.button(Words.of("doctor.copy"), this::copy);
    copy.setGraphic(new FontIcon(Feather.COPY));
    copy.setId("doctor-copy");
    Parts.explain(copy, Words.of("doctor.copy.help"));
    HBox foot = new HBox(12, Parts.prose(Words.of("doctor.same"), "hint"), Parts.spring(), copy);
    foot.setAlignment(Pos.CENTER_LEFT);
    foot.getStyleClass().add("doctor-foot");
    VBox root = new VBox(summary, checks, foot);
    root.getStyleClass().addAll("main", "doctor");
    scene = new Scene(root, 760, 620);
    scene.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            stage.hide();
          }
        });
    stage.setScene(scene);
    stage.setTitle(Words.of("doctor.title"));
    stage.setMinWidth(520);
    stage.setMinHeight(360);
    stage.getIcons().setAll(main.getIcons());
    again = new Timeline(new KeyFrame(Duration.seconds(1), event -> look()));
    again.setCycleCount(Animation.INDEFINITE);
    stage.setOnShowing(event -> again.play());
    stage.setOnHidden(event -> again.stop());
    look();
  }

  /// The scene, to be dressed.
  public Scene scene() {
    return scene;
  }

  /// Brings it to the front.
  public void show() {
    look();
    stage.show();
    stage.toFront();
  }

  /// Whether it can be seen.
  public boolean showing() {
    return stage.isShowing();
  }

  /// Closes it, as the user would.
  public void close() {
    stage.hide();
  }

  private void look() {
    Checkup checkup = doctor.get();
    latest = checkup;
    if (checkup == null) {
      summary.setText(Words.of("doctor.not-yet"));
      return;
    }
    list.show(checkup.checks());
    if (!checkup.summary().equals(summary.getText())) {
      summary.setText(checkup.summary());
    }
    boolean bad = checkup.count(Check.State.BAD) > 0;
    summary.pseudoClassStateChanged(BAD, bad);
    summary.pseudoClassStateChanged(WARN, !bad && checkup.count(Check.State.WARN) > 0);
  }

  private void copy() {
    if (latest != null) {
      Copying.copy(String.join("\n", latest.lines()));
    }
  }
}
