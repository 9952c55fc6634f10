package dev.meshscope.ui.networks;

import dev.meshscope.core.link.LanState;
import dev.meshscope.core.link.Networking;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.text.Spans;
import dev.meshscope.text.Telling;
import dev.meshscope.ui.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How a network stands, in a few words and in full: a value. Made on the JavaFX thread.
///
/// @param tone how it is to be taken
/// @param brief for a chip
/// @param help all of it
public record Standing(Tone tone, String brief, String help) {

  /// How it is to be taken.
  public enum Tone {
    GOOD,
    WATCH,
    BAD,
    OFF;

    /// Its shape and colour in the style sheet.
    public String style() {
      return "standing-" + name().toLowerCase(Locale.ROOT);
    }
  }

  /// The LAN.
  ///
  /// @param wanted which networks are to be joined
  public static Standing lan(LanState state, Networking wanted, long nowNs) {
    return switch (state) {
      case LanState.Off() ->
          wanted.lan() && wanted.relayOnly()
              ? new Standing(Tone.OFF, Words.of("chip.lan.rests"), Words.of("chip.lan.rests.help"))
              : new Standing(Tone.OFF, Words.of("chip.lan.off"), Words.of("chip.lan.off.help"));
      case LanState.Joining() ->
          new Standing(Tone.WATCH, Words.of("chip.lan.joining"), Words.of("chip.lan.joining.help"));
      case LanState.Failed(var why) ->
          new Standing(Tone.BAD, Words.of("chip.lan.failed"), Telling.cause(why));
      case LanState.On on -> on(on, nowNs);
    };
  }

  private static Standing on(LanState.On on, long nowNs) {
    if (on.networks().isEmpty()) {
      return new Standing(Tone.BAD, Words.of("chip.lan.none"), Words.of("chip.lan.none.help"));
    }
    List<String> help = new ArrayList<>();
    help.add(Words.of("chip.lan.on.help", on.peersHeard(), on.ignored()));
    on.networks().forEach(network -> help.add(network(network, nowNs)));
    if (on.lastProblem() != null) {
      help.add(
          Words.of(
              "chip.lan.problem",
              Spans.age(nowNs - on.lastProblem().atNs()),
              on.lastProblem().what()));
    }
    if (on.unheard()) {
      help.add(Words.of("chip.lan.unheard.help"));
    }
    return new Standing(
        on.unheard() ? Tone.WATCH : Tone.GOOD,
        on.unheard() ? Words.of("chip.lan.unheard") : Words.of("chip.lan.on", on.peersHeard()),
        String.join("\n", help));
  }

  private static String network(LanState.Network network, long nowNs) {
    return switch (network.own()) {
      case LanState.Echo.NotHeard() ->
          Words.of("chip.lan.network", network.name(), network.address(), network.sent());
      case LanState.Echo.Heard(long atNs) ->
          Words.of(
              "chip.lan.network.heard",
              network.name(),
              network.address(),
              network.sent(),
              Spans.age(nowNs - atNs));
    };
  }

  /// The relay.
  public static Standing relay(RelayState state, long nowNs) {
    return switch (state) {
      case RelayState.Off() ->
          new Standing(Tone.OFF, Words.of("chip.relay.off"), Words.of("chip.relay.off.help"));
      case RelayState.Connecting(var url, int attempt) ->
          new Standing(
              Tone.WATCH,
              Words.of("chip.relay.connecting"),
              Words.of("chip.relay.connecting.help", url, attempt));
      case RelayState.Authenticating(var url) ->
          new Standing(
              Tone.WATCH,
              Words.of("chip.relay.connecting"),
              Words.of("chip.relay.authenticating.help", url));
      case RelayState.Open(var url, long sinceNs, int present) ->
          new Standing(
              Tone.GOOD,
              Words.of("chip.relay.open", present),
              Words.of("chip.relay.open.help", url, Spans.age(nowNs - sinceNs), present));
      case RelayState.Waiting(var url, long untilNs, int attempt, var why) ->
          new Standing(
              Tone.BAD,
              Words.of("chip.relay.waiting", Spans.countdown(untilNs - nowNs)),
              Words.of("chip.relay.waiting.help", url, why, attempt));
      case RelayState.Stopped(var url, int code, var why) ->
          new Standing(
              Tone.BAD,
              Words.of("chip.relay.stopped"),
              Words.of("chip.relay.stopped.help", url, Integer.toString(code), why));
    };
  }
}
