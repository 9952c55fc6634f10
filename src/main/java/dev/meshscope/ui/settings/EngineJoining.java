package dev.meshscope.ui.settings;

import dev.meshscope.config.NetworksFile;
import dev.meshscope.core.link.Networking;
import dev.meshscope.core.link.StartException;
import dev.meshscope.engine.MeshEngine;
import dev.meshscope.text.Telling;
import dev.meshscope.ui.feed.FxDoor;
import dev.meshscope.ui.text.Words;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The networks of a running engine. Each joining has a virtual thread of its own, since it blocks.
public final class EngineJoining implements Joining {
  private static final Logger LOG = Logger.getLogger(EngineJoining.class.getName());

  private final Supplier<Networking> present;
  private final Joiner joiner;
  private final NetworksFile file;

  /// What joins; blocks.
  @FunctionalInterface
  interface Joiner {
    void join(Networking wanted) throws StartException;
  }

  /// @param file where it is kept for the next start
  public EngineJoining(MeshEngine engine, NetworksFile file) {
    this(engine::networking, engine::join, file);
  }

  EngineJoining(Supplier<Networking> present, Joiner joiner, NetworksFile file) {
    this.present = present;
    this.joiner = joiner;
    this.file = file;
  }

  @Override
  public Networking joined() {
    return present.get();
  }

  @Override
  public void join(Networking wanted, Consumer<Outcome> done) {
    Thread.ofVirtual()
        .name("join-networks")
        .start(
            () -> {
              Outcome outcome = outcome(wanted);
              FxDoor.enter(() -> done.accept(outcome));
            });
  }

  /// Whatever goes wrong, it is told: somebody waits for it.
  Outcome outcome(Networking wanted) {
    try {
      return joinNow(wanted);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "networks could not be joined", e);
      return new Outcome(
          wanted.equals(present.get()),
          Words.of("settings.networks.fault", e.getClass().getSimpleName()));
    }
  }

  /// Kept only after it worked: a node that cannot start with its networks would be of no use.
  private Outcome joinNow(Networking wanted) {
    try {
      joiner.join(wanted);
    } catch (StartException e) {
      return new Outcome(false, Words.of("settings.networks.failed", e.why()));
    }
    try {
      file.save(wanted);
      return new Outcome(true, "");
    } catch (IOException e) {
      return new Outcome(true, Words.of("settings.networks.not-saved", Telling.fault(e)));
    }
  }
}
