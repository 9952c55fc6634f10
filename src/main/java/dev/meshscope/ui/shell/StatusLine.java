package dev.meshscope.ui.shell;

import dev.meshscope.core.standing.Condition;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.text.Spans;
import dev.meshscope.ui.feed.Batch;
import dev.meshscope.ui.networks.Reached;
import dev.meshscope.ui.peers.Totals;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Reasons;
import dev.meshscope.ui.text.Words;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.controlsfx.control.StatusBar;

/// Findings, rate and lag above the table; rule, timings and losses at the bottom. On the JavaFX
/// thread.
final class StatusLine {
  private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
  private static final PseudoClass WATCH = PseudoClass.getPseudoClass("watch");

  private final Button findings = new Button();
  private final Label rate = Parts.label("", "figures", "vital");
  private final Label lag = Parts.label("", "figures", "vital");
  private final Button kept = new Button();
  private final Button reached = new Button();
  private final Tooltip limits = Parts.explain(reached, "");
  private final HBox counts = new HBox(12, findings, kept, reached);
  private final HBox vitals = new HBox(12, rate, lag);
  private final StatusBar bar = new StatusBar();
  private final Label held = Parts.label("", "status-held");
  private final Label dropped = Parts.label("", "status-fact");
  private final Vitals meter = new Vitals();
  private long told;
  private long lost;

  /// What pressing its buttons asks for.
  interface Actions {
    /// Shows only the peers that something is the matter with.
    void findings();

    /// Shows the limits.
    void limits();

    /// Shows alarms again that were answered with the known key.
    void keptAlarms();
  }

  StatusLine(Actions actions) {
    for (Button button : new Button[] {findings, kept, reached}) {
      button.getStyleClass().addAll("findings", "flat", "small");
      button.setMinWidth(Region.USE_PREF_SIZE);
      button.managedProperty().bind(button.visibleProperty());
    }
    findings.setOnAction(event -> actions.findings());
    kept.setOnAction(event -> actions.keptAlarms());
    kept.setId("kept-alarms");
    reached.setOnAction(event -> actions.limits());
    reached.setId("reached");
    reached.pseudoClassStateChanged(WATCH, true);
    Parts.explain(findings, Words.of("findings.help"));
    Parts.explain(kept, Words.of("findings.kept.help"));
    Parts.explain(rate, Words.of("rate.help"));
    Parts.explain(lag, Words.of("lag.help"));
    rate.setMinWidth(Region.USE_PREF_SIZE);
    lag.setMinWidth(Region.USE_PREF_SIZE);
    counts.setAlignment(Pos.CENTER_RIGHT);
    vitals.setAlignment(Pos.CENTER_RIGHT);
    vitals.setMinWidth(Region.USE_PREF_SIZE);
    Parts.explain(dropped, Words.of("dropped.help"));
    held.setMaxHeight(Double.MAX_VALUE);
    dropped.setMaxHeight(Double.MAX_VALUE);
    bar.getRightItems().setAll(held, dropped);
    bar.setText("");
  }

  /// What is the matter.
  Region findings() {
    return counts;
  }

  /// How busy it is; may be left out.
  Region vitals() {
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

  /// @param alarms identities in doubt that wait for an answer
  /// @param keptAlarms those that were answered with the known key
  void tick(
      PeerTable table,
      Totals totals,
      int alarms,
      int keptAlarms,
      boolean rowsHeld,
      String failure) {
    count(totals, alarms);
    kept.setVisible(keptAlarms > 0);
    set(kept, Words.of(keptAlarms == 1 ? "findings.kept.one" : "findings.kept", keptAlarms));
    show(Reached.of(table.networks()));
    set(rate, Words.of("rate", Spans.count(meter.perSecond())));
    set(lag, Words.of("lag", Spans.precise(table.loopLagNs())));
    set(held, rowsHeld ? Words.of("order.held") : "");
    set(dropped, Words.of("dropped", Spans.count(lost)));
    String text =
        failure.isEmpty()
            ? Words.of(
                "status",
                Reasons.rule(table.settings().policy()),
                Spans.plain(table.settings().heartbeatIntervalNs()),
                Spans.plain(table.settings().heartbeatTimeoutNs()),
                table.transports().size(),
                table.unidentified().size())
            : failure;
    if (!text.equals(bar.getText())) {
      bar.setText(text);
    }
  }

  /// How many findings there are, as soon as the rows say so.
  ///
  /// @param alarms identities in doubt that wait for an answer
  void count(Totals totals, int alarms) {
    int trouble = totals.of(Condition.Tone.BAD) + totals.halves() + alarms;
    set(
        findings,
        trouble == 0
            ? Words.of("findings.none")
            : Words.of(trouble == 1 ? "findings.one" : "findings.some", trouble));
    findings.pseudoClassStateChanged(BAD, trouble > 0);
  }

  private void show(Reached limit) {
    reached.setVisible(limit.times() > 0);
    set(reached, limit.brief());
    if (!limit.help().equals(limits.getText())) {
      limits.setText(limit.help());
      reached.setAccessibleHelp(limit.help());
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
