package dev.meshscope.lab.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/// One experiment, as its file says it.
///
/// @param name the file's name without its ending
/// @param title a few words
/// @param does what happens
/// @param shows what one learns from it
/// @param how how the fault is made
/// @param systems where it works
/// @param needs what it needs there
/// @param rounds how many there are unless the run says otherwise
/// @param dials who has the smaller node id
/// @param meet how the nodes find each other
/// @param nodes by name, in the order of the file
/// @param lanes what is compared
/// @param steps in order
/// @param limits what must hold in the end
/// @param text the file
public record Scenario(
    String name,
    String title,
    String does,
    String shows,
    String how,
    Set<OperatingSystem> systems,
    Set<Need> needs,
    int rounds,
    Dials dials,
    Meet meet,
    SequencedMap<String, NodeSpec> nodes,
    List<Lane> lanes,
    List<Step> steps,
    List<Limit> limits,
    String text) {

  /// Whose node id is the smaller one.
  public enum Dials {
    PEER,
    SURVIVOR,
    /// The peer's in odd rounds.
    ALTERNATE
  }

  /// How nodes find each other.
  public enum Meet {
    /// Through their registry records.
    REGISTRY,
    /// They are told where to dial.
    DIAL,
    /// By what they announce on a LAN that is only theirs.
    LAN,
    /// By both.
    REGISTRY_AND_LAN;

    /// Whether there is a LAN.
    public boolean lan() {
      return this == LAN || this == REGISTRY_AND_LAN;
    }

    /// Whether there is a registry.
    public boolean registry() {
      return this == REGISTRY || this == REGISTRY_AND_LAN;
    }
  }

  /// Copies the collections.
  public Scenario {
    systems = Set.copyOf(systems);
    needs = Set.copyOf(needs);
    nodes = new LinkedHashMap<>(nodes);
    lanes = List.copyOf(lanes);
    steps = List.copyOf(steps);
    limits = List.copyOf(limits);
  }

  /// @throws IllegalArgumentException if there is none of this name
  public NodeSpec node(String node) {
    NodeSpec spec = nodes.get(node);
    if (spec == null) {
      throw new IllegalArgumentException("no node " + node);
    }
    return spec;
  }

  /// In the order of the file.
  @Override
  public SequencedMap<String, NodeSpec> nodes() {
    return new LinkedHashMap<>(nodes);
  }

  /// What must hold in this lane. A program of the user's and a deployed node are measured as a raw
  /// peer where the file says nothing of their kind.
  public List<Limit> limits(Lane lane) {
    List<Limit> own = limits.stream().filter(limit -> limit.concerns(lane)).toList();
    boolean foreign = lane.peer() == PeerKind.COMMAND || lane.peer().isDeployed();
    if (!foreign || own.stream().anyMatch(limit -> limit.peer() == lane.peer())) {
      return own;
    }
    Lane asRaw = new Lane(lane.policy(), PeerKind.RAW, lane.survivor());
    return limits.stream().filter(limit -> limit.concerns(asRaw)).toList();
  }

  /// Whether a peer is expected to come back at all.
  public boolean recovers() {
    return expectations().anyMatch(e -> e.what().equals(Step.Expect.BACK));
  }

  /// Whether signals or namespaces or anything else is needed.
  public boolean needs(Need need) {
    return needs.contains(need);
  }

  private Stream<Step.Expect> expectations() {
    return steps.stream()
        .map(step -> step instanceof Step.Expect expect ? expect : null)
        .filter(Objects::nonNull);
  }

  /// How long a round takes if nothing is late, about.
  public java.time.Duration nominal() {
    return steps.stream()
        .map(Scenario::nominal)
        .reduce(java.time.Duration.ZERO, java.time.Duration::plus);
  }

  private static java.time.Duration nominal(Step step) {
    return switch (step) {
      case Step.Start start -> java.time.Duration.ofMillis(1_000L * start.nodes().size());
      case Step.Wait wait -> wait.least().plus(wait.most()).dividedBy(2);
      case Step.Never never -> never.lasting();
      case Step.Visit visit -> visit.over();
      case Step.Expect expect -> expect.within().dividedBy(8);
      case Step.To to -> java.time.Duration.ofMillis(to.act() == Step.Act.RELAUNCH ? 1_000 : 100);
      case Step.Partition _, Step.Delay _, Step.Heal _, Step.Cut _, Step.Dial _, Step.Talk _ ->
          java.time.Duration.ZERO;
    };
  }

  /// The nodes beside survivor and peer.
  public Map<String, NodeSpec> others() {
    Map<String, NodeSpec> others = new LinkedHashMap<>(nodes);
    others.remove(NodeSpec.SURVIVOR);
    others.remove(NodeSpec.PEER);
    return others;
  }
}
