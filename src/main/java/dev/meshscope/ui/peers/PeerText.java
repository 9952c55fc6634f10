package dev.meshscope.ui.peers;

import dev.meshscope.text.Spans;
import dev.meshscope.text.Telling;
import dev.meshscope.ui.text.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Rows as text to be pasted elsewhere. Pure; on the JavaFX thread.
final class PeerText {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private PeerText() {}

  /// One row, its fields set apart by tabs.
  static String row(PeerRow row) {
    return String.join("\t", fields(row).values());
  }

  /// A table with a head.
  static String markdown(List<PeerRow> rows) {
    List<String> heads =
        List.of("state", "peer", "id", "dir", "via", "address", "heard", "rtt", "wait", "redial");
    StringBuilder text = new StringBuilder();
    text.append(line(heads.stream().map(head -> Words.of("copy.head." + head)).toList()));
    text.append(line(heads.stream().map(head -> "---").toList()));
    rows.forEach(row -> text.append(line(fields(row).values().stream().toList())));
    return text.toString();
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("\\", "\\\\").replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /// An array of objects; unknown numbers are left out.
  static String json(List<PeerRow> rows) {
    ArrayNode all = JSON.createArrayNode();
    rows.forEach(row -> all.add(object(row)));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all);
  }

  private static ObjectNode object(PeerRow row) {
    PeerFacts facts = row.facts();
    ObjectNode node = JSON.createObjectNode();
    node.put("peer", row.key().peer().text()).put("name", facts.name());
    node.put("state", facts.state().id());
    if (facts.transport() != null) {
      node.put("transport", facts.transport().value());
    }
    if (facts.direction() != null) {
      node.put("direction", facts.direction().name().toLowerCase(Locale.ROOT));
    }
    text(node, "via", facts.via());
    text(node, "address", facts.address());
    millis(node, "heardAgoMs", facts.silentNs());
    millis(node, "rttMs", facts.rttNs());
    millis(node, "waitMs", facts.waitNs());
    if (facts.redial().verb() != PeerFacts.Redial.Verb.NONE) {
      node.put("ifRedialledNow", redial(facts));
    }
    if (!facts.findings().isEmpty()) {
      ArrayNode findings = node.putArray("findings");
      facts.findings().forEach(findings::add);
    }
    text(node, "story", facts.story());
    return node;
  }

  private static void text(ObjectNode node, String field, String value) {
    if (!value.isEmpty()) {
      node.put(field, value);
    }
  }

  private static void millis(ObjectNode node, String field, long ns) {
    if (ns >= 0) {
      node.put(field, Math.rint(ns / 1e3) / 1e3);
    }
  }

  private static Map<String, String> fields(PeerRow row) {
    PeerFacts facts = row.facts();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("state", Telling.word(facts.state()));
    fields.put("peer", facts.name());
    fields.put("id", row.key().peer().text());
    fields.put("dir", row.directionProperty().get());
    fields.put("via", facts.via());
    fields.put("address", facts.address());
    fields.put("heard", facts.heard().text());
    fields.put("rtt", row.rttProperty().get());
    fields.put("wait", row.waitingProperty().get());
    fields.put("redial", facts.story().isEmpty() ? redial(facts) : facts.story());
    fields.replaceAll((field, value) -> value.isEmpty() ? Spans.NONE : value);
    return fields;
  }

  private static String redial(PeerFacts facts) {
    return Words.word(facts.redial().verb(), "verb") + " " + facts.redial().because();
  }
}
