package dev.meshscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.outside.Launch;
import dev.meshscope.outside.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// How `meshscope lab run` is started from outside, in a folder of its own. Stateless; on the
/// test's thread.
final class LabRun {
  private LabRun() {}

  static final Duration LONG = Duration.ofSeconds(90);
  static final Duration SOON = Duration.ofSeconds(20);

  private static final String SCENARIO =
      """
      title: Killed and started again
      does: The peer is killed and a new life of it started.
      shows: Whether it comes back.
      how: SIGKILL.
      rounds: 1
      nodes:
        survivor: {is: meshscope}
        peer: {is: meshscope}
      trials:
        - {peer: meshscope, policy: probe}
      steps:
        - start: [survivor, peer]
        - expect: live
          within: 20s
        - wait: %s
        - kill: peer
        - relaunch: peer
        - expect: back
          within: 20s
      limits:
        - %s
      """;

  static Program run(Path dir, String... more) throws IOException {
    String temporary = Files.createDirectories(dir.resolve("tmp")).toString();
    List<String> arguments = new ArrayList<>(List.of("lab", "run"));
    arguments.addAll(List.of(more));
    return Launch.program()
        .jvm("-Djava.io.tmpdir=" + temporary)
        .start(arguments.toArray(String[]::new));
  }

  static String scenario(Path dir, String wait, String limit) throws IOException {
    Path file = dir.resolve("scenario.yaml");
    return Files.writeString(file, SCENARIO.formatted(wait, limit)).toString();
  }

  /// A command line as a user's: this program, with what it finds in its home.
  static String ownPeer() {
    return "\"%s\" -cp \"%s\" dev.meshscope.Main peer"
        .formatted(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            System.getProperty("java.class.path"));
  }

  static List<Path> left(Path dir) throws IOException {
    try (Stream<Path> all = Files.list(dir.resolve("tmp"))) {
      return all.filter(file -> file.getFileName().toString().startsWith("meshscope")).toList();
    }
  }

  /// The guardian removes the folder after the last process; nobody waits for it.
  static void awaitNothingLeft(Path dir) throws IOException {
    long end = System.nanoTime() + SOON.toNanos();
    while (!left(dir).isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(left(dir)).isEmpty();
  }
}
