package dev.meshscope.doctor;

import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.standing.Condition;
import dev.meshscope.core.standing.Standing;
import dev.meshscope.core.standing.Way;
import dev.meshscope.core.table.Peer;
import dev.meshscope.doctor.Check.State;
import dev.meshscope.doctor.Check.Topic;
import dev.meshscope.text.Phrases;
import dev.meshscope.text.Telling;
import java.util.ArrayList;
import java.util.List;

/// A connected peer that is not plainly live, another way to it that is not well, and where it is
/// announced beside. Pure; on any thread.
final class PresentChecks {
  private PresentChecks() {}

  static List<Check> of(Peer peer, Standing.Present standing) {
    List<Check> checks = new ArrayList<>();
    // Who has fallen from proven has a line of its own.
    if (standing.condition() != Condition.LIVE && standing.condition() != Condition.UNPROVEN) {
      checks.add(inUse(peer, standing.inUse()));
    }
    standing.ways().stream()
        .filter(way -> !way.inUse() && way.condition().bad())
        .forEach(way -> checks.add(beside(peer, way)));
    standing.elsewhere().ifPresent(at -> checks.add(elsewhere(peer, at)));
    return checks;
  }

  private static Check inUse(Peer peer, Way way) {
    return new Check(
        Topic.PEER,
        state(way.condition()),
        peer.name().text(),
        Text.of("peer.stands", Telling.word(way.condition()), facts(way)),
        Telling.meaning(way.condition()));
  }

  /// An idle peer falls quiet between heartbeats; one that is asked about is not wrong, either.
  private static State state(Condition condition) {
    return switch (condition.tone()) {
      case BAD -> State.BAD;
      case GOOD, WATCH, PLAIN -> State.OK;
    };
  }

  private static Check beside(Peer peer, Way way) {
    return new Check(
        Topic.PEER,
        State.WARN,
        peer.name().text(),
        Text.of(
            "peer.beside",
            Text.of("via." + Phrases.key(way.kind())),
            Telling.word(way.condition()),
            facts(way)),
        Telling.meaning(way.condition()));
  }

  private static String facts(Way way) {
    return Telling.facts(way.health().evidence());
  }

  private static Check elsewhere(Peer peer, Endpoint at) {
    return new Check(
        Topic.PEER,
        State.WARN,
        peer.name().text(),
        Text.of("peer.elsewhere", at),
        Text.of("peer.elsewhere.why"));
  }
}
