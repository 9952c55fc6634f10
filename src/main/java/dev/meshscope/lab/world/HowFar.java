package dev.meshscope.lab.world;

import dev.meshscope.lab.proxy.End;
import dev.meshscope.lab.proxy.Passage;
import dev.meshscope.lab.words.LabWords;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How far a peer came that did not arrive, in one sentence: no record, no connection, no
/// handshake, no frames. On the round's thread.
final class HowFar {
  private HowFar() {}

  private static final Set<String> OPENING = Set.of("handshake", "peer-info", "wake-channel");

  static String words(Life life, Bridge bridge, List<Passage> passages) {
    return sentence(life, bridge, passages) + ".";
  }

  /// The same of a life that was expected back and is not, if it is to blame: it did not come so
  /// far, or has ended, or is a program of the user's. Empty if the survivor is.
  static Optional<String> notBack(Life life, Bridge bridge, List<Passage> passages) {
    boolean greeted =
        passages.stream()
            .filter(passage -> passage.touches(life.end()))
            .anyMatch(passage -> passage.saidBy(life.end().node()).hello() != null);
    boolean may = greeted || passages.isEmpty();
    return may && life.running() && life.kind().isOurs()
        ? Optional.empty()
        : Optional.of(sentence(life, bridge, passages));
  }

  private static String sentence(Life life, Bridge bridge, List<Passage> passages) {
    return stage(life, bridge.found(life.end()), passages) + ended(life) + LastWords.of(life);
  }

  private static String stage(Life life, @Nullable Found found, List<Passage> passages) {
    End end = life.end();
    List<Passage> its = passages.stream().filter(passage -> passage.touches(end)).toList();
    if (found == null && its.isEmpty() && life.port() > 0) {
      // It was told whom to dial, and between network namespaces there are no doors to look
      // through.
      return LabWords.of("how-far.came-up-but-no", end.words());
    }
    if (found == null && its.isEmpty()) {
      return LabWords.of("how-far.wrote-no-registry-record", end.words(), life.registry());
    }
    if (its.isEmpty()) {
      return LabWords.of("how-far.announced-itself-but-nobody", end.words(), record(found));
    }
    if (its.stream().allMatch(passage -> passage.saidBy(end.node()).hello() == null)) {
      boolean greeted = its.stream().anyMatch(HowFar::otherGreeted);
      return LabWords.of(
          "how-far.was-connected-but-sent",
          end.words(),
          greeted ? LabWords.of("how-far.although-it-was-sent") : "");
    }
    boolean spoke =
        its.stream()
            .anyMatch(
                passage ->
                    passage.saidBy(end.node()).frames().keySet().stream()
                        .anyMatch(type -> !OPENING.contains(type)));
    return spoke
        ? LabWords.of("how-far.was-connected-shook-hands", end.words())
        : LabWords.of("how-far.was-connected-and-shook", end.words());
  }

  private static String record(@Nullable Found found) {
    if (found == null) {
      return LabWords.of("how-far.its-record-has-gone");
    }
    boolean otherMesh = !found.serviceType().equals("_sym._tcp");
    return LabWords.of(
        "how-far.its-record-says-port",
        found.port(),
        otherMesh ? LabWords.of("how-far.and-service-type-not", found.serviceType()) : "");
  }

  private static boolean otherGreeted(Passage passage) {
    return passage.there().hello() != null || passage.back().hello() != null;
  }

  private static String ended(Life life) {
    if (life.running()) {
      return LabWords.of("how-far.its-process-runs");
    }
    OptionalInt status = life.child().exit();
    return LabWords.of(
        "how-far.its-process-has-ended",
        status.isPresent() ? " with status " + status.getAsInt() : "");
  }
}
