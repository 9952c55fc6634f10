package dev.meshscope.ui.shell;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.engine.Subscription;
import dev.meshscope.ui.decisions.Decision;
import dev.meshscope.ui.decisions.DecisionModel;
import dev.meshscope.ui.decisions.DecisionsView;
import dev.meshscope.ui.feed.Batch;
import dev.meshscope.ui.feed.Clock;
import dev.meshscope.ui.feed.MeshFeed;
import dev.meshscope.ui.peers.PeerListModel;
import dev.meshscope.ui.peers.PeersView;
import dev.meshscope.ui.peers.RowKey;
import dev.meshscope.ui.text.Parts;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javafx.geometry.Orientation;
import javafx.scene.Parent;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The main window's contents: takes the batches, keeps the clock, holds the screens together. On
/// the JavaFX thread.
public final class MainWindow implements AutoCloseable {
  private final Map<KeyCombination, Runnable> keys;
  private final MeshFeed feed;
  private final Actions actions;
  private final Clock clock;
  private final PeerListModel peers = new PeerListModel();
  private final DecisionModel decisions;
  private final Toolbar toolbar;
  private final TotalsBar totals;
  private final StatusLine status;
  private final FirstStart firstStart;
  private final PeersView peersView;
  private final DecisionsView decisionsView;
  private final Inspector inspector;
  private final BorderPane root = new BorderPane();
  private final Subscription subscription;
  private final Pause pause = new Pause();

  /// What the window can ask for that is not the engine's business.
  public interface Actions {
    /// Starts the practice peers, or stops them.
    void practice();

    /// Whether they run.
    boolean practising();

    /// Why they do not; empty if they do or nobody asked.
    String practiceFailure();

    /// Asks for an address to dial.
    void dial();

    /// Opens the settings.
    void settings();

    /// Light to dark, dark to light.
    void theme();
  }

  /// @param start what is shown while nobody is there
  public MainWindow(MeshFeed feed, Actions actions, StartFacts start) {
    this.feed = feed;
    this.actions = actions;
    keys =
        Map.of(
            shortcut(KeyCode.F), this::find,
            shortcut(KeyCode.COMMA), actions::settings,
            shortcut(KeyCode.D), actions::dial,
            shortcut(KeyCode.T), actions::theme);
    clock = new Clock(feed::nowNs);
    decisions = new DecisionModel(feed::wallClock);
    toolbar = new Toolbar(this::togglePause, actions::practice, actions::dial, peers::filter);
    totals = new TotalsBar(text -> toolbar().filter(text));
    status = new StatusLine(text -> toolbar().filter(text));
    firstStart =
        new FirstStart(
            feed, start.stateDir(), start.registryDir(), actions::practice, actions::dial);
    peersView = new PeersView(peers, clock, firstStart.node());
    inspector = new Inspector(feed);
    decisionsView = new DecisionsView(decisions, this::chosenPeer, this::explain);
    assemble();
    peersView.selectedProperty().addListener((property, before, key) -> choose(key));
    peers.totalsProperty().addListener((property, before, now) -> totals.show(now));
    clock.nowProperty().addListener((property, before, now) -> tick(now.longValue()));
    subscription = feed.subscribe(this::take);
    clock.run(true);
  }

  private Toolbar toolbar() {
    return toolbar;
  }

  /// What the scene shows.
  public Parent root() {
    return root;
  }

  /// The peers as shown.
  public PeerListModel peers() {
    return peers;
  }

  /// The decisions as shown.
  public DecisionModel decisions() {
    return decisions;
  }

  /// Selects this peer, as a click on its row.
  public void select(NodeId peer) {
    peersView.select(peer);
  }

  /// Selects this decision, as a click on it.
  public void select(Decision decision) {
    decisionsView.select(decision);
  }

  /// The clock stands still while nobody looks.
  public void shown(boolean on) {
    clock.run(on && !pause.on());
  }

  /// Reads everything anew, between two ticks.
  public void refresh() {
    clock.catchUp();
    tick(clock.now());
  }

  private void assemble() {
    HBox line = new HBox(12, totals.node(), Parts.spring(), status.vitals());
    line.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    line.getStyleClass().add("summary");
    VBox top =
        new VBox(new Header(feed, actions::theme, actions::settings).node(), toolbar.node(), line);
    SplitPane lower = new SplitPane(decisionsView.node(), inspector.node());
    lower.setDividerPositions(0.56);
    lower.getStyleClass().add("lower");
    SplitPane whole = new SplitPane(peersView.node(), lower);
    whole.setOrientation(Orientation.VERTICAL);
    whole.setDividerPositions(0.52);
    root.setTop(top);
    root.setCenter(whole);
    root.setBottom(status.node());
    root.getStyleClass().add("main");
    root.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
  }

  private static KeyCombination shortcut(KeyCode code) {
    return new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN);
  }

  private void find() {
    toolbar.focusSearch();
  }

  private void pressed(KeyEvent event) {
    boolean onButton = event.getTarget() instanceof javafx.scene.control.ButtonBase;
    for (Map.Entry<KeyCombination, Runnable> key : keys.entrySet()) {
      if (key.getKey().match(event)) {
        key.getValue().run();
        event.consume();
        return;
      }
    }
    if (event.getCode() == KeyCode.SPACE && !toolbar.isTyping() && !onButton) {
      togglePause();
      event.consume();
    }
  }

  private void take(Batch batch) {
    if (pause.on()) {
      pause.hold(batch);
      toolbar.paused(true, pause.held());
      return;
    }
    clock.catchUp();
    peers.take(batch.table(), clock.now());
    decisions.take(batch);
    status.take(batch, clock.now());
  }

  private void togglePause() {
    if (pause.on()) {
      clock.catchUp();
      pause.end(this::take);
      clock.run(true);
    } else {
      pause.begin();
      clock.run(false);
    }
    toolbar.paused(pause.on(), 0);
  }

  private void tick(long nowNs) {
    peers.tick(nowNs);
    PeerTable table = peers.table();
    if (table == null) {
      return;
    }
    toolbar.practising(actions.practising());
    status.markTime(nowNs);
    status.tick(
        table,
        peers.totalsProperty().get(),
        decisions.alarmsProperty().get(),
        peers.held(),
        actions.practiceFailure());
    if (peers.shown().isEmpty()) {
      firstStart.refresh(table, sighted(table), actions.practising());
    }
    inspector.tick(table, nowNs);
    feed.watchClosely(onScreen(table));
  }

  private static int sighted(PeerTable table) {
    return (int) table.peers().values().stream().filter(peer -> peer.sighting() != null).count();
  }

  private Set<TransportId> onScreen(PeerTable table) {
    Set<TransportId> ids = new HashSet<>();
    peers.shown().stream()
        .limit(64)
        .forEach(
            row -> {
              TransportId id = row.facts().transport();
              if (id != null && table.transports().containsKey(id)) {
                ids.add(id);
              }
            });
    return ids;
  }

  private @Nullable NodeId chosenPeer() {
    RowKey key = peersView.selectedProperty().getValue();
    return key == null ? null : key.peer();
  }

  private void choose(@Nullable RowKey key) {
    NodeId peer = key == null ? null : key.peer();
    decisionsView.chose(peer);
    inspector.choose(peer, peer == null ? null : decisions.latestJudged(peer));
    if (peers.table() != null) {
      inspector.tick(peers.table(), clock.now());
    }
  }

  private void explain(Decision decision) {
    inspector.explain(decision);
    if (peers.table() != null) {
      inspector.tick(peers.table(), clock.now());
    }
  }

  @Override
  public void close() {
    clock.run(false);
    subscription.close();
  }
}
