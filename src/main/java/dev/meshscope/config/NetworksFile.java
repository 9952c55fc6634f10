package dev.meshscope.config;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.FileCause;
import dev.meshscope.core.link.Networking;
import dev.meshscope.files.PlainFile;
import dev.meshscope.files.Privacy;
import dev.meshscope.files.UnfitFile;
import dev.meshscope.files.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Which networks the user joined: `networks.json` in the state folder, readable by its owner only,
/// because a relay's token is in it. Blocking; never on the engine loop or the window's thread.
public final class NetworksFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final int MAX_BYTES = 65_536;

  private final Path file;

  /// @param stateDir where the file is
  public NetworksFile(Path stateDir) {
    this.file = stateDir.resolve("networks.json");
  }

  /// What was saved; this machine only if nothing was.
  ///
  /// @throws UnusableException if the file cannot be read or makes no sense
  public Networking load() throws UnusableException {
    if (PlainFile.absent(file)) {
      return Networking.LOOPBACK;
    }
    try {
      Networking saved = parse(PlainFile.read(file, MAX_BYTES));
      Privacy.close(file);
      return saved;
    } catch (JacksonException | IllegalArgumentException e) {
      // The cause would show what is in the file.
      throw new UnusableException(Cause.of(FileCause.NETWORKS_SENSELESS, file));
    } catch (IOException e) {
      throw new UnusableException(
          Cause.of(FileCause.NETWORKS_UNFIT, file, Cause.of(UnfitFile.why(e))), e);
    }
  }

  /// @throws JacksonException if it is not JSON
  /// @throws IllegalArgumentException if it is no object
  static Networking parse(byte[] content) {
    JsonNode node = JSON.readTree(content);
    if (!node.isObject()) {
      throw new IllegalArgumentException("not an object");
    }
    return new Networking(
        node.path("lan").asBoolean(false),
        node.path("relay").isString() ? node.path("relay").asString() : null,
        node.path("relayToken").isString() ? node.path("relayToken").asString() : null,
        node.path("relayOnly").asBoolean(false));
  }

  /// Saves, atomically.
  ///
  /// @throws IOException if the file cannot be written
  public void save(Networking networking) throws IOException {
    ObjectNode node = JSON.createObjectNode();
    node.put("lan", networking.lan());
    if (networking.relay() != null) {
      node.put("relay", networking.relay());
    }
    if (networking.relayToken() != null) {
      node.put("relayToken", networking.relayToken());
    }
    node.put("relayOnly", networking.relayOnly());
    Path dir = file.toAbsolutePath().getParent();
    if (dir != null) {
      WholeFile.makeDir(dir);
    }
    WholeFile.keep(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node));
  }
}
