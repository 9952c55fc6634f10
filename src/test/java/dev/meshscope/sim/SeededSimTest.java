package dev.meshscope.sim;

import dev.meshscope.core.link.Settings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Ten thousand worlds under the default policy, every one without a finding. One seed again, with
/// its trace: `-Dmeshscope.seed=N`; more of them: `-Dmeshscope.seeds=N`.
class SeededSimTest {

  private static final int SEEDS = 10_000;
  private static final int TRACED_LINES = 400;

  @Test
  void noSeedFindsAnythingWrongWithProbe() {
    Long one = Long.getLong("meshscope.seed");
    if (one != null) {
      run(one, new ArrayList<>());
      return;
    }
    int seeds = Integer.getInteger("meshscope.seeds", SEEDS);
    for (long seed = 1; seed <= seeds; seed++) {
      run(seed, null);
    }
  }

  private static void run(long seed, List<String> trace) {
    try {
      new StormWorld(seed, Settings.DEFAULT, Mutation.NONE, true, trace).run();
    } catch (SimViolation | IllegalStateException | NullPointerException violation) {
      List<String> lines = trace == null ? retrace(seed) : trace;
      throw new AssertionError(
          "seed "
              + seed
              + " (again: -Dtest=SeededSimTest -Dmeshscope.seed="
              + seed
              + ")\n"
              + violation.getMessage()
              + "\n"
              + String.join(
                  "\n", lines.subList(Math.max(0, lines.size() - TRACED_LINES), lines.size())),
          violation);
    }
  }

  private static List<String> retrace(long seed) {
    List<String> trace = new ArrayList<>();
    try {
      new StormWorld(seed, Settings.DEFAULT, Mutation.NONE, true, trace).run();
    } catch (SimViolation | IllegalStateException | NullPointerException again) {
      trace.add("!! " + again.getMessage());
    }
    return trace;
  }
}
