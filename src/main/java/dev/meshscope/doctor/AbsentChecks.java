package dev.meshscope.doctor;

import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.standing.Absence;
import dev.meshscope.core.standing.Failure;
import dev.meshscope.core.standing.Standing;
import dev.meshscope.core.table.Peer;
import dev.meshscope.doctor.Check.State;
import dev.meshscope.doctor.Check.Topic;
import dev.meshscope.text.Telling;
import java.util.Optional;

/// A peer that is seen and not connected, or that was dialled in vain, and what to do. Pure; on any
/// thread.
final class AbsentChecks {
  private AbsentChecks() {}

  /// Empty if it has simply left.
  static Optional<Check> of(Peer peer, Standing.Absent standing, DialAdvice advice) {
    Absence why = standing.why();
    Optional<Failure> failure = why.failed();
    if (!Absence.seen(peer) && failure.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Check(
            Topic.PEER,
            failure.isPresent() ? State.BAD : State.WARN,
            peer.name().text(),
            fact(Telling.word(standing.condition()), story(why)),
            failure
                .map(failed -> advice(peer, failed, advice))
                .orElseGet(() -> Text.of("peer." + why.id() + ".why"))));
  }

  /// `seen at …` says already that it is seen.
  private static String fact(String word, String story) {
    return story.startsWith(word + " ") ? Text.ended(story) : Text.of("peer.stands", word, story);
  }

  /// Of whom we dial in vain also where it is seen: that need not be where it is dialled.
  private static String story(Absence why) {
    String story = Telling.story(why);
    return why instanceof Absence.Unreachable unreachable
        ? Text.of("peer.unreachable", Telling.place(unreachable.seen()), story)
        : story;
  }

  private static String advice(Peer peer, Failure failure, DialAdvice advice) {
    return isRelay(peer, failure.at())
        ? Text.of("dial.relay.why")
        : advice.of(failure.at(), failure.error());
  }

  private static boolean isRelay(Peer peer, Endpoint dialled) {
    Sighting relay = peer.seen().now().get(Source.RELAY);
    return relay != null && relay.endpoint().equals(dialled);
  }
}
