package dev.meshscope.engine.discovery;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.StartCause;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.StartException;
import dev.meshscope.core.table.Input;
import dev.meshscope.engine.net.InputSink;
import dev.meshscope.files.UnfitFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The loopback registry (PROTOCOL 5): all nodes of one user on one machine find each other in a
/// folder. Owns one virtual thread that writes, watches and scans; its findings go to the sink.
///
/// A folder that somebody removes is made again at the next writing, and who was in it is gone.
public final class LoopbackRegistry implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LoopbackRegistry.class.getName());
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long EVERY_MS = 5_000;
  private static final long LONGEST_REST_MS = 2_000;
  private static final long[] EARLY_MS = {300, 1_200, 3_000};

  /// A folder that could not be read for so long says nothing of anybody any more.
  private static final long UNREADABLE_MS = 30_000;

  private final RegistryFolder folder;
  private final Self self;
  private final String serviceType;
  private final int port;
  private final InputSink sink;
  private final FolderWatch watch;
  private final Thread thread;
  private final CountDownLatch ended = new CountDownLatch(1);
  // The following are touched by the registry's thread only.
  private final RegistryAges ages = new RegistryAges();
  private Set<NodeId> seen = Set.of();
  private long scannedMs = nowMs();
  private boolean troubled;

  private LoopbackRegistry(Path dir, Self self, int port, InputSink sink) {
    this.folder = new RegistryFolder(dir, self.nodeId() + ".json");
    this.self = self;
    this.serviceType = serviceType(self.group());
    this.port = port;
    this.sink = sink;
    this.watch = new FolderWatch(dir);
    this.thread = Thread.ofVirtual().name("loopback-registry").unstarted(this::run);
  }

  /// Announces this node and begins to look for others.
  ///
  /// @param sink may be called from the registry's thread
  /// @throws StartException if the folder cannot be written
  public static LoopbackRegistry start(Path dir, Self self, int port, InputSink sink)
      throws StartException {
    LoopbackRegistry registry = new LoopbackRegistry(dir, self, port, sink);
    try {
      registry.announce();
    } catch (IOException e) {
      throw new StartException(
          e instanceof UnfitFile unfit
              ? Cause.of(StartCause.REGISTRY_ENTRY_UNFIT, unfit.file(), Cause.of(unfit.fault()))
              : Cause.of(StartCause.REGISTRY_UNWRITABLE, dir),
          e);
    }
    registry.thread.start();
    return registry;
  }

  static String serviceType(Group group) {
    return group.equals(Group.DEFAULT) ? "_sym._tcp" : "_" + group + "._tcp";
  }

  private void run() {
    long begunMs = nowMs();
    long lastWriteMs = begunMs;
    int early = 0;
    try (watch) {
      watch.renew();
      while (ended.getCount() > 0) {
        long begin = nowMs();
        scan();
        // Whoever changes a full folder all the time takes a quarter of this thread's.
        ended.await(Math.min(LONGEST_REST_MS, 3 * (nowMs() - begin)), TimeUnit.MILLISECONDS);
        long wait = EVERY_MS - (nowMs() - lastWriteMs);
        if (early < EARLY_MS.length) {
          wait = Math.min(wait, Math.max(0, EARLY_MS[early] - (nowMs() - begunMs)));
        }
        watch.await(Math.max(1, wait), ended);
        while (early < EARLY_MS.length && nowMs() - begunMs >= EARLY_MS[early]) {
          early++;
        }
        if (nowMs() - lastWriteMs >= EVERY_MS) {
          lastWriteMs = nowMs();
          announceAgain();
          watch.renew();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Monotonic.
  private static long nowMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  /// What stands in the way is told once, until it is out of it.
  private void announceAgain() {
    try {
      announce();
      troubled = false;
    } catch (IOException e) {
      if (!troubled) {
        LOG.log(
            Level.WARNING,
            "The registry entry cannot be written, others may not find this node: {0}",
            e.toString());
      }
      troubled = true;
    }
  }

  private void announce() throws IOException {
    ObjectNode node = JSON.createObjectNode();
    node.put("nodeId", self.nodeId().text());
    node.put("name", self.name().text());
    node.put("port", port);
    node.put("pid", ProcessHandle.current().pid());
    node.put("serviceType", serviceType);
    node.put("ts", System.currentTimeMillis());
    folder.write(JSON.writeValueAsBytes(node));
  }

  private void scan() {
    Map<NodeId, Sighting> found = new TreeMap<>();
    Set<NodeId> present = new HashSet<>();
    try {
      for (Path file : folder.others(seen)) {
        entry(file, present).ifPresent(sighting -> found.put(sighting.nodeId(), sighting));
      }
      scannedMs = nowMs();
    } catch (IOException e) {
      LOG.log(Level.FINE, "registry not scanned: {0}", e.getMessage());
      if (nowMs() - scannedMs < UNREADABLE_MS) {
        return;
      }
    }
    if (ended.getCount() == 0) {
      return;
    }
    ages.keep(present);
    found.values().forEach(sighting -> sink.take(new Input.Sighted(sighting)));
    for (NodeId gone : seen) {
      if (!found.containsKey(gone)) {
        sink.take(new Input.Unsighted(gone, Source.LOOPBACK));
      }
    }
    seen = new HashSet<>(found.keySet());
  }

  /// An entry that counts; the entry of a dead process is deleted, anything else is left alone.
  ///
  /// @param present takes the ids of all entries
  private Optional<Sighting> entry(Path file, Set<NodeId> present) {
    try {
      byte[] content = RegistryFolder.read(file);
      RegistryEntry entry = RegistryEntry.parse(content).orElse(null);
      if (entry == null
          || entry.nodeId().equals(self.nodeId())
          || !entry.belongsIn(file.getFileName().toString())) {
        return Optional.empty();
      }
      present.add(entry.nodeId());
      long ageMs = ages.ageMs(entry, System.currentTimeMillis(), nowMs());
      return switch (entry.standing(serviceType, ageMs, entry.running())) {
        case COUNTS -> Optional.of(entry.sighting());
        case OTHER_GROUP, STALE -> Optional.empty();
        case DEAD -> {
          RegistryFolder.delete(file, content);
          yield Optional.empty();
        }
      };
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Leaves: the entry is removed, the thread ends.
  @Override
  public void close() {
    ended.countDown();
    thread.interrupt();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(2));
      folder.removeOwn();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "registry entry not removed: {0}", e.getMessage());
    }
  }
}
