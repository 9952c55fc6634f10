package dev.meshscope.lab.scenario;

import dev.meshscope.core.judge.Rule;
import dev.meshscope.lab.words.LabWords;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads a scenario from its file (src/site/markdown/lab.md has the format). Pure but for [#load].
public final class ScenarioFile {
  private ScenarioFile() {}

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");
  private static final List<String> OPTIONS =
      List.of("stale-after", "heartbeat-interval", "heartbeat-timeout");

  /// Reads a file of the user's.
  ///
  /// @throws ScenarioException with one sentence if it cannot be read or makes no sense
  public static Scenario load(Path file) throws ScenarioException {
    Path last = file.getFileName();
    String name = last == null ? file.toString() : last.toString();
    try {
      if (Files.size(file) > 1 << 20) {
        throw new ScenarioException(LabWords.of("scenario-file.is-too-long-for", file));
      }
      return parse(name, Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new ScenarioException(LabWords.of("scenario-file.is-not-utf-text", file));
    } catch (IOException e) {
      throw new ScenarioException(LabWords.of("scenario-file.the-scenario-cannot-be", file));
    }
  }

  /// @param file the file's name; the scenario's name is this without its ending
  /// @throws ScenarioException with one sentence, naming the line
  public static Scenario parse(String file, String text) throws ScenarioException {
    Fields root = Document.read(file, text);
    String title = root.text("title");
    String does = flat(root.text("does"));
    String shows = flat(root.text("shows"));
    String how = flat(root.text("how"));
    Set<OperatingSystem> systems = systems(root);
    Set<Need> needs = needs(root);
    int rounds = Values.number(root, "rounds", 5, 10_000);
    Scenario.Dials dials = choice(root, "dials", Scenario.Dials.values(), Scenario.Dials.ALTERNATE);
    Scenario.Meet meet = meet(root);
    SequencedMap<String, NodeSpec> nodes = nodes(root);
    List<Lane> lanes = lanes(root, nodes);
    List<Step> steps = new ArrayList<>();
    for (Fields step : root.list("steps")) {
      steps.add(StepFile.read(step, nodes.keySet()));
    }
    List<Limit> limits = new ArrayList<>();
    for (Fields limit : root.list("limits")) {
      limits.addAll(LimitFile.read(limit));
    }
    root.nothingElse();
    checkOrder(root, steps);
    return new Scenario(
        file.replaceFirst("\\.ya?ml$", ""),
        title,
        does,
        shows,
        how,
        systems,
        needs,
        rounds,
        dials,
        meet,
        nodes,
        lanes,
        steps,
        limits,
        text);
  }

  private static String flat(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private static Set<OperatingSystem> systems(Fields root) throws ScenarioException {
    Set<OperatingSystem> systems = EnumSet.noneOf(OperatingSystem.class);
    for (String word : root.words("systems")) {
      systems.add(choice(root, "systems", OperatingSystem.values(), word));
    }
    return systems.isEmpty() ? EnumSet.allOf(OperatingSystem.class) : systems;
  }

  private static Set<Need> needs(Fields root) throws ScenarioException {
    Set<Need> needs = EnumSet.noneOf(Need.class);
    for (String word : root.words("needs")) {
      needs.add(choice(root, "needs", Need.values(), word));
    }
    return needs;
  }

  private static Scenario.Meet meet(Fields root) throws ScenarioException {
    String word = root.maybe("meet").orElse("by-registry");
    for (Scenario.Meet meet : Scenario.Meet.values()) {
      if (word.equals("by-" + meet.name().toLowerCase(Locale.ROOT).replace('_', '-'))) {
        return meet;
      }
    }
    throw root.wrong("meet", "is by-registry, by-lan, by-registry-and-lan or by-dial");
  }

  private static SequencedMap<String, NodeSpec> nodes(Fields root) throws ScenarioException {
    Optional<Fields> given = root.fields("nodes");
    SequencedMap<String, NodeSpec> nodes = new LinkedHashMap<>();
    if (given.isPresent()) {
      Fields all = given.get();
      for (String name : all.names()) {
        if (!NAME.matcher(name).matches()) {
          throw all.wrong(name, LabWords.of("scenario-file.is-no-name-for"));
        }
        Optional<Fields> node = all.fields(name);
        if (node.isPresent()) {
          nodes.put(name, node(name, node.get(), all.names()));
        }
      }
    }
    for (String always : List.of(NodeSpec.SURVIVOR, NodeSpec.PEER)) {
      if (!nodes.containsKey(always)) {
        throw root.wrong("nodes", LabWords.of("scenario-file.must-name-a", always));
      }
    }
    return nodes;
  }

  private static NodeSpec node(String name, Fields node, List<String> names)
      throws ScenarioException {
    List<PeerKind> kinds = new ArrayList<>();
    for (String word : node.words("is")) {
      kinds.add(Values.kind(node, "is", word));
    }
    if (kinds.isEmpty()) {
      throw node.wrong("is", LabWords.of("scenario-file.is-missing-meshscope-raw"));
    }
    Optional<String> identity = node.maybe("identity");
    if (identity.isPresent()) {
      Values.node(node, "identity", identity.get(), new LinkedHashSet<>(names));
    }
    Map<String, Duration> options = new HashMap<>();
    for (String option : OPTIONS) {
      if (node.maybe(option).isPresent()) {
        options.put(option, Values.duration(node, option));
      }
    }
    NodeSpec spec =
        new NodeSpec(
            name,
            kinds,
            identity.orElse(null),
            options,
            node.maybe("command").orElse(null),
            node.texts("env"),
            node.maybe("dir").orElse(null));
    node.nothingElse();
    return spec;
  }

  private static List<Lane> lanes(Fields root, Map<String, NodeSpec> nodes)
      throws ScenarioException {
    List<PeerKind> peers = Objects.requireNonNull(nodes.get(NodeSpec.PEER)).kinds();
    List<PeerKind> survivors = Objects.requireNonNull(nodes.get(NodeSpec.SURVIVOR)).kinds();
    Set<Lane> lanes = new LinkedHashSet<>();
    for (Fields trial : root.list("trials")) {
      List<PeerKind> itsPeers = kinds(trial, NodeSpec.PEER, peers);
      List<PeerKind> itsSurvivors = kinds(trial, NodeSpec.SURVIVOR, survivors);
      List<Rule> rules = new ArrayList<>();
      for (String word : trial.words("policy")) {
        rules.add(Values.rule(trial, "policy", word));
      }
      trial.nothingElse();
      for (PeerKind survivor : itsSurvivors) {
        for (PeerKind peer : itsPeers) {
          lanes.addAll(lanes(survivor, peer, rules));
        }
      }
    }
    if (lanes.isEmpty()) {
      survivors.forEach(
          survivor -> peers.forEach(peer -> lanes.addAll(lanes(survivor, peer, List.of()))));
    }
    return List.copyOf(lanes);
  }

  /// Only a Meshscope knows our rules.
  private static List<Lane> lanes(PeerKind survivor, PeerKind peer, List<Rule> rules) {
    if (survivor != PeerKind.MESHSCOPE) {
      return List.of(Lane.beside(survivor, peer));
    }
    return rules.isEmpty()
        ? List.of(new Lane(Rule.PROBE, peer))
        : rules.stream().map(rule -> new Lane(rule, peer)).toList();
  }

  /// Those that a trial names; all of the node's if it names none.
  private static List<PeerKind> kinds(Fields trial, String node, List<PeerKind> known)
      throws ScenarioException {
    List<PeerKind> kinds = new ArrayList<>();
    for (String word : trial.words(node)) {
      PeerKind kind = Values.kind(trial, node, word);
      if (!known.contains(kind)) {
        throw trial.wrong(node, LabWords.of("scenario-file.is-which-the-node", word, node));
      }
      kinds.add(kind);
    }
    return kinds.isEmpty() ? known : kinds;
  }

  /// Nobody acts before she was started.
  private static void checkOrder(Fields root, List<Step> steps) throws ScenarioException {
    Set<String> started = new LinkedHashSet<>();
    for (Step step : steps) {
      switch (step) {
        case Step.Start start -> {
          for (String node : start.nodes()) {
            if (!started.add(node)) {
              throw root.wrong("steps", LabWords.of("scenario-file.start-twice-a-new", node));
            }
          }
        }
        case Step.To to -> {
          if (!started.contains(to.node())) {
            throw root.wrong(
                "steps",
                LabWords.of("scenario-file.before-it-was-started", to.act().id(), to.node()));
          }
        }
        case Step.Visit visit -> {
          if (!started.contains(visit.node())) {
            throw root.wrong("steps", LabWords.of("scenario-file.speak-in-the-name", visit.node()));
          }
        }
        case Step.Wait _,
            Step.Partition _,
            Step.Delay _,
            Step.Heal _,
            Step.Cut _,
            Step.Dial _,
            Step.Talk _,
            Step.Expect _,
            Step.Never _ -> {
          // makes sense at any time
        }
      }
    }
    if (!started.contains(NodeSpec.SURVIVOR)) {
      throw root.wrong("steps", LabWords.of("scenario-file.never-start-the-survivor"));
    }
  }

  private static <E extends Enum<E>> E choice(Fields root, String field, E[] all, E otherwise)
      throws ScenarioException {
    Optional<String> word = root.maybe(field);
    return word.isEmpty() ? otherwise : choice(root, field, all, word.get());
  }

  private static <E extends Enum<E>> E choice(Fields root, String field, E[] all, String word)
      throws ScenarioException {
    List<String> known = new ArrayList<>();
    for (E each : all) {
      String id = each.name().toLowerCase(Locale.ROOT);
      if (id.equals(word)) {
        return each;
      }
      known.add(id);
    }
    throw root.wrong(
        field, LabWords.of("scenario-file.says-it-can-be", word, String.join(", ", known)));
  }
}
