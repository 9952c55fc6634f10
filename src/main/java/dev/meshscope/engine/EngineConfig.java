package dev.meshscope.engine;

import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Networking;
import dev.meshscope.core.link.Settings;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a node is to run.
///
/// @param name its name if the identity is about to be created; null: the host's name
/// @param nodeId its id if the identity is about to be created; null: a fresh one
/// @param stateDir identity, lock and known peers; made if absent
/// @param registryDir the loopback registry; made if absent
/// @param bindAddress the address to listen on
/// @param port the port to listen on; 0: any free one
/// @param group the mesh
/// @param settings rule and timings
/// @param dial addresses to keep connected
/// @param networking which networks to join
public record EngineConfig(
    @Nullable NodeName name,
    @Nullable NodeId nodeId,
    Path stateDir,
    Path registryDir,
    String bindAddress,
    int port,
    Group group,
    Settings settings,
    List<Endpoint> dial,
    Networking networking) {

  /// On this machine only.
  public EngineConfig(
      @Nullable NodeName name,
      @Nullable NodeId nodeId,
      Path stateDir,
      Path registryDir,
      String bindAddress,
      int port,
      Group group,
      Settings settings,
      List<Endpoint> dial) {
    this(
        name,
        nodeId,
        stateDir,
        registryDir,
        bindAddress,
        port,
        group,
        settings,
        dial,
        Networking.LOOPBACK);
  }

  /// A node of the usual mesh, heard by this machine alone: named like the host until told
  /// otherwise, at any free port, with the usual settings.
  public static EngineConfig onThisMachine(Path stateDir, Path registryDir) {
    return new EngineConfig(
        null,
        null,
        stateDir,
        registryDir,
        "127.0.0.1",
        0,
        Group.DEFAULT,
        Settings.DEFAULT,
        List.of());
  }

  /// Copies the list.
  public EngineConfig {
    dial = List.copyOf(dial);
  }
}
