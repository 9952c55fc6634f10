package dev.meshscope.core.table;

import dev.meshscope.core.dial.DialVerdict;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.KnownKeys;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.identity.Seal;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.LanState;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.Pause;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.TransportId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedSet;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/// All that a node knows of its peers: a value. It changes by events only, and [#step] is the one
/// place that makes them.
///
/// @param self who we are
/// @param settings rule and timings
/// @param links the connections
/// @param known whom we know, and where we want to be connected
/// @param clock what is to be held against nobody
/// @param networks how LAN, relay and limits fare
public record PeerTable(
    Self self, Settings settings, Links links, Known known, Clock clock, Networks networks) {

  /// The connections, and those that ended last.
  ///
  /// @param transports all that are open, by number
  /// @param unidentified those whose remote has not said who it is, or is yet to prove it
  /// @param next the number the next transport gets
  /// @param ended the transports that ended last
  public record Links(
      PMap<TransportId, Transport> transports,
      PSortedSet<TransportId> unidentified,
      TransportId next,
      EndedRing ended) {
    static final Links NONE =
        new Links(TreePMap.empty(), TreePSet.empty(), new TransportId(1), EndedRing.EMPTY);

    Links with(PMap<TransportId, Transport> other, PSortedSet<TransportId> unknown) {
      return new Links(other, unknown, next, ended);
    }

    Links withNext(TransportId other) {
      return new Links(transports, unidentified, other, ended);
    }

    Links with(EndedRing other) {
      return new Links(transports, unidentified, next, other);
    }
  }

  /// Whom we know.
  ///
  /// @param peers everybody we know of
  /// @param keys which key is believed for whom
  /// @param targets addresses to keep connected
  /// @param doors how our dials fared by address, whoever was expected there
  public record Known(
      PMap<NodeId, Peer> peers, Keys keys, PMap<Endpoint, Target> targets, Doors doors) {

    Known withPeers(PMap<NodeId, Peer> other) {
      return new Known(other, keys, targets, doors);
    }

    Known with(Keys other) {
      return new Known(peers, other, targets, doors);
    }

    Known withTargets(PMap<Endpoint, Target> other) {
      return new Known(peers, keys, other, doors);
    }

    Known with(Doors other) {
      return new Known(peers, keys, targets, other);
    }
  }

  /// Time that counts against nobody.
  ///
  /// @param jumpedNs when the clock last jumped: silence before it is held against nobody;
  ///   Long.MIN_VALUE if it never did
  /// @param lagNs how late our own loop runs
  public record Clock(long jumpedNs, long lagNs) {
    static final Clock STEADY = new Clock(Long.MIN_VALUE, 0);
  }

  /// What lies around the mesh's sockets.
  ///
  /// @param lan how discovery on the LAN fares
  /// @param relay how we stand with the relay
  /// @param reached how often each limit was reached since the start
  /// @param paused how often somebody was not read from for each reason that is no limit
  public record Networks(
      LanState lan, RelayState relay, PMap<Limits.Which, Long> reached, PMap<Pause, Long> paused) {
    static final Networks NONE =
        new Networks(new LanState.Off(), new RelayState.Off(), TreePMap.empty(), TreePMap.empty());

    /// How often this limit was reached since the start.
    public long reached(Limits.Which limit) {
      return reached.getOrDefault(limit, 0L);
    }

    /// How often somebody was not read from for this reason since the start.
    public long paused(Pause why) {
      return paused.getOrDefault(why, 0L);
    }

    Networks reached(Limits.Which limit, int more) {
      return new Networks(lan, relay, reached.plus(limit, reached(limit) + more), paused);
    }

    Networks paused(Pause why, int more) {
      return new Networks(lan, relay, reached, paused.plus(why, paused(why) + more));
    }

    Networks with(LanState other) {
      return new Networks(other, relay, reached, paused);
    }

    Networks with(RelayState other) {
      return new Networks(lan, other, reached, paused);
    }
  }

  /// What one step yields.
  ///
  /// @param table the new table
  /// @param effects to be carried out in order
  /// @param events what happened, in order
  public record Step(PeerTable table, List<Effect> effects, List<MeshEvent> events) {}

  /// A node that knows nobody.
  ///
  /// @param pinned the keys known from earlier runs
  public static PeerTable empty(Self self, Settings settings, Map<NodeId, PublicKey> pinned) {
    return empty(self, settings, new KnownKeys(pinned, Set.of(), Set.of()));
  }

  /// A node that knows nobody but by the keys of earlier runs.
  public static PeerTable empty(Self self, Settings settings, KnownKeys known) {
    return new PeerTable(
        self,
        settings,
        Links.NONE,
        new Known(
            TreePMap.empty(NodeId.SCATTERED), Keys.of(known), HashTreePMap.empty(), Doors.NONE),
        Clock.STEADY,
        Networks.NONE);
  }

  /// Takes one input in. The same table, input and time always yield the same step.
  ///
  /// @param seal signs and verifies proofs
  /// @param nowNs monotonic; never smaller than at the step before
  public Step step(Input input, Seal seal, long nowNs) {
    return Turn.of(this, seal, nowNs).take(input).done();
  }

  /// The table after this event. Folding all events of a run over its first table gives its last.
  public PeerTable apply(MeshEvent event) {
    return Fold.apply(this, event);
  }

  /// The transport of this number; empty if it has left.
  public Optional<Transport> transport(TransportId id) {
    return Optional.ofNullable(transports().get(id));
  }

  /// The transport that holds this slot of a peer; null if none does.
  public @Nullable Transport incumbent(Peer peer, Kind kind) {
    TransportId id = peer.slot(kind).incumbent();
    return id == null ? null : transports().get(id);
  }

  /// The peer of this id; empty if it is unknown.
  public Optional<Peer> peer(NodeId id) {
    return Optional.ofNullable(peers().get(id));
  }

  /// The transport that frames to this peer go out on; null if there is none. One whose remote has
  /// proven who it is before any other; of those the best healthy one: one that has answered a ping
  /// before one that has not, a suspect one last, and of equals direct before relay. So a direct
  /// one is not used before it has answered while a relay stands.
  public @Nullable Transport active(Peer peer) {
    Transport best = null;
    for (Kind kind : Kind.values()) {
      Transport transport = incumbent(peer, kind);
      if (transport != null && (best == null || rank(transport) < rank(best))) {
        best = transport;
      }
    }
    return best;
  }

  private static int rank(Transport transport) {
    int health = transport.pulse().roundTrips().measured() ? 0 : 1;
    return (transport.greeting().proven() ? 0 : 3)
        + (transport.state() == State.SUSPECT ? 2 : health);
  }

  /// When this peer was last heard on any transport, ended ones included; -1 if never.
  public long lastHeardNs(Peer peer) {
    long last = peer.past().lastHeardNs();
    for (TransportId id : peer.transports()) {
      Transport transport = transports().get(id);
      if (transport != null && transport.greeting().theirs() != null) {
        last = Math.max(last, transport.pulse().lastHeardNs());
      }
    }
    return last;
  }

  /// How often a healthy idle transport is pinged: the settings' interval, tightened between
  /// Meshscope nodes.
  public long heartbeatIntervalNs(Transport transport) {
    return transport.ours()
        ? Math.min(settings.heartbeatIntervalNs(), Settings.OWN_INTERVAL_NS)
        : settings.heartbeatIntervalNs();
  }

  /// Whether what a discovery tells is taken in: of strangers that are not connected only so many
  /// are, so that made-up announcements fill nothing.
  public boolean takes(Sighting sighting) {
    return Strangers.takes(this, sighting);
  }

  /// Whether nobody here wanted this peer, in this run or an earlier one: it came by itself, or is
  /// only announced.
  public boolean isStranger(NodeId peer) {
    return Strangers.claim(this, peer) == Strangers.Claim.NOBODYS;
  }

  /// What the rule of dialling says about the way to this peer that a discovery shows; empty if it
  /// shows none that could be dialled.
  public Optional<DialVerdict> dialVerdict(Peer peer, Source source, long nowNs) {
    return Dialer.verdict(this, peer, source, nowNs);
  }

  /// All transports that are open, by number.
  public PMap<TransportId, Transport> transports() {
    return links.transports();
  }

  /// The transports whose remote has not said who it is, or is yet to prove it.
  public PSortedSet<TransportId> unidentified() {
    return links.unidentified();
  }

  /// The number the next transport gets.
  public TransportId nextTransport() {
    return links.next();
  }

  /// The transports that ended last.
  public EndedRing ended() {
    return links.ended();
  }

  /// Everybody we know of.
  public PMap<NodeId, Peer> peers() {
    return known.peers();
  }

  /// The key believed for each node id.
  public PMap<NodeId, PublicKey> pinned() {
    return known.keys().pinned();
  }

  /// Which key is believed for whom, and on whose account.
  public Keys keys() {
    return known.keys();
  }

  /// How our dials fared by address, whoever was expected there.
  Doors doors() {
    return known.doors();
  }

  /// Addresses to keep connected.
  public PMap<Endpoint, Target> targets() {
    return known.targets();
  }

  /// When the clock last jumped; Long.MIN_VALUE if it never did.
  public long clockJumpedNs() {
    return clock.jumpedNs();
  }

  /// How late our own loop runs.
  public long loopLagNs() {
    return clock.lagNs();
  }

  PeerTable with(PMap<TransportId, Transport> other, PSortedSet<TransportId> unknown) {
    return with(links.with(other, unknown));
  }

  PeerTable withNext(TransportId next) {
    return with(links.withNext(next));
  }

  PeerTable with(EndedRing other) {
    return with(links.with(other));
  }

  PeerTable withPeers(PMap<NodeId, Peer> other) {
    return with(known.withPeers(other));
  }

  PeerTable withPinned(PMap<NodeId, PublicKey> other) {
    return with(keys().with(other));
  }

  PeerTable with(Keys other) {
    return with(known.with(other));
  }

  PeerTable with(Doors other) {
    return with(known.with(other));
  }

  PeerTable withTarget(Target target) {
    return withTargets(targets().plus(target.endpoint(), target));
  }

  PeerTable withTargets(PMap<Endpoint, Target> other) {
    return with(known.withTargets(other));
  }

  PeerTable withClock(long jumpedNs, long lagNs) {
    return new PeerTable(self, settings, links, known, new Clock(jumpedNs, lagNs), networks);
  }

  PeerTable with(Settings other) {
    return new PeerTable(self, other, links, known, clock, networks);
  }

  PeerTable with(Networks other) {
    return new PeerTable(self, settings, links, known, clock, other);
  }

  private PeerTable with(Links other) {
    return new PeerTable(self, settings, other, known, clock, networks);
  }

  private PeerTable with(Known other) {
    return new PeerTable(self, settings, links, other, clock, networks);
  }
}
