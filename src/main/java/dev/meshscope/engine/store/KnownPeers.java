package dev.meshscope.engine.store;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.engine.StartException;
import dev.meshscope.files.PlainFile;
import dev.meshscope.files.UnfitFile;
import dev.meshscope.files.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The key first seen for each peer, across restarts: `known-peers.json`. Blocking: read before the
/// loop starts, written by one background thread at a time.
public final class KnownPeers {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Twice what all that can be pinned take.
  private static final int MAX_BYTES = 16 << 20;

  private final Path file;

  /// @param stateDir where the file is
  public KnownPeers(Path stateDir) {
    this.file = stateDir.resolve("known-peers.json");
  }

  /// What was kept; empty if nothing was.
  ///
  /// @throws StartException if the file exists and cannot be used
  public Map<NodeId, PublicKey> load() throws StartException {
    if (Files.notExists(file)) {
      return new TreeMap<>();
    }
    try {
      return parse(PlainFile.read(file, MAX_BYTES));
    } catch (IOException e) {
      throw new StartException(
          "The known peers: " + file + " " + UnfitFile.why(e) + "; mend or remove it.", e);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new StartException(
          "The known peers in " + file + " make no sense; mend or remove the file.", e);
    }
  }

  /// @throws JacksonException if it is not JSON
  /// @throws IllegalArgumentException if it does not name keys by node ids
  static Map<NodeId, PublicKey> parse(byte[] content) {
    JsonNode node = JSON.readTree(content);
    if (!node.isObject()) {
      // An empty file, too: taking it for "nobody" would trust anybody's key anew.
      throw new IllegalArgumentException("not an object");
    }
    Map<NodeId, PublicKey> pinned = new TreeMap<>();
    node.properties()
        .forEach(
            entry ->
                pinned.put(
                    new NodeId(entry.getKey()), new PublicKey(entry.getValue().asString(""))));
    return pinned;
  }

  /// Keeps exactly these.
  ///
  /// @throws IOException if they are not on disk; what was there before still is
  public synchronized void save(Map<NodeId, PublicKey> pinned) throws IOException {
    WholeFile.keep(file, write(pinned));
  }

  static byte[] write(Map<NodeId, PublicKey> pinned) {
    ObjectNode node = JSON.createObjectNode();
    new TreeMap<>(pinned).forEach((id, key) -> node.put(id.text(), key.text()));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node);
  }
}
