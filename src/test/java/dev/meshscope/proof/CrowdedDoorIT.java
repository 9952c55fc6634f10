package dev.meshscope.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.meshscope.outside.Hello;
import dev.meshscope.outside.Launch;
import dev.meshscope.outside.Program;
import dev.meshscope.outside.RawClient;
import dev.meshscope.outside.Signer;
import dev.meshscope.outside.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whoever fails at this machine's door all the time shuts out nobody who does not: a node as it is
/// shipped, the failures by a client of another language. Who has been here before and proves it
/// gets in at its first try, whatever else is said at the door, also what others of them would say.
@Tag("proof")
class CrowdedDoorIT {
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final Path SCRIPT = Path.of("src/test/scripts/bad_connects.py");
  private static final int NEWCOMERS = 40;
  private static final int COPIED = 10;
  private static final int TRIES = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @TempDir private Path folder;

  private final Random random = new Random();

  @ParameterizedTest
  @CsvSource({"garbage, 600", "mixed, 600", "mixed, 3000", "copy, 600"})
  void whoHasBeenHereAndProvesItGetsInWhileOthersFail(String how, int perSecond) throws Exception {
    assumeThat(Files.isExecutable(PYTHON)).as("python3 is there").isTrue();
    try (Program node = Launch.shipped().keeping("started", "turned-away").node(folder)) {
      List<Signer> known = new ArrayList<>();
      for (int i = 0; i < NEWCOMERS + COPIED; i++) {
        Signer one = Signer.born(Wire.nodeId(random), random);
        try (RawClient link = one.join(node.port(), random)) {
          assertThat(link.answersPing()).isTrue();
        }
        known.add(one);
      }
      Path copied = copied(known.subList(0, COPIED));
      known = known.subList(COPIED, known.size());
      Path said = folder.resolve("said");
      Process storm =
          new ProcessBuilder(
                  PYTHON.toString(),
                  SCRIPT.toString(),
                  String.valueOf(node.port()),
                  "--how",
                  how,
                  "--greetings",
                  copied.toString(),
                  "--rate",
                  String.valueOf(perSecond),
                  "--seconds",
                  "60")
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      try {
        node.line(Duration.ofSeconds(30), line -> line.contains("\"failures-per-second\""));
        int first = 0;
        int others = 0;
        for (Signer one : known) {
          first += proves(node.port(), one.reborn(random)) ? 1 : 0;
          others += joins(node.port()) ? 1 : 0;
        }

        assertThat(storm.isAlive()).isTrue();
        assertThat(first).isEqualTo(NEWCOMERS);
        assertThat(others).isEqualTo(NEWCOMERS);
      } finally {
        storm.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
      }
    }
  }

  /// What they would say: all of it but the proof can be copied.
  private Path copied(List<Signer> known) throws IOException {
    return Files.write(
        folder.resolve("greetings"),
        known.stream()
            .map(
                one ->
                    new Hello(one.nodeId(), "copied", one.key())
                        .extra(Signer.extra(one.incarnation(), 1, 99, "", Wire.hex16(random)))
                        .json())
            .toList());
  }

  private boolean proves(int port, Signer life) {
    try (RawClient link = life.join(port, random)) {
      return link.frame("x-meshscope-proof", 0, PATIENCE) != null && link.answersPing();
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /// Whoever nobody knows may have to try again.
  private boolean joins(int port) {
    String id = Wire.nodeId(random);
    String key = Wire.key(random);
    for (int i = 0; i < TRIES; i++) {
      try (RawClient link = RawClient.dial(port).send(new Hello(id, "newcomer", key).json())) {
        if (link.frame("handshake", 0, PATIENCE) != null) {
          return true;
        }
      } catch (UncheckedIOException e) {
        // Turned away.
      }
    }
    return false;
  }
}
