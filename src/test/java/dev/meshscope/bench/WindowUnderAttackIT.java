package dev.meshscope.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.meshscope.bench.Attacked.Look;
import dev.meshscope.core.link.Limits;
import dev.meshscope.outside.Launch;
import dev.meshscope.outside.Program;
import dev.meshscope.outside.Python;
import dev.meshscope.outside.Signer;
import dev.meshscope.outside.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The window, as it is shipped, while somebody harms its node: it serves its user, and says once
/// what is going on. All at once, for a moment; one after the other, for longer, with the bars that
/// only a machine with nothing else to do keeps: `-Dmeshscope.under=full`.
@Tag("proof")
class WindowUnderAttackIT {
  private static final boolean FULL = "full".equals(System.getProperty("meshscope.under"));
  private static final int SECONDS = FULL ? 10 : 3;

  /// Beyond that they go on for so long at most, until each was told: the machine may be busy.
  private static final int PATIENCE_SECONDS = 40;

  private static final int ENTRIES = 4_000;

  /// The JavaFX thread: what a user does not feel.
  private static final double SERVED_MS = 50;

  private static final Limits LIMITS = FULL ? Limits.DEFAULT : WindowHost.limits(1_000, 20);

  /// As many as are told one by one at once, each with what befell it, and a few of what was summed
  /// up: two of 200 newcomers, three of 50 strays.
  private static final int MOST_LINES = 2 * 200 + 3 * 50 + 50;

  /// Once in ten seconds.
  private static final long MOST_TOLD = 1 + (2 + SECONDS + PATIENCE_SECONDS) / 10;

  @TempDir private Path folder;

  /// What somebody does, and what the window is to say of it, once in ten seconds.
  private enum Attack {
    MESSAGES_OF_1_MIB("sends too fast: not read from for"),
    MESSAGES_OF_300_KB("sends too fast: not read from for"),
    MESSAGES_OF_16_KB("sends too fast: not read from for"),
    MESSAGES_OF_200_BYTES("sends too fast: not read from for"),
    PROVEN_STRANGERS("Strangers who came and went are not told one by one"),
    CONNECTIONS("connections were turned away, too many failures from one address"),
    WRONG_PROOFS("× gave a false proof"),
    RELAY_EMPTY("the relay brings more than is taken in"),
    RELAY_FLAP("the relay brings more than is taken in"),
    REGISTRY("announcements were not taken in, too many announced strangers");

    private final String told;

    Attack(String told) {
      this.told = told;
    }

    /// How long the messages are; empty if it has none.
    String size() {
      return switch (this) {
        case MESSAGES_OF_1_MIB -> "1M";
        case MESSAGES_OF_300_KB -> "300k";
        case MESSAGES_OF_16_KB -> "16k";
        case MESSAGES_OF_200_BYTES -> "200";
        default -> "";
      };
    }
  }

  static Stream<Set<Attack>> attacks() {
    return FULL
        ? Stream.of(Attack.values()).map(EnumSet::of)
        : Stream.of(
            EnumSet.of(
                Attack.MESSAGES_OF_200_BYTES,
                Attack.CONNECTIONS,
                Attack.WRONG_PROOFS,
                Attack.RELAY_EMPTY,
                Attack.REGISTRY));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void itServesAndSaysOnceWhatIsGoingOn(Set<Attack> attacks) throws Exception {
    assumeThat(Python.isThere()).as("python3 is there").isTrue();
    if (attacks.contains(Attack.REGISTRY)) {
      fillRegistry();
    }
    Deque<AutoCloseable> under = new ArrayDeque<>();
    try (Attacked window = new Attacked(folder, LIMITS)) {
      Look calm = window.look(2);
      Program peers = peers(window, attacks);
      under.push(peers);
      peers.line(Duration.ofSeconds(30), line -> line.contains(" 0 s:"));
      for (Attack attack : attacks) {
        under.push(begin(attack, window));
      }
      Look look = window.look(SECONDS);
      List<Look> all = new ArrayList<>(List.of(calm, look));
      for (int i = 0; i < PATIENCE_SECONDS && !untold(attacks, all).isEmpty(); i++) {
        all.add(window.look(1));
      }
      String found = attacks + ": " + look.brief() + "; calm: " + calm.brief();
      System.out.println(found);

      assertThat(look.workedMostlyMs()).as(found).isLessThan(SERVED_MS);
      assertThat(look.said()).as(found).hasSizeLessThan(MOST_LINES);
      assertThat(untold(attacks, all)).as("told of %s", look.said()).isEmpty();
      assertThat(attacks)
          .allSatisfy(attack -> assertThat(times(attack, all)).isLessThanOrEqualTo(MOST_TOLD));
      if (FULL) {
        assertThat(look.dropped()).as(found).isZero();
        assertThat(look.workedMs()).as(found).isLessThan(SERVED_MS);
        assertThat(look.servedMs()).as(found).isLessThan(SERVED_MS);
        int ended = peers.exit(Duration.ofSeconds(90));
        System.out.println(String.join("\n", peers.lines().reversed().subList(0, 2)));
        assertThat(ended).as(String.join("\n", peers.lines())).isZero();
      }
    } finally {
      // Those that speak for somebody end with the process they speak to.
      for (AutoCloseable each : under) {
        each.close();
      }
    }
  }

  private static List<Attack> untold(Set<Attack> attacks, List<Look> looks) {
    return attacks.stream().filter(attack -> times(attack, looks) == 0).toList();
  }

  private static long times(Attack attack, List<Look> looks) {
    return looks.stream().mapToLong(look -> look.lines(attack.told)).sum();
  }

  /// Ten healthy ones, and who says too much. Their round trips and the node's memory have bars in
  /// full size.
  private static Program peers(Attacked window, Set<Attack> attacks) {
    List<String> sizes = attacks.stream().map(Attack::size).filter(s -> !s.isEmpty()).toList();
    return window.peers(
        sizes.size(),
        "--size",
        sizes.isEmpty() ? "200" : sizes.getFirst(),
        // More than one may.
        "--rate",
        "100",
        "--seconds",
        String.valueOf(FULL ? SECONDS + 1 : SECONDS + PATIENCE_SECONDS),
        "--rest",
        "60",
        "--peak",
        "600",
        "--after",
        "350",
        "--round-trip",
        "50");
  }

  private AutoCloseable begin(Attack attack, Attacked window) {
    Random random = new Random();
    return switch (attack) {
      case MESSAGES_OF_1_MIB, MESSAGES_OF_300_KB, MESSAGES_OF_16_KB, MESSAGES_OF_200_BYTES ->
          () -> {}; // said by the peers
      case PROVEN_STRANGERS -> Provers.strangers(window.port());
      case WRONG_PROOFS -> {
        Signer peer = Signer.born(Wire.nodeId(random), random);
        peer.join(window.port(), random);
        yield Provers.liars(window.port(), peer);
      }
      case CONNECTIONS ->
          Launch.of("dev.meshscope.proof.FloodClient")
              .start(
                  String.valueOf(window.port()),
                  Wire.nodeId(random),
                  "2000",
                  String.valueOf(SECONDS + PATIENCE_SECONDS),
                  "2",
                  "close,reset,silence,empty-frame,no-json,bad-id,slow");
      case RELAY_EMPTY -> window.relay("empty", SECONDS + PATIENCE_SECONDS);
      case RELAY_FLAP -> window.relay("flap", SECONDS + PATIENCE_SECONDS);
      case REGISTRY -> () -> {}; // lies there
    };
  }

  /// Made-up neighbours, at as many ports at which nobody listens.
  private void fillRegistry() throws IOException {
    Path registry = Files.createDirectories(folder.resolve("registry"));
    Random random = new Random();
    long pid = ProcessHandle.current().pid();
    for (int i = 0; i < ENTRIES; i++) {
      String id = Wire.nodeId(random);
      Files.writeString(
          registry.resolve(id + ".json"),
          """
          {"nodeId":"%s","name":"made-up","port":%d,"pid":%d,"serviceType":"_sym._tcp","ts":%d}\
          """
              .formatted(id, 20_000 + i, pid, System.currentTimeMillis()));
    }
  }
}
