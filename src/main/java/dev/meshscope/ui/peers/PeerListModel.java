package dev.meshscope.ui.peers;

import dev.meshscope.core.standing.Absence;
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
  private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

  /// Up to so many rows, all are read anew at each tick; beyond, each once a second, a part of them
  /// at each tick, and those on screen as ever.
  private static final int READ_ALL = 300;

  private static final int TICKS_A_SECOND = 10;

  /// Between two changes of the list while there are many rows: the viewport is built anew at each.
  private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(250);

  private final Map<RowKey, PeerRow> rows = new HashMap<>();
  private final ObservableList<PeerRow> shown = FXCollections.observableArrayList();
  private final ObjectProperty<Totals> totals = new SimpleObjectProperty<>(Totals.NONE);

  private @Nullable PeerTable table;
  private PeerFilter filter = PeerFilter.ALL;
  private Comparator<PeerRow> order = byName();
  private List<PeerRow> round = List.of();
  private int readUpTo;
  private boolean unsettled;
  private boolean held;
  private long nowNs;
  private long arrangedNs = Long.MIN_VALUE / 2;
  private long settledNs = Long.MIN_VALUE / 2;

  /// By name; equal names by id.
  public static Comparator<PeerRow> byName() {
    return Comparator.comparing(row -> row.facts().name(), NaturalOrder.INSTANCE);
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
  // Persistent maps: the same instance means that nothing in it changed.
  @SuppressWarnings("ReferenceEquality")
  public void take(PeerTable latest, long atNs) {
    PeerTable before = table;
    table = latest;
    nowNs = Math.max(nowNs, atNs);
    if (before == null) {
      unsettled |= reconcile(latest, false);
    } else if (before.peers() != latest.peers()) {
      unsettled |= follow(before, latest);
    }
    // With many rows, what comes one after another is put in together, a little later.
    if (unsettled && rows.size() <= READ_ALL) {
      settle();
    }
  }

  /// Time goes on: ages, states and, once a second, order, filter and ghosts.
  public void tick(long atNs) {
    nowNs = Math.max(nowNs, atNs);
    PeerTable latest = table;
    if (latest == null) {
      return;
    }
    boolean second = nowNs - arrangedNs >= SECOND_NS;
    if (rows.size() <= READ_ALL) {
      rows.values().forEach(this::read);
      count();
    } else {
      readPart();
    }
    if (second) {
      arrangedNs = nowNs;
      reconcile(latest, true);
    }
    if (second || (unsettled && nowNs - settledNs >= PAUSE_NS)) {
      settle();
    }
  }

  private void readPart() {
    if (readUpTo >= round.size()) {
      round = List.copyOf(rows.values());
      readUpTo = 0;
    }
    int end = Math.min(round.size(), readUpTo + round.size() / TICKS_A_SECOND + 1);
    round.subList(readUpTo, end).forEach(this::read);
    readUpTo = end;
  }

  private void settle() {
    unsettled = false;
    settledNs = nowNs;
    count();
    arrange();
  }

  /// Reads one row anew; for those on screen.
  public void read(PeerRow row) {
    PeerFacts facts = facts(row.key());
    if (facts == null) {
      return;
    }
    PeerFacts before = row.facts();
    row.update(facts, nowNs);
    // Beyond so many rows the sums are those of the latest settling.
    if (rows.size() <= READ_ALL && !Totals.equal(before, facts)) {
      count();
    }
  }

  private void count() {
    totals.set(Totals.of(rows.values()));
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

  /// Looks only at peers that are not as they were.
  ///
  /// @return whether any row came or went
  // The same instance means that nothing in it changed.
  @SuppressWarnings("ReferenceEquality")
  private boolean follow(PeerTable before, PeerTable latest) {
    boolean changed = false;
    for (Peer peer : latest.peers().values()) {
      if (before.peers().get(peer.id()) != peer) {
        for (RowKey key : keys(latest, peer)) {
          changed |= ensure(key, true);
        }
        PeerRow row = rows.get(new RowKey(peer.id(), null));
        if (row != null) {
          read(row);
        }
      }
    }
    return changed;
  }

  /// Makes the rows those of the table, and lets those go whose time is over.
  ///
  /// @return whether any row came or went
  private boolean reconcile(PeerTable latest, boolean isNews) {
    Set<RowKey> keys = new HashSet<>();
    boolean changed = false;
    for (Peer peer : latest.peers().values()) {
      for (RowKey key : keys(latest, peer)) {
        keys.add(key);
        changed |= ensure(key, isNews);
      }
    }
    boolean left = rows.keySet().retainAll(keys);
    return changed || left;
  }

  /// The rows a peer has: its own, and its ghosts unless its own tells already how it ended.
  private List<RowKey> keys(PeerTable latest, Peer peer) {
    List<RowKey> keys = new ArrayList<>(2);
    if (!visible(peer)) {
      return keys;
    }
    keys.add(new RowKey(peer.id(), null));
    if (peer.present() || !Absence.tellsTheEnd(latest, peer, nowNs)) {
      for (Peer.Ended ended : peer.past().ended()) {
        if (ended.heldSlot() && nowNs - ended.endedNs() < Absence.TOLD_NS) {
          keys.add(new RowKey(peer.id(), ended.transport()));
        }
      }
    }
    return keys;
  }

  private boolean ensure(RowKey key, boolean isNews) {
    PeerFacts facts = rows.containsKey(key) ? null : facts(key);
    if (facts == null) {
      return false;
    }
    rows.put(key, new PeerRow(key, facts, nowNs, isNews));
    return true;
  }

  private boolean visible(Peer peer) {
    return peer.present()
        || Absence.seen(peer)
        || peer.alarm() != null
        || Absence.justLeft(peer, nowNs);
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

  /// Begins with the rows as they stand, so that there is little to sort.
  private void arrange() {
    List<PeerRow> wanted = new ArrayList<>(rows.size());
    Set<RowKey> standing = new HashSet<>();
    for (PeerRow row : shown) {
      if (row.equals(rows.get(row.key())) && filter.test(row)) {
        wanted.add(row);
        standing.add(row.key());
      }
    }
    List<PeerRow> newcomers = new ArrayList<>();
    for (PeerRow row : rows.values()) {
      if (!standing.contains(row.key()) && filter.test(row)) {
        newcomers.add(row);
      }
    }
    newcomers.sort(ordered());
    wanted.addAll(newcomers);
    if (!held) {
      wanted.sort(ordered());
    }
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
}
