package dev.meshscope.engine.discovery;

import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.Self;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who is in sight on one network. A peer comes into sight when all of it has been heard, and goes
/// out of sight when it says goodbye, when its records expire, or when its SRV record was not heard
/// again within the patience, although everybody is asked several times in that time: the lifetimes
/// that peers announce (hours, with some) are too long to notice a dead one by. On discovery's
/// thread.
final class Earshot {

  /// The most peers on one network; who comes later is not taken.
  static final int MOST = 1_024;

  private final NodeId own;
  private final Group group;
  private final LanAddress on;
  private final LanTimings timings;
  private final Map<NodeId, Heard> heard = new LinkedHashMap<>();
  private boolean holding;
  private long holdUntilNs;
  private int ignored;
  private int room;

  /// What was heard of one peer. It is kept when it is stale, too: the cache goes on showing it,
  /// and it must not look new.
  private record Heard(LanPeer peer, long stamp, long atNs) {}

  Earshot(Self self, LanAddress on, LanTimings timings) {
    this.own = self.nodeId();
    this.group = self.group();
    this.on = on;
    this.timings = timings;
  }

  /// Nobody is lost for some time only because the cache does not show it: it was emptied, and
  /// everybody is being asked again.
  void hold(long nowNs) {
    holding = !heard.isEmpty();
    holdUntilNs = nowNs + timings.holdNs();
  }

  /// Nobody is lost for what was not heard while this machine slept.
  void forgive(long nowNs) {
    heard.replaceAll((_, was) -> new Heard(was.peer(), was.stamp(), nowNs));
  }

  /// Who is in sight, given what the cache shows now.
  Map<NodeId, LanPeer> listen(List<MdnsEntry> cache, long nowNs) {
    holding = holding && nowNs - holdUntilNs < 0;
    room = MOST - inSight(nowNs).size();
    Map<NodeId, Heard> now = new HashMap<>();
    ignored = 0;
    for (MdnsEntry entry : cache) {
      if (entry.complete() && !isOwn(entry)) {
        hear(entry, nowNs).ifPresentOrElse(it -> now.put(it.peer().nodeId(), it), () -> ignored++);
      }
    }
    if (!holding) {
      heard.keySet().retainAll(now.keySet());
    }
    heard.putAll(now);
    return inSight(nowNs);
  }

  private Optional<Heard> hear(MdnsEntry entry, long nowNs) {
    MdnsEntry.Service service = entry.service().orElseThrow();
    List<Reach> ways = Reach.of(entry.addresses(), service.port(), on);
    return Announcement.read(entry.instance(), entry.txt().orElseThrow(), group)
        .filter(_ -> !ways.isEmpty())
        .map(said -> new LanPeer(said, ways))
        .flatMap(peer -> hear(peer, service.stamp(), nowNs));
  }

  private Optional<Heard> hear(LanPeer peer, long stamp, long nowNs) {
    Heard was = heard.get(peer.nodeId());
    if (was != null && was.stamp() == stamp) {
      return Optional.of(new Heard(peer, stamp, was.atNs()));
    }
    boolean comes = was == null || !isFresh(was, nowNs);
    if (comes && room == 0) {
      return Optional.empty();
    }
    room -= comes ? 1 : 0;
    return Optional.of(new Heard(peer, stamp, nowNs));
  }

  private boolean isFresh(Heard it, long nowNs) {
    return nowNs - it.atNs() <= timings.patienceNs();
  }

  private Map<NodeId, LanPeer> inSight(long nowNs) {
    Map<NodeId, LanPeer> peers = new LinkedHashMap<>();
    heard.forEach(
        (id, it) -> {
          if (isFresh(it, nowNs)) {
            peers.put(id, it.peer());
          }
        });
    return peers;
  }

  /// Announcements that the last look did not take.
  int ignored() {
    return ignored;
  }

  /// Whom to ask directly: of whom something is missing, or who did not answer the last question
  /// that went to all.
  List<MdnsEntry> doubtful(List<MdnsEntry> cache, long nowNs) {
    return cache.stream()
        .filter(entry -> !isOwn(entry))
        .filter(
            entry ->
                NodeId.parse(entry.instance())
                    .filter(id -> !entry.complete() || isQuiet(id, nowNs))
                    .isPresent())
        .toList();
  }

  private boolean isQuiet(NodeId id, long nowNs) {
    Heard it = heard.get(id);
    return it != null && nowNs - it.atNs() > timings.doubtNs() && isFresh(it, nowNs);
  }

  private boolean isOwn(MdnsEntry entry) {
    return entry.instance().equalsIgnoreCase(own.text());
  }
}
