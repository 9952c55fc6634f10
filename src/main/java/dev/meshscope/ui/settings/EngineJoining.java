package dev.meshscope.ui.settings;

import dev.meshscope.config.NetworksFile;
import dev.meshscope.core.link.Networking;
import dev.meshscope.engine.MeshEngine;
import dev.meshscope.engine.StartException;
import dev.meshscope.ui.feed.FxDoor;
import dev.meshscope.ui.text.Words;
import java.io.IOException;
import java.util.function.Consumer;

/// The networks of a running engine. Each joining has a virtual thread of its own, since it blocks.
public final class EngineJoining implements Joining {
  private final MeshEngine engine;
  private final NetworksFile file;

  /// @param file where it is kept for the next start
  public EngineJoining(MeshEngine engine, NetworksFile file) {
    this.engine = engine;
    this.file = file;
  }

  @Override
  public Networking joined() {
    return engine.networking();
  }

  @Override
  public void join(Networking wanted, Consumer<Outcome> done) {
    Thread.ofVirtual()
        .name("join-networks")
        .start(
            () -> {
              Outcome outcome = joinNow(wanted);
              FxDoor.enter(() -> done.accept(outcome));
            });
  }

  /// Kept only after it worked: a node that cannot start with its networks would be of no use.
  private Outcome joinNow(Networking wanted) {
    try {
      engine.join(wanted);
    } catch (StartException e) {
      return new Outcome(
          false, Words.of("settings.networks.failed", String.valueOf(e.getMessage())));
    }
    try {
      file.save(wanted);
      return new Outcome(true, "");
    } catch (IOException e) {
      return new Outcome(
          true, Words.of("settings.networks.not-saved", String.valueOf(e.getMessage())));
    }
  }
}
