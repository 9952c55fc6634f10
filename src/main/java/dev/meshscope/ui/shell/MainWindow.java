package dev.meshscope.ui.shell;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.doctor.Checkup;
import dev.meshscope.doctor.Surroundings;
import dev.meshscope.engine.Subscription;
import dev.meshscope.text.Spans;
import dev.meshscope.ui.alarm.AlarmBanner;
import dev.meshscope.ui.alarm.AlarmModel;
import dev.meshscope.ui.decisions.Decision;
import dev.meshscope.ui.decisions.DecisionModel;
import dev.meshscope.ui.decisions.DecisionsView;
import dev.meshscope.ui.feed.Batch;
import dev.meshscope.ui.feed.Clock;
import dev.meshscope.ui.feed.MeshFeed;
import dev.meshscope.ui.peers.ColumnLayout;
import dev.meshscope.ui.peers.PeerListModel;
import dev.meshscope.ui.peers.PeersView;
import dev.meshscope.ui.peers.RowKey;
import dev.meshscope.ui.peers.Totals;
import dev.meshscope.ui.settings.SettingsPage;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The main window's contents: takes the batches, keeps the clock, holds the screens together. On
/// the JavaFX thread.
public final class MainWindow implements AutoCloseable {
  private final Shortcuts keys;
  private final MeshFeed feed;
  private final Actions actions;
  private final Supplier<Surroundings> surroundings;
  private final Clock clock;
  private final PeerListModel peers = new PeerListModel();
  private final DecisionModel decisions;
  private final AlarmModel alarms;
  private final AlarmBanner banner;
  private final Toolbar toolbar;
  private final TotalsBar totals;
  private final StatusLine status;
  private final NetworkChips chips;
  private final Header header;
  private final Nobody nobody;
  private final PeersView peersView;
  private final DecisionsView decisionsView;
  private final Inspector inspector;
  private final BorderPane root = new BorderPane();
  private final Subscription subscription;
  private final Pause pause = new Pause();
  private Set<TransportId> watched = Set.of();

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

    /// Opens the settings at this page.
    default void settings(SettingsPage page) {
      settings();
    }

    /// Light to dark, dark to light.
    void theme();

    /// Opens the doctor.
    void doctor();

    /// Opens the lab.
    void lab();

    /// Opens the lab and starts the zombie demonstration.
    void zombie();
  }

  /// @param surroundings what the doctor sees beside the table; never blocks
  public MainWindow(MeshFeed feed, Actions actions, Supplier<Surroundings> surroundings) {
    this.feed = feed;
    this.actions = actions;
    this.surroundings = surroundings;
    clock = new Clock(feed::nowNs);
    decisions = new DecisionModel(feed::wallClock);
    alarms = new AlarmModel(new FeedAnswers(feed), ns -> Spans.clock(feed.wallClock(ns)));
    banner = new AlarmBanner(alarms);
    toolbar =
        new Toolbar(
            this::togglePause,
            actions::practice,
            actions::dial,
            actions::lab,
            peers::filter,
            this::focusPeers);
    totals = new TotalsBar(text -> toolbar().filter(text));
    status = new StatusLine(new OnStatus());
    chips = new NetworkChips(() -> actions.settings(SettingsPage.NETWORKS));
    header = new Header(feed, chips.node(), actions);
    inspector = new Inspector(feed);
    peersView = new PeersView(peers, clock, new OnPeer());
    nobody = new Nobody(peers, peersView, actions, this::checkup, () -> toolbar().filter(""));
    decisionsView = new DecisionsView(decisions, this::chosenPeer, this::explain);
    keys = new Shortcuts(shortcuts(), this::togglePause, toolbar::isTyping);
    assemble();
    peersView.selectedProperty().addListener((property, before, key) -> choose(key));
    peers.totalsProperty().addListener((property, before, now) -> count(now));
    // Also while the clock stands still: the filter works on a held picture, too.
    peers.shown().addListener((InvalidationListener) change -> nobody.explain());
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

  /// How many events were lost because the window could not keep up.
  public long dropped() {
    return status.lost();
  }

  /// How the peer table's columns stand.
  public ColumnLayout columns() {
    return peersView.columns();
  }

  /// Makes the columns stand as they did; `changed` is told when the user moves them.
  public void columns(ColumnLayout layout, Runnable changed) {
    peersView.columns(layout);
    peersView.onColumns(changed);
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
    Summary line = new Summary(totals.node(), status.findings(), status.vitals());
    VBox top = new VBox(header.node(), toolbar.node(), line, banner.node());
    root.setTop(top);
    root.setCenter(new Frame(peersView.node(), decisionsView.node(), inspector.node()).node());
    root.setBottom(status.node());
    root.getStyleClass().add("main");
    root.addEventFilter(KeyEvent.KEY_PRESSED, keys::pressed);
  }

  private Map<KeyCombination, Runnable> shortcuts() {
    return Map.of(
        Shortcuts.shortcut(KeyCode.F),
        toolbar::focusSearch,
        Shortcuts.shortcut(KeyCode.COMMA),
        actions::settings,
        Shortcuts.shortcut(KeyCode.D),
        actions::dial,
        Shortcuts.shortcut(KeyCode.I),
        actions::doctor,
        Shortcuts.shortcut(KeyCode.L),
        actions::lab,
        Shortcuts.shortcut(KeyCode.T),
        actions::theme,
        new KeyCodeCombination(KeyCode.F6),
        this::nextPane);
  }

  private void focusPeers() {
    peersView.focus();
  }

  /// From the peers to the decisions to the inspector, and round.
  private void nextPane() {
    if (peersView.node().isFocused()) {
      decisionsView.focus();
    } else if (decisionsView.isFocused()) {
      inspector.focus();
    } else {
      focusPeers();
    }
  }

  private void take(Batch batch) {
    if (pause.on()) {
      pause.hold(batch);
      toolbar.paused(true, pause.held());
      return;
    }
    // Not the clock's business: batches come at each pulse, the window ticks ten times a second.
    long nowNs = feed.nowNs();
    peers.take(batch.table(), nowNs);
    decisions.take(batch);
    status.take(batch, pause.lost(), nowNs);
  }

  private void count(Totals latest) {
    totals.show(latest);
    PeerTable table = peers.table();
    if (table != null) {
      status.count(latest, doubts(table));
    }
  }

  private void togglePause() {
    if (pause.on()) {
      pause.end(this::take);
      refresh();
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
    alarms.take(table, nowNs);
    decisions.tick(nowNs, table);
    banner.show();
    toolbar.practising(actions.practising());
    status.markTime(nowNs);
    header.listening(feed.listening());
    chips.show(table, feed.networking(), nowNs);
    status.tick(
        table,
        peers.totalsProperty().get(),
        doubts(table),
        alarms.kept(),
        peers.held() && !peers.shown().isEmpty(),
        actions.practiceFailure());
    nobody.explain();
    inspector.tick(table, nowNs);
    watch(peersView.onScreen());
  }

  /// Identities in doubt: alarms that wait for an answer, and those that two processes share.
  private int doubts(PeerTable table) {
    long clones = table.peers().values().stream().filter(peer -> peer.life().cloned()).count();
    return alarms.cards().size() + (int) clones;
  }

  /// What the doctor finds now; null before anything is known.
  public @Nullable Checkup checkup() {
    PeerTable table = peers.table();
    return table == null
        ? null
        : Checkup.of(table, feed.listening(), feed.networking(), surroundings.get(), feed.nowNs());
  }

  /// Tells the engine only when others have come on screen.
  private void watch(Set<TransportId> onScreen) {
    if (!onScreen.equals(watched)) {
      watched = onScreen;
      feed.watchClosely(onScreen);
    }
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

  /// What can be asked of the findings.
  private final class OnStatus implements StatusLine.Actions {
    @Override
    public void findings() {
      toolbar.filter("state:trouble");
    }

    @Override
    public void limits() {
      actions.settings(SettingsPage.LIMITS);
    }

    @Override
    public void keptAlarms() {
      alarms.reopenAll();
      refresh();
    }
  }

  /// What can be done with a row.
  private final class OnPeer implements PeersView.Actions {
    @Override
    public void open() {
      inspector.showDetail();
      inspector.focus();
    }

    @Override
    public void alarm(NodeId peer) {
      alarms.reopen(peer);
      refresh();
    }

    @Override
    public void ping(TransportId transport) {
      feed.ping(transport);
    }

    @Override
    public void drop(TransportId transport) {
      feed.drop(transport);
    }
  }
}
