package dev.meshscope.sim;

import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A node as they are deployed: PROTOCOL 9, line by line. Single thread.
final class DeployedProc extends Proc {

  static final long TICK_NS = TimeUnit.SECONDS.toNanos(10);
  static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(120);
  private static final long HANDSHAKE_NS = TimeUnit.SECONDS.toNanos(10);

  /// What was silent for longer is stale; it is replaced by whoever comes.
  enum Model {
    D0(Long.MAX_VALUE),
    D10(TimeUnit.SECONDS.toNanos(10)),
    D1(TimeUnit.SECONDS.toNanos(1));

    final long staleNs;

    Model(long staleNs) {
      this.staleNs = staleNs;
    }

    /// Only the newest reads the loopback registry.
    boolean knowsRegistry() {
      return this == D1;
    }
  }

  /// How this one behaves where they differ.
  ///
  /// @param bothDial whether it dials whoever it sees on the LAN; else only the larger ids, as on
  ///   macOS
  /// @param answersRefused whether whom it sends away hears its handshake first
  /// @param forgets whether it drops the entry of a peer whose dial crossed its own (D0 only)
  record Habits(Model model, boolean bothDial, boolean answersRefused, boolean forgets) {}

  private static final class Link {
    @Nullable NodeId peer;
    boolean greeted;
  }

  /// A peer it lists.
  private static final class Entry {
    final List<End> open = new ArrayList<>();

    /// Where all that it says to the peer goes; stays on the first socket, closed or not, until the
    /// last one is gone.
    final End pointer;

    long heardNs;

    Entry(End first) {
      this.pointer = first;
      this.open.add(first);
    }
  }

  final Habits habits;
  private final Map<End, Link> links = new LinkedHashMap<>();
  private final Map<NodeId, Entry> entries = new LinkedHashMap<>();
  private final Map<End, NodeId> dials = new HashMap<>();
  private final Map<NodeId, Endpoint> seenOnLan = new LinkedHashMap<>();

  DeployedProc(World world, Identity identity, int port, int pid, Habits habits) {
    super(world, identity, port, pid);
    this.habits = habits;
    world.agenda.in(TICK_NS, this::tick);
  }

  @Override
  boolean ours() {
    return false;
  }

  @Override
  boolean watches() {
    return false;
  }

  @Override
  String label() {
    return super.label() + ":" + habits.model();
  }

  // Its sockets.

  @Override
  void accepted(End end) {
    links.put(end, new Link());
    world.agenda.in(HANDSHAKE_NS, () -> deliver(() -> tooLate(end)));
  }

  private void tooLate(End end) {
    Link link = links.get(end);
    if (link != null && link.peer == null) {
      drop(end);
    }
  }

  /// It lists whom it dialled before that one has said a word.
  @Override
  void connected(End end) {
    Link link = new Link();
    links.put(end, link);
    greet(end, link);
    register(end, link, Objects.requireNonNull(dials.remove(end)));
  }

  @Override
  void received(End end, Frame frame) {
    Link link = links.get(end);
    if (link == null) {
      return;
    }
    if (link.peer == null) {
      if (frame instanceof Frame.Greeting(var handshake)) {
        register(end, link, handshake.nodeId());
      }
      return;
    }
    Entry entry = entries.get(link.peer);
    if (entry != null) {
      entry.heardNs = world.nowNs();
    }
    switch (frame) {
      case Frame.Ping() -> say(link.peer, new Frame.Pong());
      case Frame.Message message -> world.read(message.content());
      default -> {}
    }
  }

  private void register(End end, Link link, NodeId peer) {
    Entry entry = entries.get(peer);
    if (entry == null) {
      Entry fresh = new Entry(end);
      fresh.heardNs = world.nowNs();
      entries.put(peer, fresh);
      link.peer = peer;
      greet(end, link);
      return;
    }
    boolean stale = world.nowNs() - entry.heardNs > habits.model().staleNs;
    boolean opposite = entry.open.getFirst().dialled != end.dialled;
    boolean wins = opposite && end.dialled == identity.nodeId().compareTo(peer) < 0;
    if (!stale && !wins) {
      sendAway(end, link);
      return;
    }
    boolean crossed = !stale && !end.dialled;
    for (End old : List.copyOf(entry.open)) {
      links.remove(old);
      old.close(CloseReason.REMOTE_CLOSED, 0);
    }
    entry.open.clear();
    entry.open.add(end);
    entry.heardNs = world.nowNs();
    link.peer = peer;
    world.note(() -> label() + " replaces its socket to " + peer + ": half-dead");
    if (habits.model() == Model.D1) {
      greet(end, link);
    }
    if (crossed && habits.forgets()) {
      entries.remove(peer);
    }
  }

  private void sendAway(End end, Link link) {
    if (habits.answersRefused()) {
      greet(end, link);
    }
    long soon = TimeUnit.MICROSECONDS.toNanos(1_000 + world.random.nextInt(4_000));
    world.agenda.in(soon, () -> deliver(() -> drop(end)));
  }

  private void greet(End end, Link link) {
    if (link.greeted) {
      return;
    }
    link.greeted = true;
    end.send(
        new Frame.Greeting(
            new Handshake(
                identity.nodeId(),
                identity.name(),
                "0.2.3",
                identity.key(),
                null,
                "participant",
                Group.DEFAULT,
                null)));
  }

  /// Without an error, wherever it goes.
  void say(NodeId peer, Frame frame) {
    Entry entry = entries.get(peer);
    if (entry != null) {
      entry.pointer.send(frame);
    }
  }

  @Override
  void ended(End end, CloseReason reason) {
    forget(end);
  }

  private void drop(End end) {
    if (links.containsKey(end)) {
      end.close(CloseReason.REMOTE_CLOSED, 0);
      forget(end);
    }
  }

  private void forget(End end) {
    dials.remove(end);
    Link link = links.remove(end);
    Entry entry = link == null || link.peer == null ? null : entries.get(link.peer);
    if (entry != null && entry.open.remove(end) && entry.open.isEmpty()) {
      entries.remove(link.peer);
    }
  }

  /// What runs while it is stopped does not run.
  private void tick() {
    if (!alive) {
      return;
    }
    if (!frozen) {
      for (Map.Entry<NodeId, Entry> each : List.copyOf(entries.entrySet())) {
        Entry entry = each.getValue();
        long silent = world.nowNs() - entry.heardNs;
        if (silent > TIMEOUT_NS) {
          List.copyOf(entry.open).forEach(this::drop);
        } else if (silent > TICK_NS) {
          entry.open.forEach(_ -> say(each.getKey(), new Frame.Ping()));
        }
      }
    }
    world.agenda.in(TICK_NS, this::tick);
  }

  // Whom it finds.

  @Override
  void sighted(Sighting sighting) {
    if (sighting.source() == Source.LAN) {
      seenOnLan.put(sighting.nodeId(), sighting.endpoint());
      dialOnLan(sighting.nodeId());
    } else if (smallerThan(sighting.nodeId())) {
      dial(sighting.nodeId(), sighting.endpoint());
    }
  }

  @Override
  void unsighted(Identity gone) {}

  @Override
  void lostOnLan(Identity gone) {
    seenOnLan.remove(gone.nodeId());
  }

  /// It looks around anew and tries whomever it has no entry for.
  void browse() {
    List.copyOf(seenOnLan.keySet()).forEach(this::dialOnLan);
  }

  private void dialOnLan(NodeId peer) {
    if (habits.bothDial() || smallerThan(peer)) {
      dial(peer, Objects.requireNonNull(seenOnLan.get(peer)));
    }
  }

  private void dial(NodeId peer, Endpoint endpoint) {
    if (!entries.containsKey(peer)) {
      world.note(() -> label() + " dials " + endpoint);
      dials.put(world.network.dial(this, endpoint).dialer, peer);
    }
  }

  private boolean smallerThan(NodeId peer) {
    return identity.nodeId().compareTo(peer) < 0;
  }

  @Override
  void dialNow(Proc to) {
    dial(to.identity.nodeId(), to.endpoint());
  }

  // How it stands, for those who judge.

  /// When it last heard this peer; null if it does not list it.
  @Nullable Long heardNs(NodeId peer) {
    Entry entry = entries.get(peer);
    return entry == null ? null : entry.heardNs;
  }

  /// Whether the first socket of this peer is one that it dialled.
  boolean dialledFirst(NodeId peer) {
    Entry entry = entries.get(peer);
    return entry != null && entry.open.getFirst().dialled;
  }

  @Override
  @Nullable End outgoing(NodeId peer) {
    Entry entry = entries.get(peer);
    return entry == null ? null : entry.pointer;
  }

  @Override
  boolean reads(End end) {
    Link link = links.get(end);
    return link != null && link.peer != null;
  }

  @Override
  boolean answersOn(End end) {
    Link link = links.get(end);
    End pointer = link == null || link.peer == null ? null : outgoing(link.peer);
    return pointer != null && pointer.wire.sound();
  }
}
