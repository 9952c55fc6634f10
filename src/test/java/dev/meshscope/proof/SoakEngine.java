package dev.meshscope.proof;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Networking;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.StartException;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.Transport;
import dev.meshscope.engine.EngineConfig;
import dev.meshscope.engine.MeshEngine;
import dev.meshscope.engine.MeshObserver;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A node of ours in this process, which dials the node and is restarted by chance.
final class SoakEngine implements SoakPeer {
  private static final int JOIN_SECONDS = 20;

  private final String nodeId;
  private final NodeId node;
  private final Path folder;
  private final Endpoint address;
  private final Networking networking;
  private final Random random;
  private final SoakFaults faults;
  private @Nullable MeshEngine engine;

  /// @param node whom it is to join
  /// @param address where that listens
  /// @param networking the relay on which it is too
  SoakEngine(
      String nodeId,
      Path folder,
      NodeId node,
      Endpoint address,
      Networking networking,
      Random random,
      SoakFaults faults) {
    this.nodeId = nodeId;
    this.folder = folder;
    this.node = node;
    this.address = address;
    this.networking = networking;
    this.random = random;
    this.faults = faults;
  }

  @Override
  public String nodeId() {
    return nodeId;
  }

  @Override
  public void begin() throws StartException, InterruptedException {
    MeshEngine started =
        MeshEngine.start(
            new EngineConfig(
                new NodeName("engine"),
                new NodeId(nodeId),
                folder.resolve("state"),
                folder.resolve("registry"),
                "127.0.0.1",
                0,
                Group.DEFAULT,
                Settings.DEFAULT,
                List.of(address),
                networking));
    engine = started;
    Joins joins = new Joins();
    started.observe(joins);
    if (!joins.joined.await(JOIN_SECONDS, TimeUnit.SECONDS)) {
      faults.tell(nodeId, "an engine has not joined within " + JOIN_SECONDS + " s");
    }
  }

  @Override
  public void act() throws StartException, InterruptedException {
    if (engine == null) {
      return;
    }
    if (random.nextBoolean()) {
      faults.did("engine restart");
      engine.close();
      begin();
    } else {
      faults.did("engine talk");
      engine.say("x".repeat(random.nextInt(20_000)), null);
    }
  }

  @Override
  public void check() {
    if (transport().isEmpty()) {
      faults.tell(nodeId, "an engine lost the node although it did nothing");
    }
  }

  @Override
  public Optional<Ends> ends() {
    return transport()
        .filter(t -> t.socket().local() != null)
        .map(t -> new Ends(t.socket().local().port(), t.route().remote().port()));
  }

  private Optional<Transport> transport() {
    return engine == null ? Optional.empty() : direct(engine.table());
  }

  private Optional<Transport> direct(PeerTable table) {
    return table.peer(node).map(peer -> peer.direct().incumbent()).flatMap(table::transport);
  }

  @Override
  public boolean onRelay() {
    return true;
  }

  @Override
  public void close() {
    if (engine != null) {
      engine.close();
      engine = null;
    }
  }

  /// Waits for the node, directly.
  private final class Joins implements MeshObserver {
    private final CountDownLatch joined = new CountDownLatch(1);

    @Override
    public void present(PeerTable table) {
      if (direct(table).isPresent()) {
        joined.countDown();
      }
    }

    @Override
    public void happened(PeerTable table, List<MeshEvent> events) {
      present(table);
    }
  }
}
