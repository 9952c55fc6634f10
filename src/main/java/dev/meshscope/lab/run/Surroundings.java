package dev.meshscope.lab.run;

import dev.meshscope.lab.apart.OwnNetwork;
import dev.meshscope.lab.apart.OwnNetworks;
import dev.meshscope.lab.process.Guardian;
import dev.meshscope.lab.process.Marks;
import dev.meshscope.lab.scenario.Lane;
import dev.meshscope.lab.scenario.NodeSpec;
import dev.meshscope.lab.scenario.PeerKind;
import dev.meshscope.lab.words.LabWords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// On which networks the nodes of a run live, and what is to be known of that. Blocking; on the
/// thread that starts the run.
///
/// @param networks of those that have one of their own
/// @param remarks a sentence each
record Surroundings(OwnNetworks networks, List<String> remarks) {
  private static final String APART = LabWords.of("surroundings.your-program-ran-on");

  private static final String DETACHED = LabWords.of("surroundings.a-process-that-your");

  /// @throws IOException with a few words if nodes that need a network of their own cannot have one
  static Surroundings of(RunPlan plan, Path work, Guardian guardian)
      throws IOException, InterruptedException {
    Set<String> ours = plan.scenario().meet().lan() ? nodes(plan, PeerKind.MESHSCOPE) : Set.of();
    Set<String> foreign = nodes(plan, PeerKind.COMMAND);
    List<String> remarks = new ArrayList<>();
    Set<String> apart = new LinkedHashSet<>(ours);
    if (!foreign.isEmpty()) {
      Optional<String> why =
          plan.shareNetwork()
              ? Optional.of(LabWords.of("surroundings.you-asked-for-it"))
              : OwnNetwork.impossible();
      if (why.isEmpty()) {
        apart.addAll(foreign);
      }
      remarks.add(why.map(Surroundings::shared).orElse(APART));
      if (!Marks.visible()) {
        remarks.add(DETACHED);
      }
    }
    return new Surroundings(OwnNetworks.of(apart, work, guardian), remarks);
  }

  private static String shared(String why) {
    return LabWords.of("surroundings.your-program-was-on", why);
  }

  private static Set<String> nodes(RunPlan plan, PeerKind kind) {
    Set<String> nodes = new LinkedHashSet<>();
    for (Lane lane : plan.lanes()) {
      if (lane.survivor() == kind) {
        nodes.add(NodeSpec.SURVIVOR);
      }
      if (lane.peer() == kind) {
        nodes.add(NodeSpec.PEER);
      }
    }
    plan.scenario().others().values().stream()
        .filter(node -> node.kinds().getFirst() == kind)
        .forEach(node -> nodes.add(node.name()));
    return nodes;
  }
}
