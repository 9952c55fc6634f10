package dev.meshscope.ui.peers;

import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Which rows there are, which are shown, in which order. The shown list changes only when a row
/// comes or goes, when the filter or order is changed, and at the one re-sort a second. On the
/// JavaFX thread.
public final class PeerListModel {
  /// How long a ghost stays.
  public static final long GHOST_NS = TimeUnit.SECONDS.toNanos(30);

  private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

  /// Up to so many rows, all are read anew at each tick; beyond, only those on screen.
  private static final int READ_ALL = 500;

  private final Map<RowKey, PeerRow> rows = new HashMap<>();
  private final ObservableList<PeerRow> shown = FXCollections.observableArrayList();
  private final ObjectProperty<Totals> totals = new SimpleObjectProperty<>(Totals.NONE);

  private @Nullable PeerTable table;
  private PeerFilter filter = PeerFilter.ALL;
  private Comparator<PeerRow> order = byName();
  private boolean held;
  private long nowNs;
  private long arrangedNs = Long.MIN_VALUE / 2;

  /// By name; equal names by id.
  public static Comparator<PeerRow> byName() {
    return Comparator.comparing(row -> row.facts().name(), String.CASE_INSENSITIVE_ORDER);
  }

  /// The rows in view order.
  public ObservableList<PeerRow> shown() {
    return shown;
  }

  public ReadOnlyObjectProperty<Totals> totalsProperty() {
    return totals;
  }

  /// How many rows the filter holds back.
  public int hidden() {
    return rows.size() - shown.size();
  }

  /// The latest table; null before the first.
  public @Nullable PeerTable table() {
    return table;
  }

  /// The row of this peer; null if it has none.
  public @Nullable PeerRow row(RowKey key) {
    return rows.get(key);
  }

  /// Takes a newer table.
  // Persistent maps: the same instance means that no peer changed.
  @SuppressWarnings("ReferenceEquality")
  public void take(PeerTable latest, long atNs) {
    boolean samePeers = table != null && table.peers() == latest.peers();
    boolean first = table == null;
    table = latest;
    nowNs = Math.max(nowNs, atNs);
    if (!samePeers && reconcile(!first)) {
      arrange();
    }
  }

  /// Time goes on: ages, states and, once a second, order, filter and ghosts.
  public void tick(long atNs) {
    nowNs = Math.max(nowNs, atNs);
    if (table == null) {
      return;
    }
    boolean second = nowNs - arrangedNs >= SECOND_NS;
    if (second || rows.size() <= READ_ALL) {
      rows.values().forEach(this::read);
      totals.set(Totals.of(rows.values()));
    }
    if (second) {
      arrangedNs = nowNs;
      reconcile(true);
      arrange();
    }
  }

  /// Reads one row anew; for those on screen.
  public void read(PeerRow row) {
    PeerFacts facts = facts(row.key());
    if (facts != null) {
      row.update(facts, nowNs);
    }
  }

  /// Shows only these.
  public void filter(PeerFilter other) {
    filter = other;
    arrange();
  }

  /// Another order; equal rows go by id.
  public void order(Comparator<PeerRow> other) {
    order = other;
    boolean wasHeld = held;
    held = false;
    arrange();
    held = wasHeld;
  }

  /// While the pointer is over the rows they stay where they are.
  public void hold(boolean on) {
    held = on;
  }

  /// Whether rows stay where they are.
  public boolean held() {
    return held;
  }

  /// Makes the rows those of the table.
  ///
  /// @return whether any came or went
  private boolean reconcile(boolean isNews) {
    Set<RowKey> keys = new HashSet<>();
    boolean changed = false;
    if (table == null) {
      return false;
    }
    for (Peer peer : table.peers().values()) {
      if (visible(peer)) {
        changed |= ensure(keys, new RowKey(peer.id(), null), isNews);
      }
      if (peer.present()) {
        for (Peer.Ended ended : peer.past().ended()) {
          if (ended.heldSlot() && nowNs - ended.endedNs() < GHOST_NS) {
            changed |= ensure(keys, new RowKey(peer.id(), ended.transport()), isNews);
          }
        }
      }
    }
    changed |= rows.keySet().retainAll(keys);
    if (changed) {
      totals.set(Totals.of(rows.values()));
    }
    return changed;
  }

  private boolean ensure(Set<RowKey> keys, RowKey key, boolean isNews) {
    keys.add(key);
    PeerFacts facts = facts(key);
    if (facts == null) {
      return false;
    }
    PeerRow row = rows.get(key);
    if (row != null) {
      row.update(facts, nowNs);
      return false;
    }
    rows.put(key, new PeerRow(key, facts, nowNs, isNews));
    return true;
  }

  private boolean visible(Peer peer) {
    return peer.present()
        || peer.sighting() != null
        || (peer.past().leftNs() >= 0 && nowNs - peer.past().leftNs() < GHOST_NS);
  }

  private @Nullable PeerFacts facts(RowKey key) {
    Peer peer = table == null ? null : table.peers().get(key.peer());
    if (table == null || peer == null) {
      return null;
    }
    if (key.ghost() == null) {
      return Reading.of(table, peer, nowNs);
    }
    for (Peer.Ended ended : peer.past().ended()) {
      if (ended.transport().equals(key.ghost())) {
        return Reading.ghost(peer, ended, nowNs);
      }
    }
    return null;
  }

  private void arrange() {
    List<PeerRow> wanted = new ArrayList<>();
    for (PeerRow row : rows.values()) {
      if (filter.test(row)) {
        wanted.add(row);
      }
    }
    wanted.sort(held ? asShown() : ordered());
    if (!wanted.equals(shown)) {
      shown.setAll(wanted);
    }
  }

  /// Ghosts stand below their peer, whatever the order.
  private Comparator<PeerRow> ordered() {
    Comparator<PeerRow> byPeer = (one, other) -> order.compare(ownRow(one), ownRow(other));
    return byPeer.thenComparing(PeerRow::key);
  }

  private PeerRow ownRow(PeerRow row) {
    return row.isGhost() ? rows.getOrDefault(new RowKey(row.key().peer(), null), row) : row;
  }

  /// As they stand; newcomers at the end.
  private Comparator<PeerRow> asShown() {
    Map<PeerRow, Integer> places = new HashMap<>();
    for (int i = 0; i < shown.size(); i++) {
      places.put(shown.get(i), i);
    }
    return Comparator.<PeerRow>comparingInt(row -> places.getOrDefault(row, Integer.MAX_VALUE))
        .thenComparing(PeerRow::key);
  }
}
