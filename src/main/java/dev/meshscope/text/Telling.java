package dev.meshscope.text;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.Caused;
import dev.meshscope.core.cause.Code;
import dev.meshscope.core.event.FloodSum;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.standing.Absence;
import dev.meshscope.core.standing.Condition;
import dev.meshscope.core.standing.Failure;
import dev.meshscope.core.standing.Probes;
import dev.meshscope.core.standing.Redial;
import dev.meshscope.core.standing.Standing;
import dev.meshscope.core.standing.Way;
import dev.meshscope.core.table.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/// How a peer stands, in words: the same ones for window, terminal and doctor. Pure; on any thread.
public final class Telling {
  private static final Phrases WORDS = Phrases.SHARED;

  private Telling() {}

  /// As shown and as written in a filter: `path dead`.
  public static String word(Condition condition) {
    return WORDS.word(condition, "state");
  }

  /// What it means, in a sentence.
  public static String meaning(Condition condition) {
    return WORDS.word(condition, "state.meaning");
  }

  /// A fact in a sentence.
  public static String fact(Fact fact) {
    String value =
        switch (fact.key().unit()) {
          case NANOS -> Spans.age(fact.value());
          case COUNT -> Spans.count(fact.value());
          case NONE -> "";
        };
    return WORDS.of("fact." + fact.key().id(), value);
  }

  /// The facts in a row.
  public static String facts(List<Fact> facts) {
    return String.join(", ", facts.stream().map(Telling::fact).toList());
  }

  // The figures of a row. What is unknown is a dash.

  /// How long nothing was heard.
  public static String heard(Standing standing) {
    return shown(standing.heardNs(), Spans::tight);
  }

  public static String roundTrip(Way way) {
    return shown(way.roundTripNs(), Spans::precise);
  }

  /// How long a ping has been out, where that is worth a word.
  public static String wait(Way way) {
    return shown(way.waitNs(), Spans::tight);
  }

  private static String shown(OptionalLong value, LongFunction<String> how) {
    return value.isEmpty() ? Spans.NONE : how.apply(value.getAsLong());
  }

  /// What the kernel's probes say, in a cell.
  public static String probes(Probes probes) {
    return switch (probes) {
      case Probes.Relayed(), Probes.Unavailable(_) -> WORDS.of("keepalive.na");
      case Probes.NotYet() -> Spans.NONE;
      case Probes.Missed(int count) -> WORDS.of("keepalive.missed", count);
      case Probes.Unacknowledged(_, _) -> WORDS.of("keepalive.unacked");
      case Probes.Answered(long agoNs, _) -> Spans.tight(agoNs);
    };
  }

  /// What stands behind it, in a sentence.
  public static String explained(Probes probes) {
    return switch (probes) {
      case Probes.Relayed() -> WORDS.of("keepalive.relay");
      case Probes.Unavailable(Cause why) -> cause(why);
      case Probes.NotYet() -> WORDS.of("keepalive.not-yet");
      case Probes.Missed(int count) -> WORDS.of("keepalive.missed.why", count);
      case Probes.Unacknowledged(int segments, int backoff) ->
          WORDS.of("keepalive.unacked.why", segments, backoff);
      case Probes.Answered(_, long answered) -> WORDS.of("keepalive.answered.why", answered);
    };
  }

  /// What would be done with a newcomer: `REPLACE`.
  public static String act(Redial redial) {
    return WORDS.word(redial.act(), "verb");
  }

  /// Why, as short as can be: `silent 12 s`.
  public static String because(Redial redial) {
    return switch (redial.figure()) {
      case Redial.Figure.Silent(long ns) ->
          WORDS.of(
              redial.act() == Redial.Act.REPLACE ? "redial.silent" : "redial.fresh",
              Spans.tight(ns));
      case Redial.Figure.Probe(long ns) -> WORDS.of("redial.probe", Spans.calm(ns));
      case Redial.Figure.None() -> WORDS.word(redial.verdict().reason(), "redial");
    };
  }

  // Why nobody is connected.

  /// The whole of it in a sentence without its full stop.
  public static String story(Absence absence) {
    return switch (absence) {
      case Absence.Dialling out -> after(dialling(out), out.before());
      case Absence.Left left -> after(left(left), left.failure());
      case Absence.Impersonated(int times, long agoNs) ->
          WORDS.of("standing.impersonated", times, Spans.age(agoNs));
      case Absence.Unseen(var failure) -> after(WORDS.of("standing.unseen"), failure);
      case Absence.Unreachable(_, Failure failure, long againNs) ->
          WORDS.of("standing.again", failed(failure), again(againNs));
      case Absence.Waiting waiting ->
          after(
              WORDS.of(
                  "standing." + waiting.next().id(),
                  place(waiting.seen()),
                  Spans.age(waiting.forNs())),
              waiting.failure());
    };
  }

  private static String dialling(Absence.Dialling out) {
    return WORDS.of(
        out.connected() ? "standing.awaiting-handshake" : "standing.connecting",
        out.remote(),
        Spans.age(out.forNs()),
        out.attempt());
  }

  private static String left(Absence.Left left) {
    String age = Spans.age(left.agoNs());
    return left.last()
        .map(last -> WORDS.of("standing.left-because", age, closed(last.reason())))
        .orElseGet(() -> WORDS.of("standing.left", age));
  }

  private static String failed(Failure failure) {
    return WORDS.of(
        failure.times() == 1 ? "standing.failed-once" : "standing.failed",
        failure.at(),
        failure.times(),
        Spans.age(failure.agoNs()),
        cause(failure.error()));
  }

  private static String after(String story, Optional<Failure> before) {
    return before
        .map(
            failure ->
                WORDS.of(
                    "standing.after", story, Spans.age(failure.agoNs()), cause(failure.error())))
        .orElse(story);
  }

  /// `in 2.4 s`, or `now`.
  public static String again(long inNs) {
    return inNs <= 0 ? WORDS.of("standing.now") : WORDS.of("standing.in", Spans.age(inNs));
  }

  /// Where it is seen: `seen at 127.0.0.1:4711`.
  public static String place(Sighting seen) {
    return switch (seen.source()) {
      case LOOPBACK -> WORDS.of("standing.at-loopback", seen.endpoint());
      case LAN -> WORDS.of("standing.at-lan", seen.endpoint());
      case RELAY -> WORDS.of("standing.at-relay");
    };
  }

  /// Why a connection ended.
  public static String closed(CloseReason reason) {
    return WORDS.word(reason, "close");
  }

  /// What of a flood is not told one by one.
  public static String flood(FloodSum sum) {
    List<String> said = new ArrayList<>();
    if (!sum.reasons().isEmpty()) {
      String why =
          sum.reasons().entrySet().stream()
              .sorted(Map.Entry.<CloseReason, Integer>comparingByValue().reversed())
              .map(one -> WORDS.of("flood.reason", one.getValue(), closed(one.getKey())))
              .collect(Collectors.joining("; "));
      said.add(
          sum.connections() == 1
              ? WORDS.of("flood.strays.one", why)
              : WORDS.of("flood.strays", sum.connections(), why));
    }
    counted("flood.strangers", sum.strangers()).ifPresent(said::add);
    counted("flood.earlier-lives", sum.earlierLives()).ifPresent(said::add);
    return String.join(". ", said);
  }

  private static Optional<String> counted(String key, int count) {
    return count == 0
        ? Optional.empty()
        : Optional.of(count == 1 ? WORDS.of(key + ".one") : WORDS.of(key, count));
  }

  /// Why something is as it is: where it is a sentence of its own, with its full stop.
  public static String cause(Cause cause) {
    return switch (cause) {
      case Cause.Said(String text) -> text;
      case Cause.Known(Code code, List<Cause> with) ->
          WORDS.of(code.key(), with.stream().map(Telling::cause).toArray());
    };
  }

  /// What a person is to read of an exception.
  public static String fault(Throwable thrown) {
    return thrown instanceof Caused caused
        ? cause(caused.why())
        : String.valueOf(thrown.getMessage());
  }
}
