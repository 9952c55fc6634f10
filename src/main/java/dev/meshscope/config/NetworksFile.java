package dev.meshscope.config;

import dev.meshscope.core.link.Networking;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Which networks the user joined: `networks.json` in the state folder, readable by its owner only,
/// because a relay's token is in it. Blocking; never on the engine loop or the window's thread.
public final class NetworksFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;

  /// @param stateDir where the file is
  public NetworksFile(Path stateDir) {
    this.file = stateDir.resolve("networks.json");
  }

  /// What was saved; this machine only if nothing was.
  ///
  /// @throws IOException with one sentence for the user if the file cannot be read or makes no
  ///   sense
  public Networking load() throws IOException {
    if (Files.notExists(file)) {
      return Networking.LOOPBACK;
    }
    try {
      return parse(Files.readAllBytes(file));
    } catch (JacksonException | IllegalArgumentException e) {
      // The cause would show what is in the file.
      throw new IOException("The networks in " + file + " make no sense; mend or delete the file.");
    } catch (IOException e) {
      throw new IOException("The networks in " + file + " cannot be read; look whose they are.", e);
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
      Files.createDirectories(dir);
    }
    Path fresh = file.resolveSibling("networks.json.new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, ownerOnly());
    Files.write(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node));
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private FileAttribute<?>[] ownerOnly() {
    boolean modes = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    return modes
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
