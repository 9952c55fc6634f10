package dev.meshscope.lab.scenario;

import dev.meshscope.lab.words.LabWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A mapping whose fields are asked for one by one; what nobody asked for is a fault. Every fault
/// names its line. On one thread.
final class Fields {
  private final String file;
  private final int line;
  private final SequencedMap<String, NodeTuple> tuples = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  /// @throws ScenarioException if a field is there twice
  Fields(String file, MappingNode mapping) throws ScenarioException {
    this.file = file;
    this.line = line(mapping);
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw at(line(tuple.getKeyNode()), LabWords.of("fields.a-fields-name-is"));
      }
      if (tuples.put(key.getValue(), tuple) != null) {
        throw at(line(key), LabWords.of("fields.is-there-twice", key.getValue()));
      }
    }
  }

  /// The names of all fields, in order.
  List<String> names() {
    return List.copyOf(tuples.keySet());
  }

  boolean has(String field) {
    return tuples.containsKey(field);
  }

  /// @throws ScenarioException if it is missing or no text
  String text(String field) throws ScenarioException {
    Optional<String> value = maybe(field);
    if (value.isEmpty()) {
      throw at(line, "\"" + field + "\" is missing");
    }
    return value.get();
  }

  /// Empty if it is not there.
  Optional<String> maybe(String field) throws ScenarioException {
    NodeTuple tuple = tuple(field);
    if (tuple == null) {
      return Optional.empty();
    }
    if (tuple.getValueNode() instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return Optional.of(scalar.getValue().strip());
    }
    throw wrong(field, LabWords.of("fields.needs-a-value-of"));
  }

  /// One word or a list of words; empty if it is not there.
  List<String> words(String field) throws ScenarioException {
    NodeTuple tuple = tuple(field);
    List<String> words = new ArrayList<>();
    if (tuple == null) {
      return words;
    }
    List<Node> nodes =
        tuple.getValueNode() instanceof SequenceNode list
            ? list.getValue()
            : List.of(tuple.getValueNode());
    for (Node node : nodes) {
      if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
        throw wrong(field, LabWords.of("fields.needs-a-word-or"));
      }
      words.add(scalar.getValue().strip());
    }
    return words;
  }

  /// A mapping; empty if it is not there.
  Optional<Fields> fields(String field) throws ScenarioException {
    NodeTuple tuple = tuple(field);
    if (tuple == null) {
      return Optional.empty();
    }
    if (tuple.getValueNode() instanceof MappingNode mapping) {
      return Optional.of(new Fields(file, mapping));
    }
    throw wrong(field, LabWords.of("fields.needs-fields-of-its"));
  }

  /// A list of mappings; empty if it is not there.
  List<Fields> list(String field) throws ScenarioException {
    NodeTuple tuple = tuple(field);
    List<Fields> all = new ArrayList<>();
    if (tuple == null) {
      return all;
    }
    if (!(tuple.getValueNode() instanceof SequenceNode list)) {
      throw wrong(field, LabWords.of("fields.needs-a-list"));
    }
    for (Node node : list.getValue()) {
      if (!(node instanceof MappingNode mapping)) {
        throw at(line(node), LabWords.of("fields.each-entry-of-is", field));
      }
      all.add(new Fields(file, mapping));
    }
    return all;
  }

  /// A mapping of words to words; empty if it is not there.
  Map<String, String> texts(String field) throws ScenarioException {
    Map<String, String> texts = new LinkedHashMap<>();
    Optional<Fields> inner = fields(field);
    if (inner.isPresent()) {
      for (String name : inner.get().names()) {
        texts.put(name, inner.get().text(name));
      }
    }
    return texts;
  }

  /// @throws ScenarioException if there is a field that nobody asked for
  void nothingElse() throws ScenarioException {
    for (Map.Entry<String, NodeTuple> entry : tuples.entrySet()) {
      if (!asked.contains(entry.getKey())) {
        throw at(
            line(entry.getValue().getKeyNode()),
            LabWords.of(
                "fields.means-nothing-here-known", entry.getKey(), String.join(", ", asked)));
      }
    }
  }

  /// What is wrong with a field's value.
  ScenarioException wrong(String field, String said) {
    NodeTuple tuple = tuples.get(field);
    return at(tuple == null ? line : line(tuple.getKeyNode()), "\"" + field + "\" " + said);
  }

  /// What is wrong with all of it.
  ScenarioException wrong(String said) {
    return at(line, said);
  }

  private @org.jspecify.annotations.Nullable NodeTuple tuple(String field) {
    asked.add(field);
    return tuples.get(field);
  }

  private ScenarioException at(int where, String said) {
    return new ScenarioException(file + ", line " + where + ": " + said + ".");
  }

  private static int line(Node node) {
    return node.getStartMark().map(Document::line).orElse(1);
  }
}
