package dev.meshscope.doctor;

import dev.meshscope.core.link.RelayState;
import dev.meshscope.doctor.Check.State;
import dev.meshscope.doctor.Check.Topic;
import dev.meshscope.text.Spans;
import dev.meshscope.text.Telling;

/// How we stand with the relay. Pure; on any thread.
final class RelayChecks {
  private static final int BAD_TOKEN = 4003;
  private static final int REPLACED = 4004;
  private static final int ALREADY_THERE = 4006;

  private RelayChecks() {}

  static Check of(RelayState relay, long nowNs) {
    return switch (relay) {
      case RelayState.Off() -> check(State.OFF, Text.of("relay.off"), "relay.off.why");
      case RelayState.Connecting(var url, int attempt) ->
          check(State.WARN, Text.of("relay.connecting", url, attempt), "relay.connecting.why");
      case RelayState.Authenticating(var url) ->
          check(State.WARN, Text.of("relay.authenticating", url), "relay.authenticating.why");
      case RelayState.Open(var url, long sinceNs, int present) ->
          present == 0
              ? check(
                  State.WARN,
                  Text.of("relay.empty", url, Spans.age(nowNs - sinceNs)),
                  "relay.empty.why")
              : check(
                  State.OK,
                  Text.of(
                      present == 1 ? "relay.open.one" : "relay.open",
                      url,
                      Spans.age(nowNs - sinceNs),
                      present),
                  "relay.open.why");
      case RelayState.Waiting(var url, long untilNs, int attempt, var why) ->
          check(
              State.BAD,
              Text.of(
                  "relay.waiting",
                  url,
                  Text.ended(Telling.cause(why)),
                  Spans.countdown(untilNs - nowNs),
                  attempt),
              "relay.waiting.why");
      case RelayState.Stopped(var url, int code, var why) ->
          check(
              State.BAD,
              Text.of("relay.stopped", url, Integer.toString(code), Text.ended(Telling.cause(why))),
              whyStopped(code));
    };
  }

  private static String whyStopped(int code) {
    return switch (code) {
      case BAD_TOKEN -> "relay.token.why";
      case REPLACED, ALREADY_THERE -> "relay.twice.why";
      default -> "relay.stopped.why";
    };
  }

  private static Check check(State state, String fact, String why) {
    return Check.of(Topic.RELAY, state, fact, Text.of(why));
  }
}
