package dev.meshscope.sim;

import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/// What lies between the processes: delay, loss of connection requests, cut paths. Single thread.
final class Network {

  private static final String LOOPBACK = "127.0.0.1";
  private static final long KEEPALIVE_GIVES_UP_NS = TimeUnit.SECONDS.toNanos(11);
  private static final long SYN_AGAIN_NS = TimeUnit.SECONDS.toNanos(1);

  final Agenda agenda;
  final long maxDelayNs;
  final List<Wire> wires = new ArrayList<>();
  final Map<Integer, Proc> ports = new HashMap<>();
  private final SplittableRandom random;
  private final Map<Integer, Long> cuts = new HashMap<>();
  private final Map<Integer, Long> troubled = new HashMap<>();
  private final int synLossPerCent;
  private long cutNumbers;

  /// Whether all that is under way between two processes stays in order: a close never comes behind
  /// a later dial.
  final boolean steady;

  Network(Agenda agenda, SplittableRandom random) {
    this.agenda = agenda;
    this.random = random;
    this.steady = false;
    this.maxDelayNs = TimeUnit.MICROSECONDS.toNanos(random.nextInt(10) < 7 ? 40_000 : 150_000);
    this.synLossPerCent = random.nextInt(3) == 0 ? 10 : 0;
  }

  private Network(Agenda agenda, SplittableRandom random, long delayNs) {
    this.agenda = agenda;
    this.random = random;
    this.steady = true;
    this.maxDelayNs = delayNs;
    this.synLossPerCent = 0;
  }

  /// One machine, or a LAN: nothing is lost, and everything takes the same short time.
  static Network steady(Agenda agenda, SplittableRandom random) {
    long delay = random.nextBoolean() ? 50_000 : 200_000 + random.nextLong(5_000_000);
    return new Network(agenda, random, delay);
  }

  /// Where an identity's processes run, as the LAN sees them.
  static String host(Identity identity) {
    return "10.0.0." + (identity.index() + 1);
  }

  long nowNs() {
    return agenda.nowNs();
  }

  boolean chance(int perCent) {
    return random.nextInt(100) < perCent;
  }

  boolean losesRequests() {
    return synLossPerCent > 0;
  }

  /// One way, 0.05 ms at least; mostly short.
  long delayNs() {
    if (steady) {
      return maxDelayNs;
    }
    long least = TimeUnit.MICROSECONDS.toNanos(50);
    long span = chance(70) ? maxDelayNs / 10 : maxDelayNs;
    return least + random.nextLong(span - least);
  }

  Wire dial(Proc from, int port) {
    return dial(from, new Endpoint(LOOPBACK, port));
  }

  Wire dial(Proc from, Endpoint to) {
    String host = to.host().equals(LOOPBACK) ? LOOPBACK : host(from.identity);
    Wire wire = new Wire(wires.size() + 1L, from, host);
    wires.add(wire);
    long lost = chance(synLossPerCent) ? SYN_AGAIN_NS * (chance(50) ? 1 : 3) : 0;
    agenda.in(delayNs() + lost, () -> requested(wire, to.port()));
    return wire;
  }

  private void requested(Wire wire, int port) {
    End dialer = wire.dialer;
    if (!dialer.open) {
      return;
    }
    Proc to = ports.get(port);
    if (to != null && cut(dialer.owner, to)) {
      agenda.in(SYN_AGAIN_NS, () -> requested(wire, port));
    } else if (to == null || !to.alive) {
      agenda.in(delayNs(), () -> dialer.ends(CloseReason.DIAL_FAILED));
    } else {
      End acceptor = wire.establish(to);
      // The kernel accepts, whether the process runs or not.
      to.deliver(() -> to.accepted(acceptor));
      agenda.in(delayNs(), () -> dialer.owner.deliver(() -> connected(dialer)));
    }
  }

  private static void connected(End dialer) {
    if (dialer.open) {
      dialer.owner.connected(dialer);
    }
  }

  // Paths between two identities.

  private static int path(Proc one, Proc other) {
    return 1 << one.identity.index() | 1 << other.identity.index();
  }

  boolean cut(Proc one, Proc other) {
    return cuts.containsKey(path(one, other));
  }

  /// When the path was last cut or restored.
  long troubledNs(Proc one, Proc other) {
    return cut(one, other) ? nowNs() : troubled.getOrDefault(path(one, other), Long.MIN_VALUE);
  }

  void cut(Proc one, Proc other, long forNs) {
    int path = path(one, other);
    if (cuts.containsKey(path)) {
      return;
    }
    long number = ++cutNumbers;
    cuts.put(path, number);
    agenda.in(KEEPALIVE_GIVES_UP_NS, () -> keepaliveGivesUp(path, number));
    agenda.in(forNs, () -> restore(path));
  }

  private void keepaliveGivesUp(int path, long number) {
    if (cuts.getOrDefault(path, 0L) == number) {
      // Who loses a wire may dial at once.
      for (Wire wire : List.copyOf(wires)) {
        if (wire.established() && path(wire.dialer.owner, wire.acceptor().owner) == path) {
          wire.silence(nowNs());
          wire.dialer.ends(CloseReason.TIMED_OUT);
          wire.acceptor().ends(CloseReason.TIMED_OUT);
        }
      }
    }
  }

  private void restore(int path) {
    cuts.remove(path);
    troubled.put(path, nowNs());
    for (Wire wire : List.copyOf(wires)) {
      if (wire.established() && path(wire.dialer.owner, wire.acceptor().owner) == path) {
        wire.dialer.flush();
        wire.acceptor().flush();
      }
    }
  }
}
