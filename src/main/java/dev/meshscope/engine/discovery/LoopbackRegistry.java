package dev.meshscope.engine.discovery;

import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.table.Input;
import dev.meshscope.engine.StartException;
import dev.meshscope.engine.net.InputSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The loopback registry (PROTOCOL 5): all nodes of one user on one machine find each other in a
/// folder. Owns one virtual thread that writes, watches and scans; its findings go to the sink.
public final class LoopbackRegistry implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LoopbackRegistry.class.getName());
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long EVERY_MS = 5_000;
  private static final long SETTLE_MS = 20;
  private static final long[] EARLY_MS = {300, 1_200, 3_000};
  private static final int MAX_FILE_BYTES = 65_536;
  static final int MAX_ENTRIES = 4_096;

  private final Path dir;
  private final Path own;
  private final Self self;
  private final String serviceType;
  private final int port;
  private final InputSink sink;
  // Null where the folder cannot be watched, only scanned: inotify instances are few.
  private final @Nullable WatchService watch;
  private final Thread thread;
  private final CountDownLatch ended = new CountDownLatch(1);
  private Set<NodeId> seen = Set.of();

  private LoopbackRegistry(
      Path dir, Self self, int port, InputSink sink, @Nullable WatchService watch) {
    this.dir = dir;
    this.own = dir.resolve(self.nodeId() + ".json");
    this.self = self;
    this.serviceType = serviceType(self.group());
    this.port = port;
    this.sink = sink;
    this.watch = watch;
    this.thread = Thread.ofVirtual().name("loopback-registry").unstarted(this::run);
  }

  /// Announces this node and begins to look for others.
  ///
  /// @param sink may be called from the registry's thread
  /// @throws StartException if the folder cannot be written
  public static LoopbackRegistry start(Path dir, Self self, int port, InputSink sink)
      throws StartException {
    try {
      Files.createDirectories(dir);
      LoopbackRegistry registry = new LoopbackRegistry(dir, self, port, sink, watch(dir));
      registry.announce();
      registry.thread.start();
      return registry;
    } catch (IOException e) {
      throw new StartException("The registry folder " + dir + " cannot be written.", e);
    }
  }

  private static @Nullable WatchService watch(Path dir) {
    try {
      WatchService watch = dir.getFileSystem().newWatchService();
      dir.register(
          watch,
          StandardWatchEventKinds.ENTRY_CREATE,
          StandardWatchEventKinds.ENTRY_MODIFY,
          StandardWatchEventKinds.ENTRY_DELETE);
      return watch;
    } catch (IOException | UnsupportedOperationException e) {
      LOG.log(Level.FINE, "the registry is scanned, not watched: {0}", e.getMessage());
      return null;
    }
  }

  static String serviceType(Group group) {
    return group.equals(Group.DEFAULT) ? "_sym._tcp" : "_" + group + "._tcp";
  }

  private void run() {
    long begun = System.nanoTime();
    long lastWrite = begun;
    int early = 0;
    try {
      while (ended.getCount() > 0) {
        scan();
        long sinceStart = millisSince(begun);
        long wait = EVERY_MS - millisSince(lastWrite);
        if (early < EARLY_MS.length) {
          wait = Math.min(wait, Math.max(0, EARLY_MS[early] - sinceStart));
        }
        await(Math.max(1, wait));
        while (early < EARLY_MS.length && millisSince(begun) >= EARLY_MS[early]) {
          early++;
        }
        if (millisSince(lastWrite) >= EVERY_MS) {
          lastWrite = System.nanoTime();
          announceAgain();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits for a change or the next scan. Changes that come close together are looked at together.
  private void await(long millis) throws InterruptedException {
    if (watch == null) {
      ended.await(millis, TimeUnit.MILLISECONDS);
      return;
    }
    WatchKey key = watch.poll(millis, TimeUnit.MILLISECONDS);
    if (key != null) {
      ended.await(SETTLE_MS, TimeUnit.MILLISECONDS);
      key.pollEvents();
      key.reset();
    }
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }

  private void announceAgain() {
    try {
      announce();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "registry entry not written: {0}", e.getMessage());
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
    // The name ends in something that no scan takes for an entry.
    Path fresh = dir.resolve(self.nodeId() + ".json." + ProcessHandle.current().pid() + ".tmp");
    // Made anew: what lies there under this name may be a link to somewhere else.
    Files.deleteIfExists(fresh);
    Files.write(fresh, JSON.writeValueAsBytes(node), StandardOpenOption.CREATE_NEW);
    try {
      Files.move(fresh, own, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, own, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void scan() {
    Map<NodeId, Sighting> found = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(dir, "*.json")) {
      int looked = 0;
      for (Path file : files) {
        if (looked++ == MAX_ENTRIES) {
          break;
        }
        if (!file.equals(own)) {
          entry(file).ifPresent(sighting -> found.put(sighting.nodeId(), sighting));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.log(Level.FINE, "registry not scanned: {0}", e.getMessage());
      return;
    }
    if (ended.getCount() == 0) {
      return;
    }
    found.values().forEach(sighting -> sink.take(new Input.Sighted(sighting)));
    for (NodeId gone : seen) {
      if (!found.containsKey(gone)) {
        sink.take(new Input.Unsighted(gone, Source.LOOPBACK));
      }
    }
    seen = new HashSet<>(found.keySet());
  }

  /// An entry that counts; the entry of a dead process is deleted, anything else is left alone.
  private Optional<Sighting> entry(Path file) {
    try {
      byte[] content = read(file);
      RegistryEntry entry = RegistryEntry.parse(content).orElse(null);
      if (entry == null
          || entry.nodeId().equals(self.nodeId())
          || !entry.belongsIn(file.getFileName().toString())) {
        return Optional.empty();
      }
      if (!entry.alive()) {
        // Unless its node has been started again meanwhile and has written it anew.
        if (Arrays.equals(read(file), content)) {
          Files.deleteIfExists(file);
        }
        return Optional.empty();
      }
      return entry.counts(serviceType, System.currentTimeMillis())
          ? Optional.of(entry.sighting())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// @throws IOException if it is no regular file of a moderate size
  static byte[] read(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("no regular file");
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = in.readNBytes(MAX_FILE_BYTES + 1);
      if (content.length > MAX_FILE_BYTES) {
        throw new IOException("too long");
      }
      return content;
    }
  }

  /// Leaves: the entry is removed, the thread ends.
  @Override
  public void close() {
    ended.countDown();
    thread.interrupt();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(2));
      if (watch != null) {
        watch.close();
      }
      if (ownEntry()) {
        Files.deleteIfExists(own);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "registry entry not removed: {0}", e.getMessage());
    }
  }

  /// A successor with our identity may have announced itself already.
  private boolean ownEntry() {
    try {
      long pid = ProcessHandle.current().pid();
      return RegistryEntry.parse(read(own)).filter(entry -> entry.pid() == pid).isPresent();
    } catch (IOException e) {
      return false;
    }
  }
}
