package dev.meshscope.lab.result;

import dev.meshscope.core.event.EventKind;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.lab.proxy.End;
import dev.meshscope.lab.words.LabWords;
import dev.meshscope.lab.world.Line;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Finds what is worth telling of a round. Pure.
public final class Moments {
  private Moments() {}

  private static final Set<EventKind> WORTH_TELLING =
      EnumSet.of(
          EventKind.PROMOTED,
          EventKind.REFUSED,
          EventKind.LEFT,
          EventKind.FLAP,
          EventKind.CLONE,
          EventKind.IDENTITY_ALARM,
          EventKind.WRONG_PROMOTION,
          EventKind.SUPERSEDED_RETURNED,
          EventKind.REMOTE_CANNOT_SEND,
          EventKind.SUSPECT);

  /// All of a round; of equal ones in a row only the first, with their number.
  public static List<Moment> of(Story story) {
    List<Moment> moments = new ArrayList<>();
    String before = "";
    int times = 1;
    for (Line line : story.facts().survivorLines()) {
      MeshEvent told = line.told();
      boolean live = told instanceof MeshEvent.Live its && its.reason() != null;
      if (live || (told != null && WORTH_TELLING.contains(told.what()))) {
        String words = words(story, line, live);
        if (words.equals(before)) {
          Moment first = moments.removeLast();
          moments.add(new Moment(first.at(), LabWords.of("moments.times", words, ++times)));
        } else {
          moments.add(new Moment(line.at(), words));
          before = words;
          times = 1;
        }
      }
    }
    return moments;
  }

  private static String words(Story story, Line line, boolean live) {
    StringBuilder words = new StringBuilder(line.event());
    if (!line.text("reason").isEmpty()) {
      words.append(" (").append(line.text("reason")).append(')');
    }
    story.links().stream()
        .filter(link -> line.transport() == link.number())
        .map(Link::other)
        .filter(Objects::nonNull)
        .findFirst()
        .map(End::words)
        .ifPresent(other -> words.append(live ? ": " : LabWords.of("moments.from")).append(other));
    if (Counting.isFalse(story, line)) {
      words.append(LabWords.of("moments.the-replaced-link-was"));
    }
    if (Counting.isLoss(story, line)) {
      words.append(LabWords.of("moments.it-was-well"));
    }
    return words.toString();
  }
}
