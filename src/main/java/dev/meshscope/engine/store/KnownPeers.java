package dev.meshscope.engine.store;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.engine.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The key first seen for each peer, across restarts: `known-peers.json`. Blocking: read before the
/// loop starts, written by one background thread at a time.
public final class KnownPeers {
  private static final Logger LOG = Logger.getLogger(KnownPeers.class.getName());
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;

  /// @param stateDir where the file is
  public KnownPeers(Path stateDir) {
    this.file = stateDir.resolve("known-peers.json");
  }

  /// What was kept; empty if nothing was.
  ///
  /// @throws StartException if the file exists and cannot be used
  public Map<NodeId, PublicKey> load() throws StartException {
    Map<NodeId, PublicKey> pinned = new TreeMap<>();
    if (Files.notExists(file)) {
      return pinned;
    }
    try {
      JsonNode node = JSON.readTree(Files.readAllBytes(file));
      if (!node.isObject()) {
        // An empty file, too: taking it for "nobody" would trust anybody's key anew.
        throw new IllegalArgumentException("not an object");
      }
      node.properties()
          .forEach(
              entry ->
                  pinned.put(
                      new NodeId(entry.getKey()), new PublicKey(entry.getValue().asString(""))));
      return pinned;
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      throw new StartException(
          "The known peers in " + file + " cannot be read; mend or remove the file.", e);
    }
  }

  /// Keeps exactly these.
  public synchronized void save(Map<NodeId, PublicKey> pinned) {
    ObjectNode node = JSON.createObjectNode();
    new TreeMap<>(pinned).forEach((id, key) -> node.put(id.text(), key.text()));
    try {
      StateFiles.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "known peers not kept: {0}", e.getMessage());
    }
  }
}
