package dev.meshscope.engine;

import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.Networking;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.StartException;
import dev.meshscope.relay.TestRelay;
import java.nio.file.Path;
import java.util.List;

/// An engine that looks for others nowhere but through a relay.
final class RelayedEngine {
  private RelayedEngine() {}

  /// @param folder takes its identity
  static MeshEngine start(Path folder, String name, TestRelay relay) throws StartException {
    return MeshEngine.start(
        new EngineConfig(
            new NodeName(name),
            null,
            folder,
            folder,
            "127.0.0.1",
            0,
            Group.DEFAULT,
            Settings.DEFAULT,
            List.of(),
            new Networking(false, relay.url().toString(), null, true)));
  }
}
