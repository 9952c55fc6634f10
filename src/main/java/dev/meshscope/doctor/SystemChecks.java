package dev.meshscope.doctor;

import dev.meshscope.core.link.Descriptors;
import dev.meshscope.core.link.KernelView;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.Pause;
import dev.meshscope.core.link.SocketOptions;
import dev.meshscope.core.link.SocketTrial;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.Transport;
import dev.meshscope.doctor.Check.State;
import dev.meshscope.doctor.Check.Topic;
import dev.meshscope.text.Phrases;
import dev.meshscope.text.Spans;
import dev.meshscope.text.Telling;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What the operating system does for us, and which limits were reached. Pure; on any thread.
final class SystemChecks {
  private static final long RECENT_NS = TimeUnit.MINUTES.toNanos(5);
  private static final long LATE_NS = TimeUnit.MILLISECONDS.toNanos(250);

  /// Below this a busy mesh runs out of sockets.
  private static final long FEW_DESCRIPTORS = 1_024;

  private SystemChecks() {}

  static List<Check> of(PeerTable table, Surroundings surroundings, long nowNs) {
    List<Check> checks = new ArrayList<>();
    checks.add(keepalive(table, surroundings.socket()));
    checks.add(kernel(table, surroundings.socket()));
    checks.add(descriptors(surroundings.descriptors()));
    checks.add(clock(table, nowNs));
    limits(table, checks);
    return checks;
  }

  private static Check keepalive(PeerTable table, @Nullable SocketTrial trial) {
    long odd = options(table).stream().filter(options -> !options.asWanted()).count();
    if (odd > 0) {
      return Check.of(
          Topic.KEEPALIVE,
          State.BAD,
          Text.of(odd == 1 ? "keepalive.odd.one" : "keepalive.odd", odd),
          Text.of("keepalive.odd.why"));
    }
    SocketOptions options = trial == null ? null : trial.options();
    if (options == null) {
      return trial == null
          ? Check.of(
              Topic.KEEPALIVE, State.OFF, Text.of("keepalive.unknown"), Text.of("keepalive.why"))
          : Check.of(
              Topic.KEEPALIVE,
              State.BAD,
              Text.of("keepalive.failed", Text.ended(Telling.cause(trial.failure()))),
              Text.of("keepalive.failed.why"));
    }
    boolean good = options.asWanted();
    return Check.of(
        Topic.KEEPALIVE,
        good ? State.OK : State.BAD,
        said(options),
        Text.of(good ? "keepalive.why" : "keepalive.odd.why"));
  }

  private static List<SocketOptions> options(PeerTable table) {
    return table.transports().values().stream()
        .filter(transport -> transport.route().kind() == Kind.DIRECT)
        .map(transport -> transport.socket().options())
        .filter(Objects::nonNull)
        .toList();
  }

  private static String said(SocketOptions options) {
    if (!options.keepAlive()) {
      return Text.of("keepalive.off");
    }
    String timeout =
        options.userTimeoutMillis() == null
            ? ""
            : Text.of("keepalive.timeout", Spans.plain(options.userTimeoutMillis() * 1_000_000L));
    return Text.of(
        "keepalive",
        known(options.idleSeconds()),
        known(options.intervalSeconds()),
        known(options.probes()),
        timeout);
  }

  private static String known(@Nullable Integer value) {
    return value == null ? Text.of("keepalive.untold") : value.toString();
  }

  /// What open transports were told counts more than a trial.
  private static Check kernel(PeerTable table, @Nullable SocketTrial trial) {
    long sampled =
        table.transports().values().stream()
            .map(Transport::socket)
            .filter(socket -> socket.kernel() instanceof KernelView.Sampled)
            .count();
    if (sampled > 0) {
      return Check.of(
          Topic.KERNEL,
          State.OK,
          Text.of(sampled == 1 ? "kernel.sampled.one" : "kernel.sampled", sampled),
          Text.of("kernel.why"));
    }
    if (trial == null || trial.options() == null) {
      return Check.of(Topic.KERNEL, State.OFF, Text.of("kernel.unknown"), Text.of("kernel.why"));
    }
    return trial.kernelTells()
        ? Check.of(Topic.KERNEL, State.OK, Text.of("kernel.tells"), Text.of("kernel.why"))
        : Check.of(Topic.KERNEL, State.OFF, Text.of("kernel.silent"), Text.of("kernel.silent.why"));
  }

  private static Check descriptors(@Nullable Descriptors descriptors) {
    if (descriptors == null) {
      return Check.of(
          Topic.DESCRIPTORS,
          State.OFF,
          Text.of("descriptors.uncounted"),
          Text.of("descriptors.why"));
    }
    boolean nearlyOut = descriptors.open() > descriptors.most() * 9 / 10;
    boolean few = descriptors.most() < FEW_DESCRIPTORS;
    return Check.of(
        Topic.DESCRIPTORS,
        nearlyOut ? State.BAD : few ? State.WARN : State.OK,
        Text.of("descriptors", descriptors.open(), descriptors.most()),
        Text.of(nearlyOut || few ? "descriptors.few.why" : "descriptors.why"));
  }

  private static Check clock(PeerTable table, long nowNs) {
    boolean jumped = table.clockJumpedNs() != Long.MIN_VALUE;
    if (jumped && nowNs - table.clockJumpedNs() < RECENT_NS) {
      return Check.of(
          Topic.CLOCK,
          State.WARN,
          Text.of("clock.jumped", Spans.age(nowNs - table.clockJumpedNs())),
          Text.of("clock.jumped.why"));
    }
    if (table.loopLagNs() > LATE_NS) {
      return Check.of(
          Topic.CLOCK,
          State.WARN,
          Text.of("clock.late", Spans.precise(table.loopLagNs())),
          Text.of("clock.late.why"));
    }
    return Check.of(
        Topic.CLOCK,
        State.OK,
        jumped
            ? Text.of("clock.jumped", Spans.age(nowNs - table.clockJumpedNs()))
            : Text.of("clock", Spans.precise(table.loopLagNs())),
        Text.of("clock.why"));
  }

  private static void limits(PeerTable table, List<Check> checks) {
    List<String> reached = new ArrayList<>();
    for (Limits.Which limit : Limits.Which.values()) {
      long times = table.networks().reached(limit);
      if (times > 0) {
        reached.add(Text.of("limit." + Phrases.key(limit), times));
      }
    }
    for (Pause why : Pause.values()) {
      long times = table.networks().paused(why);
      if (times > 0) {
        reached.add(Text.of("pause." + Phrases.key(why), times));
      }
    }
    if (!reached.isEmpty()) {
      checks.add(
          Check.of(
              Topic.LIMITS,
              State.WARN,
              Text.of("limits", String.join(", ", reached)),
              Text.of("limits.why")));
    }
  }
}
