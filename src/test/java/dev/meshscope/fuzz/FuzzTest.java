package dev.meshscope.fuzz;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a reader of bytes from outside promises, tried on everything that is kept in its folders of
/// the corpus, on monsters, and on mutants of both. A target is one small class that extends this.
///
/// Every mutant has a number and is made from that number and the seed alone, so a finding can be
/// repeated by itself. A finding is made smaller before it is told. `mvn verify` tries the same
/// mutants each time; src/site/markdown/testing.md says how to try others, and for longer.
public abstract class FuzzTest {

  private static final long SEED = Long.getLong("meshscope.fuzz.seed", 1);
  private static final int MUTANTS = Integer.getInteger("meshscope.fuzz.mutants", 2_000);
  private static final int ONLY = Integer.getInteger("meshscope.fuzz.only", -1);

  /// A reader that does not come to an end is not waited for.
  private static final Duration PATIENCE = Duration.ofMinutes(3).plusMillis(20L * MUTANTS);

  /// Larger seeds are tried as they are.
  private static final int MUTABLE_BYTES = 16_384;

  /// Hands one input to the reader; throws if the reader breaks a promise. Whatever it keeps
  /// between two inputs must not matter.
  protected abstract void check(byte[] input) throws Exception;

  /// The folders of `src/test/resources/fuzz` whose files are seeds.
  protected abstract List<String> corpus();

  /// What the format is made of, to be put into mutants.
  protected List<String> words() {
    return List.of();
  }

  /// The most bytes that may be allocated for an input of this length.
  protected long memory(int length) {
    return (1L << 20) + 256L * length;
  }

  /// How many times as much an input costs as with other targets: so many fewer mutants are tried.
  protected int cost() {
    return 1;
  }

  @Test
  void everySeedAndEveryMonsterIsMetAsPromised() {
    assertTimeoutPreemptively(PATIENCE, this::seedsAndMonsters);
  }

  @Test
  void everyMutantIsMetAsPromised() {
    assertTimeoutPreemptively(PATIENCE, this::mutants);
  }

  private void seedsAndMonsters() throws IOException {
    for (Seed seed : Corpus.seeds(corpus())) {
      tried("seed " + seed.name(), seed.bytes());
    }
    for (Seed monster : Monsters.all()) {
      tried("monster " + monster.name(), monster.bytes());
    }
  }

  private void mutants() throws IOException {
    Mutator mutator = new Mutator(mutable(), words(), SEED);
    int first = Math.max(0, ONLY);
    int end = ONLY < 0 ? MUTANTS / cost() : ONLY + 1;
    for (int number = first; number < end; number++) {
      tried(
          "mutant %d of seed %d (again: -Dtest=%s -Dmeshscope.fuzz.seed=%d -Dmeshscope.fuzz.only=%d)"
              .formatted(number, SEED, getClass().getSimpleName(), SEED, number),
          mutator.mutant(number));
    }
  }

  private List<byte[]> mutable() throws IOException {
    List<byte[]> mutable = new ArrayList<>();
    for (Seed seed : Corpus.seeds(corpus())) {
      if (seed.bytes().length <= MUTABLE_BYTES) {
        mutable.add(seed.bytes());
      }
    }
    return mutable;
  }

  private void tried(String name, byte[] input) {
    Throwable broken = promise(input);
    if (broken != null) {
      byte[] small = Shrinker.shrink(input, candidate -> promise(candidate) != null);
      Throwable why = promise(small);
      throw new AssertionError(
          getClass().getSimpleName() + " broke a promise on " + name + "\n" + Seed.describe(small),
          why == null ? broken : why);
    }
  }

  /// How the promise was broken; null if it was kept.
  private @Nullable Throwable promise(byte[] input) {
    try {
      Meter.run(() -> check(input.clone()), memory(input.length), input.length);
      return null;
    } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError e) {
      return e;
    }
  }
}
