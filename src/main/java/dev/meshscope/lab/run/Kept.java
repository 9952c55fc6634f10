package dev.meshscope.lab.run;

import dev.meshscope.core.judge.Rule;
import dev.meshscope.lab.scenario.Lane;
import dev.meshscope.lab.scenario.PeerKind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The folders of rounds whose logs are kept. Blocking.
final class Kept {
  private Kept() {}

  private static final Pattern ROUND =
      Pattern.compile(
          "\\d{3,}-("
              + Arrays.stream(PeerKind.values())
                  .flatMap(Kept::lanes)
                  .map(Lane::id)
                  .collect(Collectors.joining("|"))
              + ")");

  /// All with this kind of peer.
  private static Stream<Lane> lanes(PeerKind peer) {
    return Stream.concat(
        Arrays.stream(Rule.values()).map(rule -> new Lane(rule, peer)),
        Arrays.stream(PeerKind.values())
            .filter(survivor -> survivor != PeerKind.MESHSCOPE)
            .map(survivor -> Lane.beside(survivor, peer)));
  }

  private static final String LOGS = "*.{jsonl,out.txt,err.txt}";

  /// The folder of a round: `001-probe-raw`.
  static String name(int number, Lane lane) {
    return String.format(Locale.ROOT, "%03d-%s", number, lane.id());
  }

  /// Removes what an earlier run of the lab left in this folder, and nothing else: two runs must
  /// not be taken for one.
  ///
  /// @throws IOException if something cannot be removed
  static void remove(Path folder) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path round : all) {
        if (ROUND.matcher(String.valueOf(round.getFileName())).matches()
            && Files.isDirectory(round, LinkOption.NOFOLLOW_LINKS)) {
          removeLogs(round);
        }
      }
    }
  }

  private static void removeLogs(Path round) throws IOException {
    try (DirectoryStream<Path> logs = Files.newDirectoryStream(round, LOGS)) {
      for (Path log : logs) {
        Files.delete(log);
      }
    }
    boolean empty;
    try (DirectoryStream<Path> left = Files.newDirectoryStream(round)) {
      empty = !left.iterator().hasNext();
    }
    if (empty) {
      Files.delete(round);
    }
  }
}
