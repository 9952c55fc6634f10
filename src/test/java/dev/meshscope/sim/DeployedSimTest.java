package dev.meshscope.sim;

import dev.meshscope.core.link.Settings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Ours beside deployed nodes (PROTOCOL 9) in many worlds, every one without a finding. More of
/// them: `-Dmeshscope.worlds=10000`; one again, with its trace: `-Dmeshscope.seed=N`.
class DeployedSimTest {

  private static final int WORLDS = 400;
  private static final int TRACED_LINES = 400;

  @Test
  void besideDeployedNodesNoWorldFindsAnythingWrong() {
    Long one = Long.getLong("meshscope.seed");
    if (one != null) {
      run(one, new ArrayList<>());
      return;
    }
    int worlds = Integer.getInteger("meshscope.worlds", WORLDS);
    for (long seed = 1; seed <= worlds; seed++) {
      run(seed, null);
    }
  }

  private static void run(long seed, List<String> trace) {
    try {
      new MixedWorld(seed, Settings.DEFAULT, Mutation.NONE, true, trace).run();
    } catch (SimViolation | IllegalStateException | NullPointerException violation) {
      List<String> lines = trace == null ? retrace(seed) : trace;
      throw new AssertionError(
          "seed "
              + seed
              + " (again: -Dtest=DeployedSimTest -Dmeshscope.seed="
              + seed
              + ")\n"
              + violation.getMessage()
              + "\n"
              + lines.getFirst()
              + "\n"
              + String.join(
                  "\n", lines.subList(Math.max(0, lines.size() - TRACED_LINES), lines.size())),
          violation);
    }
  }

  private static List<String> retrace(long seed) {
    List<String> trace = new ArrayList<>();
    try {
      new MixedWorld(seed, Settings.DEFAULT, Mutation.NONE, true, trace).run();
    } catch (SimViolation | IllegalStateException | NullPointerException again) {
      trace.add("!! " + again.getMessage());
    }
    return trace;
  }
}
