package dev.meshscope.engine;

import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.Descriptors;
import dev.meshscope.core.link.LeftOut;
import dev.meshscope.core.link.RegistrySurvey;
import dev.meshscope.core.link.SocketTrial;
import dev.meshscope.engine.discovery.LanChoice;
import dev.meshscope.engine.discovery.RegistryLook;
import dev.meshscope.engine.net.NettyDefaults;
import dev.meshscope.engine.net.OpenFiles;
import dev.meshscope.engine.net.TrialSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a node stands on: this machine, asked with the same code that a node uses, whether one runs
/// or not. On any thread; all of it blocks for the system, if only for a moment.
public final class Ground {
  private Ground() {}

  /// What this system does with a socket of ours; a few seconds at most.
  public static SocketTrial socket() {
    return TrialSocket.run();
  }

  /// How many files and sockets this process holds open; empty where the system does not count
  /// them.
  public static Optional<Descriptors> descriptors() {
    return OpenFiles.now();
  }

  /// What lies in the registry's folder, as this node would see it. Nothing is changed by looking.
  public static RegistrySurvey registry(Path dir, Self self) {
    return RegistryLook.of(dir, self);
  }

  /// The interfaces that would not be used for the LAN now; none if the system does not tell.
  public static List<LeftOut> leftOut() {
    return LanChoice.now().leftOut();
  }

  /// Sets how Netty runs in this process, where its user did not say otherwise. A node does so by
  /// itself; for whoever makes channels of its own before there is one.
  public static void settleNetty() {
    NettyDefaults.set();
  }
}
