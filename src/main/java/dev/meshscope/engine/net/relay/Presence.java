package dev.meshscope.engine.net.relay;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.link.SocketOptions;
import dev.meshscope.engine.net.Pace;
import io.netty.util.concurrent.EventExecutor;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Tells who comes and goes at a pace that a mesh needs and a loop can bear: each of it makes us
/// dial, greet and judge. What changes faster is not told change by change; the last state of each
/// peer is, when it is its turn. All else is passed on as it comes. On the engine loop.
///
/// ```
/// not told ── came ──→ waits ── its turn ──→ told ── left ──→ waits ── its turn ──→ not told
///     └←──── left ───────┘                     └←── came back, as anew ──┘
/// ```
///
/// What a peer says before its coming is told would open a way to somebody who is not there: it
/// brings its turn forward, and if that cannot be it is ignored.
final class Presence implements RelayListener {

  /// Changes that are told of all peers in a second, and at once after a calm time.
  static final int PER_SECOND = 100;

  static final int AT_ONCE = 200;

  /// The same for one peer: a program that is restarted, or the network it is in.
  static final int OF_ONE_PER_SECOND = 1;

  static final int OF_ONE_AT_ONCE = 6;

  /// How often it is told how many are there.
  static final int COUNTS_PER_SECOND = 2;

  static final int COUNTS_AT_ONCE = 50;

  /// So many in one go, then others have the loop.
  static final int IN_ONE_GO = 8;

  static final long BETWEEN_NS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final int MOST_REMEMBERED = 1_024;

  /// What is to be told of a peer.
  ///
  /// @param name under which it is there; null: it is gone
  /// @param anew it was away, or is there by another connection
  private record Change(@Nullable NodeName name, boolean anew) {}

  /// Something that may be told again from then on.
  private static final class Turn {
    private final Pace pace;
    private long dueNs;

    Turn(int perSecond, int atOnce, long nowNs) {
      pace = new Pace(perSecond, atOnce);
      dueNs = nowNs;
    }

    boolean is(long nowNs) {
      return dueNs - nowNs <= 0;
    }

    void taken(long nowNs) {
      dueNs = nowNs + pace.spend(nowNs, 1);
    }
  }

  private final RelayListener to;
  private final EventExecutor loop;
  private final LongSupplier clock;
  private final Set<NodeId> told = new HashSet<>();
  private final Map<NodeId, Change> waiting = new LinkedHashMap<>();
  private final Map<NodeId, Turn> turns =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<NodeId, Turn> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };
  private final Turn all;
  private RelayState state = new RelayState.Off();
  private final Turn counts;
  // The latest state differs from the one told in how many are there.
  private boolean counted;
  private boolean scheduled;
  private int left = IN_ONE_GO;

  Presence(RelayListener to, EventExecutor loop, LongSupplier clock) {
    this.to = to;
    this.loop = loop;
    this.clock = clock;
    this.all = new Turn(PER_SECOND, AT_ONCE, clock.getAsLong());
    this.counts = new Turn(COUNTS_PER_SECOND, COUNTS_AT_ONCE, clock.getAsLong());
  }

  @Override
  public void present(NodeId peer, NodeName name) {
    Change before = waiting.get(peer);
    change(peer, new Change(name, before != null && told.contains(peer)));
  }

  @Override
  public void rejoined(NodeId peer, NodeName name) {
    change(peer, new Change(name, told.contains(peer)));
  }

  @Override
  public void gone(NodeId peer) {
    if (told.contains(peer)) {
      change(peer, new Change(null, true));
    } else {
      waiting.remove(peer);
    }
  }

  private void change(NodeId peer, Change change) {
    waiting.put(peer, change);
    long now = clock.getAsLong();
    // Nobody waits for others whose turn it is: its own may be later.
    if (left > 0 && mayTell(peer, change, now)) {
      waiting.remove(peer);
      tell(peer, change, now);
    }
    goOn();
  }

  private void goOn() {
    boolean over = waiting.isEmpty() && left == IN_ONE_GO && !counted;
    if (!scheduled && !over) {
      scheduled = true;
      loop.schedule(this::turn, BETWEEN_NS, TimeUnit.NANOSECONDS);
    }
  }

  private void turn() {
    scheduled = false;
    left = IN_ONE_GO;
    long now = clock.getAsLong();
    Map<NodeId, Change> due = new LinkedHashMap<>();
    for (Iterator<Map.Entry<NodeId, Change>> each = waiting.entrySet().iterator();
        each.hasNext() && due.size() < IN_ONE_GO; ) {
      Map.Entry<NodeId, Change> next = each.next();
      if (mayTell(next.getKey(), next.getValue(), now)) {
        due.put(next.getKey(), next.getValue());
      }
    }
    due.forEach(
        (peer, change) -> {
          // Whoever is told may have brought about another one.
          if (mayTell(peer, change, now) && waiting.remove(peer, change)) {
            tell(peer, change, now);
          }
        });
    count();
  }

  /// Where the connection is over its peers are gone, however many they are.
  private boolean mayTell(NodeId peer, Change change, long nowNs) {
    if (!stands()) {
      return true;
    }
    Turn own = turns.get(peer);
    return all.is(nowNs)
        && (own == null || own.is(nowNs))
        && (change.name() == null || told.contains(peer) || told.size() < Directory.MOST);
  }

  private boolean stands() {
    return state instanceof RelayState.Open || state instanceof RelayState.Authenticating;
  }

  private void tell(NodeId peer, Change change, long nowNs) {
    left--;
    if (stands()) {
      all.taken(nowNs);
      turns
          .computeIfAbsent(peer, id -> new Turn(OF_ONE_PER_SECOND, OF_ONE_AT_ONCE, nowNs))
          .taken(nowNs);
    }
    NodeName name = change.name();
    if (name == null) {
      told.remove(peer);
      to.gone(peer);
    } else if (told.add(peer) || !change.anew()) {
      to.present(peer, name);
    } else {
      to.rejoined(peer, name);
    }
  }

  @Override
  public void payload(NodeId from, byte[] frame) {
    Change change = waiting.get(from);
    if (change != null) {
      long now = clock.getAsLong();
      if (!mayTell(from, change, now)) {
        to.ignored(Ignored.TOO_FAST, frame.length);
        return;
      }
      waiting.remove(from);
      tell(from, change, now);
    }
    to.payload(from, frame);
  }

  /// That more or fewer are there is told at a pace, too: each is a new state.
  @Override
  public void state(RelayState next) {
    boolean sameConnection =
        next instanceof RelayState.Open now
            && state instanceof RelayState.Open before
            && now.sinceNs() == before.sinceNs();
    state = next;
    counted = sameConnection;
    if (!sameConnection) {
      to.state(next);
    } else {
      count();
    }
  }

  private void count() {
    long now = clock.getAsLong();
    if (counted && counts.is(now)) {
      counted = false;
      counts.taken(now);
      to.state(state);
    }
    goOn();
  }

  @Override
  public void tuned(SocketOptions options) {
    to.tuned(options);
  }

  @Override
  public void said(String text) {
    to.said(text);
  }

  @Override
  public void slowed() {
    to.slowed();
  }

  @Override
  public void ignored(Ignored why, int bytes) {
    to.ignored(why, bytes);
  }
}
