package dev.meshscope.ui;

import dev.meshscope.files.PlainFile;
import dev.meshscope.files.WholeFile;
import dev.meshscope.ui.peers.ColumnLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How the user arranged the window, in `window.json` in the state folder. Blocking; never on the
/// window's thread. It is a convenience: what cannot be read is forgotten, what cannot be written
/// is not kept.
final class WindowMemory {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final int MAX_BYTES = 65_536;

  private final Path file;

  /// @param stateDir where the file is
  WindowMemory(Path stateDir) {
    this.file = stateDir.resolve("window.json");
  }

  /// The columns as they were left; null if nothing is known of them.
  @Nullable ColumnLayout columns() {
    try {
      JsonNode node =
          PlainFile.absent(file) ? null : JSON.readTree(PlainFile.read(file, MAX_BYTES));
      return node == null || !node.has("columns")
          ? null
          : new ColumnLayout(
              texts(node.path("columns")), texts(node.path("hidden")), texts(node.path("sorted")));
    } catch (IOException | JacksonException e) {
      return null;
    }
  }

  /// Keeps them, atomically.
  synchronized void keep(ColumnLayout columns) {
    ObjectNode node = JSON.createObjectNode();
    put(node, "columns", columns.order());
    put(node, "hidden", columns.hidden());
    put(node, "sorted", columns.sorted());
    try {
      WholeFile.keep(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node));
    } catch (IOException e) {
      // The next start shows the columns as they were at first.
    }
  }

  private static void put(ObjectNode node, String field, List<String> texts) {
    ArrayNode array = node.putArray(field);
    texts.forEach(array::add);
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().filter(JsonNode::isString).map(JsonNode::asString).toList();
  }
}
