package dev.meshscope.doctor;

import dev.meshscope.core.link.LanState;
import dev.meshscope.core.link.LeftOut;
import dev.meshscope.core.link.LeftOut.Why;
import dev.meshscope.core.link.Networking;
import dev.meshscope.doctor.Check.State;
import dev.meshscope.doctor.Check.Topic;
import dev.meshscope.text.Phrases;
import dev.meshscope.text.Spans;
import dev.meshscope.text.Telling;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether multicast goes out, comes back and brings anybody. Pure; on any thread.
final class LanChecks {
  /// We announce ourselves more often than this.
  private static final long LONG_AGO_NS = TimeUnit.SECONDS.toNanos(90);

  private static final int MOST_NAMED = 6;
  private static final long RECENT_NS = TimeUnit.SECONDS.toNanos(60);

  private LanChecks() {}

  static List<Check> of(LanState lan, Networking wanted, List<LeftOut> leftOut, long nowNs) {
    return switch (lan) {
      case LanState.Off() -> List.of(off(wanted));
      case LanState.Joining() ->
          List.of(
              Check.of(Topic.LAN, State.WARN, Text.of("lan.joining"), Text.of("lan.joining.why")));
      case LanState.Failed(var why) ->
          List.of(
              Check.of(
                  Topic.LAN, State.BAD, Text.of("lan.failed", why), Text.of("lan.failed.why")));
      case LanState.On on -> on(on, leftOut, nowNs);
    };
  }

  private static Check off(Networking wanted) {
    String key = wanted.lan() && wanted.relayOnly() ? "lan.rests" : "lan.off";
    return Check.of(Topic.LAN, State.OFF, Text.of(key), Text.of(key + ".why"));
  }

  private static List<Check> on(LanState.On on, List<LeftOut> leftOut, long nowNs) {
    return on.networks().isEmpty()
        ? List.of(networks(on, leftOut, nowNs))
        : List.of(networks(on, leftOut, nowNs), sent(on), echo(on, nowNs), heard(on));
  }

  private static Check networks(LanState.On on, List<LeftOut> leftOut, long nowNs) {
    if (on.networks().isEmpty()) {
      return Check.of(
          Topic.LAN, State.BAD, Text.of("lan.none") + said(leftOut), Text.of("lan.none.why"));
    }
    String names =
        on.networks().stream()
            .map(network -> network.name() + " " + network.address())
            .collect(Collectors.joining(", "));
    LanState.Problem problem = on.lastProblem();
    if (problem == null || nowNs - problem.atNs() >= RECENT_NS) {
      boolean crowded = leftOut.stream().anyMatch(one -> one.why() == Why.TOO_MANY);
      return Check.of(
          Topic.LAN,
          crowded ? State.WARN : State.OK,
          Text.of("lan.on", names) + said(leftOut),
          Text.of(crowded ? "lan.crowded.why" : "lan.on.why"));
    }
    return Check.of(
        Topic.LAN,
        State.WARN,
        Text.of(
                "lan.problem",
                names,
                Spans.age(nowNs - problem.atNs()),
                Text.ended(Telling.cause(problem.what())))
            + said(leftOut),
        Text.of("lan.problem.why"));
  }

  /// Interfaces that are not used, by reason.
  private static String said(List<LeftOut> leftOut) {
    return Stream.of(Why.values())
        .map(why -> said(why, leftOut.stream().filter(one -> one.why() == why).toList()))
        .collect(Collectors.joining());
  }

  private static String said(Why why, List<LeftOut> leftOut) {
    if (leftOut.isEmpty()) {
      return "";
    }
    String names =
        leftOut.stream().limit(MOST_NAMED).map(LeftOut::name).collect(Collectors.joining(", "));
    int more = leftOut.size() - MOST_NAMED;
    return " "
        + Text.of(
            "lan.left-out." + Phrases.key(why),
            more > 0 ? Text.of("lan.left-out.more", names, more) : names);
  }

  private static Check sent(LanState.On on) {
    return on.announced() == 0
        ? Check.of(
            Topic.MULTICAST,
            State.WARN,
            Text.of("multicast.nothing", on.sent()),
            Text.of("multicast.nothing.why"))
        : Check.of(
            Topic.MULTICAST,
            State.OK,
            Text.of("multicast", on.sent(), on.announced()),
            Text.of("multicast.why"));
  }

  private static Check echo(LanState.On on, long nowNs) {
    List<String> heard = new ArrayList<>();
    List<String> unheard = new ArrayList<>();
    long longest = 0;
    for (LanState.Network network : on.networks()) {
      switch (network.own()) {
        case LanState.Echo.NotHeard() -> unheard.add(network.name());
        case LanState.Echo.Heard(long atNs) -> {
          longest = Math.max(longest, nowNs - atNs);
          heard.add(Text.of("echo.one", Spans.age(nowNs - atNs), network.name()));
        }
      }
    }
    if (heard.isEmpty()) {
      return on.unheard()
          ? echo(State.BAD, Text.of("echo.never"), "echo.never.why")
          : echo(State.WARN, Text.of("echo.not-yet"), "echo.not-yet.why");
    }
    String where = String.join(", ", heard);
    if (!unheard.isEmpty()) {
      return echo(
          State.WARN, Text.of("echo.some", where, String.join(", ", unheard)), "echo.never.why");
    }
    boolean stale = longest > LONG_AGO_NS;
    return echo(
        stale ? State.WARN : State.OK,
        Text.of("echo", where),
        stale ? "echo.never.why" : "echo.why");
  }

  private static Check echo(State state, String fact, String why) {
    return Check.of(Topic.ECHO, state, fact, Text.of(why));
  }

  private static Check heard(LanState.On on) {
    String ignored = on.ignored() == 0 ? "" : " " + Text.of("neighbours.ignored", on.ignored());
    return switch (on.peersHeard()) {
      case 0 -> neighbours(State.WARN, "neighbours.none", ignored, on, "neighbours.none.why");
      case 1 -> neighbours(State.OK, "neighbours.one", ignored, on, "neighbours.why");
      default -> neighbours(State.OK, "neighbours", ignored, on, "neighbours.why");
    };
  }

  private static Check neighbours(
      State state, String key, String ignored, LanState.On on, String why) {
    return Check.of(Topic.NEIGHBOURS, state, Text.of(key, on.peersHeard()) + ignored, Text.of(why));
  }
}
