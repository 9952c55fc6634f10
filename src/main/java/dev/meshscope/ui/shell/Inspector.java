package dev.meshscope.ui.shell;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.judge.Judge;
import dev.meshscope.core.standing.Redial;
import dev.meshscope.core.standing.Standing;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.text.Spans;
import dev.meshscope.ui.decisions.Decision;
import dev.meshscope.ui.detail.DetailModel;
import dev.meshscope.ui.detail.DetailView;
import dev.meshscope.ui.feed.MeshFeed;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import dev.meshscope.ui.why.WhyCard;
import dev.meshscope.ui.why.WhyView;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The pane on the right: why, or the peer in full. On the JavaFX thread.
final class Inspector {
  private static final long REREAD_NS = TimeUnit.MILLISECONDS.toNanos(250);

  private final MeshFeed feed;
  private final WhyView why = new WhyView();
  private final DetailView detail;
  private final ToggleButton whyTab = tab("tab.why");
  private final ToggleButton peerTab = tab("tab.peer");
  private final VBox root;
  private @Nullable NodeId peer;
  private @Nullable Decision decision;
  private @Nullable Decision unjudged;
  private long readNs = Long.MIN_VALUE / 2;

  Inspector(MeshFeed feed) {
    this.feed = feed;
    detail = new DetailView(feed::ping, feed::drop);
    ToggleGroup group = new ToggleGroup();
    whyTab.setToggleGroup(group);
    peerTab.setToggleGroup(group);
    group
        .selectedToggleProperty()
        .addListener(
            (property, before, tab) -> {
              if (tab == null && before != null) {
                group.selectToggle(before);
              }
            });
    whyTab.setSelected(true);
    why.node().visibleProperty().bind(whyTab.selectedProperty());
    detail.node().visibleProperty().bind(peerTab.selectedProperty());
    HBox bar = new HBox(4, whyTab, peerTab, Parts.spring());
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("pane-bar");
    StackPane pages = new StackPane(detail.node(), why.node());
    VBox.setVgrow(pages, Priority.ALWAYS);
    root = new VBox(bar, pages);
    root.getStyleClass().add("pane");
    root.setMinWidth(300);
  }

  private static ToggleButton tab(String key) {
    ToggleButton tab = new ToggleButton(Words.of(key));
    tab.getStyleClass().addAll("tab-button", "small");
    Parts.explain(tab, Words.of(key + ".help"));
    return tab;
  }

  Node node() {
    return root;
  }

  /// Shows the page that tells of the peer as a whole.
  void showDetail() {
    peerTab.setSelected(true);
  }

  /// Takes the keys: they scroll.
  void focus() {
    (whyTab.isSelected() ? why.node() : detail.node()).requestFocus();
  }

  /// Another peer was chosen.
  ///
  /// @param latest the latest decision about it that the judge had a part in
  void choose(@Nullable NodeId chosen, @Nullable Decision latest) {
    peer = chosen;
    decision = null;
    unjudged = null;
    readNs = Long.MIN_VALUE / 2;
    if (latest != null && latest.judged() != null && whyTab.isSelected()) {
      decision = latest;
    }
  }

  /// A decision was chosen.
  void explain(Decision chosen) {
    decision = chosen.judged() == null ? null : chosen;
    unjudged = chosen.judged() == null ? chosen : null;
    if (chosen.peer() != null) {
      peer = chosen.peer();
    }
    whyTab.setSelected(chosen.judged() != null || whyTab.isSelected());
    readNs = Long.MIN_VALUE / 2;
  }

  void tick(PeerTable table, long nowNs) {
    if (nowNs - readNs < REREAD_NS) {
      return;
    }
    readNs = nowNs;
    Peer known = peer == null ? null : table.peers().get(peer);
    detail.show(
        known == null
            ? null
            : DetailModel.of(table, known, nowNs, ns -> Spans.clock(feed.wallClock(ns))));
    why.show(
        card(table, known, nowNs),
        unjudged == null ? Words.of("why.none") : Words.of("why.no-verdict", unjudged.sentence()));
  }

  private @Nullable WhyCard card(PeerTable table, @Nullable Peer known, long nowNs) {
    Decision chosen = decision;
    MeshEvent.Judged judged = chosen == null ? null : chosen.judged();
    if (chosen != null && judged != null) {
      return WhyCard.of(
          chosen.peerName(),
          judged.verdict(),
          judged.alternatives(),
          table.settings().heartbeatTimeoutNs());
    }
    if (known == null) {
      return null;
    }
    long timeoutNs = table.settings().heartbeatTimeoutNs();
    return switch (Standing.of(table, known, nowNs)) {
      case Standing.Absent _ -> null;
      case Standing.Present present ->
          present
              .inUse()
              .redial()
              .map(Redial::verdict)
              .map(found -> WhyCard.of(known.name().text(), found, Judge.others(found), timeoutNs))
              .orElse(null);
    };
  }
}
