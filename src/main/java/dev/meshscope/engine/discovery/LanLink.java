package dev.meshscope.engine.discovery;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.LanCause;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.LanState;
import dev.meshscope.engine.net.SocketEnd;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Discovery on one network: it keeps a responder running, announces and asks when it is time, and
/// knows who is in sight there. On discovery's thread.
final class LanLink {

  /// After fresh sockets, and after a jump of the clock: at once, a second later, two more later. A
  /// packet may be lost, and whoever came meanwhile has not heard the first.
  private static final long[] ANNOUNCE_AFTER_NS = {
    0, TimeUnit.SECONDS.toNanos(1), TimeUnit.SECONDS.toNanos(2)
  };

  private static final int MOST_ASKED = 32;
  private static final int MOST_DOUBLINGS = 5;

  private final LanAddress at;
  private final OwnAddresses ours;
  private final MdnsService service;
  private final LanTimings timings;
  private final Runnable changed;
  private final MdnsTraffic traffic = new MdnsTraffic();
  private final Earshot earshot;
  private @Nullable Mdns mdns;
  private long openedNs;
  private long retryAtNs;
  private int failures;
  private int deaf;
  private int announcements;
  private long announceAtNs;
  private long announcedNs;
  private long browseAtNs;
  private long askAtNs;
  private int askFrom;
  private Map<NodeId, LanPeer> peers = Map.of();

  LanLink(
      LanAddress at,
      OwnAddresses ours,
      Self self,
      MdnsService service,
      LanTimings timings,
      Runnable changed,
      long nowNs) {
    this.at = at;
    this.ours = ours;
    this.service = service;
    this.timings = timings;
    this.changed = changed;
    this.earshot = new Earshot(self, at, timings);
    this.retryAtNs = nowNs;
  }

  /// Does what is due.
  void work(long nowNs) {
    Mdns running = mdns;
    if (running != null) {
      Cause broken = running.broken();
      if (broken != null) {
        fail(broken, nowNs);
      } else if (deaf(nowNs)) {
        deaf = Math.min(deaf + 1, MOST_DOUBLINGS);
        drop(Cause.of(LanCause.UNHEARD), nowNs);
        retryAtNs = nowNs;
      }
    }
    if (mdns == null && nowNs - retryAtNs >= 0) {
      open(nowNs);
    }
    if (mdns != null) {
      speak(mdns, nowNs);
    }
  }

  private void open(long nowNs) {
    try {
      mdns = Mdns.open(at, ours, service, traffic, changed);
      openedNs = nowNs;
      begin(nowNs);
    } catch (IOException | RuntimeException e) {
      fail(Cause.of(LanCause.PORT_NOT_OPENED, SocketEnd.cause(e)), nowNs);
    }
  }

  /// After a jump of the clock: whatever was heard may be old, and is asked for again.
  void anew(long nowNs) {
    earshot.forgive(nowNs);
    begin(nowNs);
  }

  private void begin(long nowNs) {
    earshot.hold(nowNs);
    announcements = 0;
    announceAtNs = nowNs;
    browseAtNs = nowNs;
    askAtNs = nowNs;
  }

  private void speak(Mdns running, long nowNs) {
    try {
      if (announcements < ANNOUNCE_AFTER_NS.length && nowNs - announceAtNs >= 0) {
        running.announce();
        announcedNs = nowNs;
        announcements++;
        announceAtNs =
            announcements < ANNOUNCE_AFTER_NS.length
                ? nowNs + ANNOUNCE_AFTER_NS[announcements]
                : announceAtNs;
      }
      if (nowNs - browseAtNs >= 0) {
        running.browse();
        browseAtNs = nowNs + timings.browseNs();
      }
    } catch (RuntimeException e) {
      fail(Cause.of(LanCause.RESPONDER_THREW, e.getClass().getSimpleName()), nowNs);
    }
  }

  /// Whether nothing that we sent came back for so long that the sockets may have lost the group,
  /// as they do on some systems when these sleep. Twice as long after each time that it did not
  /// help.
  private boolean deaf(long nowNs) {
    long since = openedNs;
    if (traffic.own() instanceof LanState.Echo.Heard(long heardNs) && heardNs - openedNs > 0) {
      since = heardNs;
      deaf = 0;
    }
    return nowNs - since > timings.deafNs() << deaf;
  }

  private void fail(Cause why, long nowNs) {
    boolean lasted = mdns != null && nowNs - openedNs > LanTimings.MOST_RETRY_NS;
    failures = lasted ? 0 : failures;
    drop(why, nowNs);
    retryAtNs =
        nowNs
            + Math.min(
                LanTimings.MOST_RETRY_NS,
                timings.retryNs() << Math.min(failures, MOST_DOUBLINGS + 1));
    failures++;
  }

  private void drop(Cause why, long nowNs) {
    traffic.problem(why);
    earshot.hold(nowNs);
    end(false);
  }

  /// Who is in sight here.
  Map<NodeId, LanPeer> peers(long nowNs) {
    List<MdnsEntry> cache = cache(nowNs);
    Mdns running = mdns;
    Map<NodeId, LanPeer> now = earshot.listen(cache, nowNs);
    if (running != null) {
      if (!running.answers() && !peers.keySet().containsAll(now.keySet())) {
        greet(nowNs);
      }
      if (nowNs - askAtNs >= 0) {
        ask(running, earshot.doubtful(cache, nowNs));
        askAtNs = nowNs + timings.browseNs() / 8;
      }
    }
    peers = now;
    return now;
  }

  private List<MdnsEntry> cache(long nowNs) {
    if (mdns == null) {
      return List.of();
    }
    try {
      return mdns.entries();
    } catch (RuntimeException e) {
      fail(Cause.of(LanCause.CACHE_UNREADABLE, e.getClass().getSimpleName()), nowNs);
      return List.of();
    }
  }

  /// For a newcomer that asked who is there while nobody answered for us.
  private void greet(long nowNs) {
    long soonNs = Math.max(nowNs, announcedNs + ANNOUNCE_AFTER_NS[1]);
    if (announcements == ANNOUNCE_AFTER_NS.length || soonNs - announceAtNs < 0) {
      announcements = Math.min(announcements, ANNOUNCE_AFTER_NS.length - 1);
      announceAtNs = soonNs;
    }
  }

  /// In turns, so that names that were made up cannot keep others from being asked.
  private void ask(Mdns running, List<MdnsEntry> doubtful) {
    if (doubtful.isEmpty()) {
      return;
    }
    int from = askFrom % doubtful.size();
    askFrom = from + MOST_ASKED;
    running.ask(
        Stream.concat(doubtful.stream().skip(from), doubtful.stream().limit(from))
            .limit(MOST_ASKED));
  }

  int ignored() {
    return earshot.ignored();
  }

  /// Empty while it has no sockets.
  Optional<LanState.Network> network() {
    return mdns == null ? Optional.empty() : Optional.of(traffic.on(at));
  }

  LanState.@Nullable Problem lastProblem() {
    return traffic.lastProblem();
  }

  /// Gives up the sockets; on a thread of its own, as jmdns may need long for that.
  ///
  /// @param goodbye whether to tell everybody that we leave
  /// @return that thread, and what makes it faster
  Optional<Leaving> end(boolean goodbye) {
    Mdns running = mdns;
    mdns = null;
    return Optional.ofNullable(running)
        .map(
            it ->
                new Leaving(
                    Thread.ofVirtual().name("lan-leaving").start(() -> it.end(goodbye)),
                    it::hurry));
  }

  /// A responder that is being closed.
  ///
  /// @param thread ends when it is
  /// @param hurry to be called now and then
  record Leaving(Thread thread, Runnable hurry) {}
}
