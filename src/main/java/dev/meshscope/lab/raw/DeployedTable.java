package dev.meshscope.lab.raw;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Whom a deployed node lists, and what it makes of a second connection (PROTOCOL 9). Its faults
/// are the point of it: after a replacement all it says goes to the socket that it has closed,
/// until every connection of that peer has ended. Pure but for what it keeps; on one thread at a
/// time.
///
/// ```
///   nobody ── first connection ──► whole ── replaced ──► half-dead ─┐
///     ▲                              │                    (reads on) │
///     └────────── the last of its connections has ended ─────────────┘
/// ```
///
/// @param <L> a connection
final class DeployedTable<L> {
  /// How often it looks at everybody.
  static final long TICK_NS = TimeUnit.SECONDS.toNanos(10);

  private static final long PING_AFTER_NS = TimeUnit.SECONDS.toNanos(10);
  private static final long GIVE_UP_AFTER_NS = TimeUnit.SECONDS.toNanos(120);

  private final Deployed kind;
  private final String self;
  private final Map<String, Entry<L>> entries = new HashMap<>();

  DeployedTable(Deployed kind, String self) {
    this.kind = kind;
    this.self = self;
  }

  /// A peer.
  private static final class Entry<L> {
    /// All that is said to the peer is said here, also when it is closed.
    private final L voice;

    /// That of the first connection, whatever came later.
    private final boolean outbound;

    private final Set<L> open = new LinkedHashSet<>();
    private long heardNs;

    Entry(L first, boolean outbound, long nowNs) {
      this.voice = first;
      this.outbound = outbound;
      this.heardNs = nowNs;
      open.add(first);
    }
  }

  /// What becomes of a connection.
  sealed interface Verdict<L> {
    /// The peer was not listed: the connection is its first one, and greeted.
    record Listed<L>() implements Verdict<L> {}

    /// It is closed.
    record Refused<L>() implements Verdict<L> {}

    /// It takes the place of others, which are closed; from now on it is only read.
    record Replaced<L>(List<L> closed, boolean greeted) implements Verdict<L> {
      /// Copies the list.
      public Replaced {
        closed = List.copyOf(closed);
      }
    }

    /// The others are closed and the peer is forgotten; the connection lives, and is only read.
    record Forgotten<L>(List<L> closed) implements Verdict<L> {
      /// Copies the list.
      public Forgotten {
        closed = List.copyOf(closed);
      }
    }
  }

  /// What is due for a peer.
  sealed interface Due<L> {
    /// It was silent: a ping, on the connection all is said on.
    record Ping<L>(L voice) implements Due<L> {}

    /// It was silent for two minutes: its connections are closed.
    record Close<L>(List<L> open) implements Due<L> {
      /// Copies the list.
      public Close {
        open = List.copyOf(open);
      }
    }
  }

  /// Whether it has an entry, which keeps it from dialling.
  boolean lists(String peer) {
    return entries.containsKey(peer);
  }

  /// All who are listed.
  Set<String> peers() {
    return Set.copyOf(entries.keySet());
  }

  /// On which connection all is said to a peer, open or not; empty if it is not listed.
  Optional<L> voice(String peer) {
    return Optional.ofNullable(entries.get(peer)).map(entry -> entry.voice);
  }

  /// A dial of its own stands; it files it under the id it expected before the other has said a
  /// word.
  Verdict<L> dialled(String peer, L link, long nowNs) {
    return take(peer, link, true, nowNs);
  }

  /// Somebody has dialled and said who it is.
  Verdict<L> greeted(String peer, L link, long nowNs) {
    return take(peer, link, false, nowNs);
  }

  private Verdict<L> take(String peer, L link, boolean outbound, long nowNs) {
    Entry<L> entry = entries.get(peer);
    if (entry == null) {
      entries.put(peer, new Entry<>(link, outbound, nowNs));
      return new Verdict.Listed<>();
    }
    boolean stale = kind.stale(nowNs - entry.heardNs);
    // The smaller id keeps what it has dialled.
    boolean wins = entry.outbound != outbound && outbound == self.compareTo(peer) < 0;
    if (!stale && !wins) {
      return new Verdict.Refused<>();
    }
    List<L> closed = List.copyOf(entry.open);
    if (!stale && !outbound && kind.dropsWhenItsDialLoses()) {
      entries.remove(peer);
      return new Verdict.Forgotten<>(closed);
    }
    entry.open.clear();
    entry.open.add(link);
    entry.heardNs = nowNs;
    return new Verdict.Replaced<>(closed, kind.greetsReplacement());
  }

  /// A frame of any kind came from a peer, on whichever connection.
  void heard(String peer, long nowNs) {
    Entry<L> entry = entries.get(peer);
    if (entry != null) {
      entry.heardNs = nowNs;
    }
  }

  /// A connection has ended; whether the peer has left with it.
  boolean closed(String peer, L link) {
    Entry<L> entry = entries.get(peer);
    if (entry == null || !entry.open.remove(link) || !entry.open.isEmpty()) {
      return false;
    }
    entries.remove(peer);
    return true;
  }

  /// What is due at a tick.
  List<Due<L>> tick(long nowNs) {
    List<Due<L>> due = new ArrayList<>();
    for (Entry<L> entry : entries.values()) {
      long silentNs = nowNs - entry.heardNs;
      if (silentNs > GIVE_UP_AFTER_NS) {
        due.add(new Due.Close<>(List.copyOf(entry.open)));
      } else if (silentNs > PING_AFTER_NS) {
        due.add(new Due.Ping<>(entry.voice));
      }
    }
    return due;
  }
}
