package dev.meshscope.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The harness finds what it is there to find.
class HarnessTest {

  /// A reader with a fault.
  private static final class Faulty extends FuzzTest {
    private final String fault;

    Faulty(String fault) {
      this.fault = fault;
    }

    @Override
    protected List<String> corpus() {
      return List.of("json");
    }

    @Override
    protected void check(byte[] input) {
      String text = new String(input, StandardCharsets.UTF_8);
      switch (fault) {
        case "an exception" -> {
          if (text.contains("\\ud800\"") && text.startsWith("{")) {
            throw new IllegalStateException("half a character");
          }
        }
        case "an endless stack" -> descend(text, 0);
        case "memory" -> {
          if (text.contains("[]")) {
            List<byte[]> kept = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
              kept.add(new byte[1 << 20]);
            }
            assertThat(kept).hasSize(64);
          }
        }
        default -> {}
      }
    }

    private static int descend(String text, int at) {
      return at < text.length() && text.charAt(at) == '[' ? 1 + descend(text, at + 1) : 0;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"an exception", "memory"})
  void aFaultIsFoundByMutantsAndToldWithWhatRepeatsIt(String fault) {
    assertThatThrownBy(() -> new Faulty(fault).everyMutantIsMetAsPromised())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("-Dtest=Faulty -Dmeshscope.fuzz.seed=")
        .hasMessageContaining("-Dmeshscope.fuzz.only=")
        .hasMessageContaining("base64 -d >");
  }

  @Test
  void aStackThatGrowsWithTheInputIsFoundByAMonster() {
    assertThatThrownBy(
            () -> new Faulty("an endless stack").everySeedAndEveryMonsterIsMetAsPromised())
        .isInstanceOf(AssertionError.class)
        .hasRootCauseInstanceOf(StackOverflowError.class)
        .hasMessageContaining("monster");
  }

  @Test
  void whoKeepsItsPromisesIsLeftInPeace() throws Exception {
    new Faulty("none").everySeedAndEveryMonsterIsMetAsPromised();
    new Faulty("none").everyMutantIsMetAsPromised();
  }

  @Test
  void aMutantIsMadeOfItsNumberAndTheSeedAlone() throws IOException {
    List<byte[]> seeds = Corpus.seeds(List.of("json")).stream().map(Seed::bytes).toList();
    Mutator one = new Mutator(seeds, List.of("word"), 7);
    Mutator other = new Mutator(seeds, List.of("word"), 7);
    byte[] last = other.mutant(99);

    assertThat(one.mutant(99)).isEqualTo(last);
    assertThat(new Mutator(seeds, List.of("word"), 8).mutant(99)).isNotEqualTo(last);
    long different = 0;
    for (int i = 0; i < 1_000; i++) {
      byte[] mutant = one.mutant(i);
      different += seeds.stream().noneMatch(seed -> Arrays.equals(seed, mutant)) ? 1 : 0;
    }
    assertThat(different).isGreaterThan(900);
  }

  @Test
  void aFindingIsMadeSmall() {
    byte[] input = "xxxxxxxxxxxxxxxxxxxxxAyyyyyyyyyyyyyyyyyBzzzz".getBytes(StandardCharsets.UTF_8);

    byte[] small =
        Shrinker.shrink(
            input,
            candidate -> {
              String text = new String(candidate, StandardCharsets.UTF_8);
              return text.contains("A") && text.contains("B");
            });

    assertThat(new String(small, StandardCharsets.UTF_8)).isEqualTo("AB");
  }

  @Test
  void aFolderThatIsNotThereIsNotAnEmptyOne() {
    assertThatThrownBy(() -> Corpus.seeds(List.of("no-such-folder")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no-such-folder");
  }
}
