package dev.meshscope.ui.shell;

import dev.meshscope.core.table.PeerTable;
import dev.meshscope.ui.feed.Batch;
import dev.meshscope.ui.peers.RowState;
import dev.meshscope.ui.peers.Totals;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Spans;
import dev.meshscope.ui.text.Words;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.controlsfx.control.StatusBar;

/// Findings, rate and lag above the table; rule, timings and losses at the bottom. On the JavaFX
/// thread.
final class StatusLine {
  private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

  private final Button findings = new Button();
  private final Label rate = Parts.label("", "figures", "vital");
  private final Label lag = Parts.label("", "figures", "vital");
  private final HBox vitals = new HBox(12, findings, rate, lag);
  private final StatusBar bar = new StatusBar();
  private final Label held = Parts.label("", "status-held");
  private final Label dropped = Parts.label("", "status-fact");
  private final Vitals meter = new Vitals();
  private long told;
  private long lost;

  StatusLine(Consumer<String> filter) {
    findings.getStyleClass().addAll("findings", "flat", "small");
    findings.setOnAction(event -> filter.accept("state:trouble"));
    findings.setMinWidth(Region.USE_PREF_SIZE);
    Parts.explain(findings, Words.of("findings.help"));
    Parts.explain(rate, Words.of("rate.help"));
    Parts.explain(lag, Words.of("lag.help"));
    rate.setMinWidth(Region.USE_PREF_SIZE);
    lag.setMinWidth(Region.USE_PREF_SIZE);
    vitals.setAlignment(Pos.CENTER_RIGHT);
    vitals.setMinWidth(Region.USE_PREF_SIZE);
    Parts.explain(dropped, Words.of("dropped.help"));
    held.setMaxHeight(Double.MAX_VALUE);
    dropped.setMaxHeight(Double.MAX_VALUE);
    bar.getRightItems().setAll(held, dropped);
    bar.setText("");
  }

  Node vitals() {
    return vitals;
  }

  Node node() {
    return bar;
  }

  /// @param lostInPauses how many events a pause could not hold
  void take(Batch batch, long lostInPauses, long nowNs) {
    told = batch.told();
    lost = batch.dropped() + lostInPauses;
    meter.mark(nowNs, told);
  }

  void tick(PeerTable table, Totals totals, int alarms, boolean rowsHeld, String failure) {
    int trouble = totals.of(RowState.Tone.BAD) + alarms;
    set(
        findings,
        trouble == 0
            ? Words.of("findings.none")
            : Words.of(trouble == 1 ? "findings.one" : "findings.some", trouble));
    findings.pseudoClassStateChanged(BAD, trouble > 0);
    set(rate, Words.of("rate", Spans.count(meter.perSecond())));
    set(lag, Words.of("lag", Spans.precise(table.loopLagNs())));
    set(held, rowsHeld ? Words.of("order.held") : "");
    set(dropped, Words.of("dropped", Spans.count(lost)));
    String text =
        failure.isEmpty()
            ? Words.of(
                "status",
                table.settings().policy().rule().id(),
                Spans.plain(table.settings().heartbeatIntervalNs()),
                Spans.plain(table.settings().heartbeatTimeoutNs()),
                table.transports().size(),
                table.unidentified().size())
            : failure;
    if (!text.equals(bar.getText())) {
      bar.setText(text);
    }
  }

  long lost() {
    return lost;
  }

  void markTime(long nowNs) {
    meter.mark(nowNs, told);
  }

  private static void set(javafx.scene.control.Labeled label, String text) {
    if (!text.equals(label.getText())) {
      label.setText(text);
    }
  }
}
