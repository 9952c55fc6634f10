package dev.meshscope.engine.store;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.StartCause;
import dev.meshscope.core.identity.KnownKeys;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.link.StartException;
import dev.meshscope.files.PlainFile;
import dev.meshscope.files.UnfitFile;
import dev.meshscope.files.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

  private static final String KEY = "key";
  private static final String PROVEN = "proven";
  private static final String TRUSTED = "trusted";

  private final Path file;

  /// @param stateDir where the file is
  public KnownPeers(Path stateDir) {
    this.file = stateDir.resolve("known-peers.json");
  }

  /// What was kept; [KnownKeys#NONE] if nothing was.
  ///
  /// @throws StartException if the file exists and cannot be used
  public KnownKeys load() throws StartException {
    if (PlainFile.absent(file)) {
      return KnownKeys.NONE;
    }
    try {
      return parse(PlainFile.read(file, MAX_BYTES));
    } catch (IOException e) {
      throw new StartException(
          Cause.of(StartCause.KNOWN_PEERS_UNFIT, file, Cause.of(UnfitFile.why(e))), e);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new StartException(Cause.of(StartCause.KNOWN_PEERS_SENSELESS, file), e);
    }
  }

  /// A key stands for itself, or, of who has proven to hold it or was chosen by the user, in an
  /// object with `proven` and `trusted`.
  ///
  /// @throws JacksonException if it is not JSON
  /// @throws IllegalArgumentException if it does not name keys by node ids
  static KnownKeys parse(byte[] content) {
    JsonNode node = JSON.readTree(content);
    if (!node.isObject()) {
      // An empty file, too: taking it for "nobody" would trust anybody's key anew.
      throw new IllegalArgumentException("not an object");
    }
    Map<NodeId, PublicKey> keys = new TreeMap<>();
    Set<NodeId> proven = new TreeSet<>();
    Set<NodeId> trusted = new TreeSet<>();
    node.properties()
        .forEach(
            entry -> {
              NodeId id = new NodeId(entry.getKey());
              JsonNode value = entry.getValue();
              JsonNode key = value.isObject() ? value.path(KEY) : value;
              keys.put(id, new PublicKey(key.asString("")));
              if (value.path(PROVEN).asBoolean(false)) {
                proven.add(id);
              }
              if (value.path(TRUSTED).asBoolean(false)) {
                trusted.add(id);
              }
            });
    return new KnownKeys(keys, proven, trusted);
  }

  /// Keeps exactly these.
  ///
  /// @throws IOException if they are not on disk; what was there before still is
  public synchronized void save(KnownKeys known) throws IOException {
    WholeFile.keep(file, write(known));
  }

  static byte[] write(KnownKeys known) {
    ObjectNode node = JSON.createObjectNode();
    new TreeMap<>(known.keys())
        .forEach(
            (id, key) -> {
              boolean proven = known.proven().contains(id);
              boolean trusted = known.trusted().contains(id);
              if (!proven && !trusted) {
                node.put(id.text(), key.text());
                return;
              }
              ObjectNode one = node.putObject(id.text()).put(KEY, key.text());
              if (proven) {
                one.put(PROVEN, true);
              }
              if (trusted) {
                one.put(TRUSTED, true);
              }
            });
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node);
  }
}
