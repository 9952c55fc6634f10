package dev.meshscope.lab;

import dev.meshscope.lab.process.Folders;
import dev.meshscope.lab.words.LabWords;
import dev.meshscope.text.Telling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Three real peers on loopback to practise with; one of them is killed and started again every 20
/// s while they run. Every method may be called on any thread; processes are started and awaited on
/// a thread of its own.
public final class PracticePeers implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(PracticePeers.class.getName());

  /// How often the restarting one is killed.
  static final Duration RESTART_EVERY = Duration.ofSeconds(20);

  private static final List<String> NAMES = List.of("planner", "coder", "restarter");

  private final Path registryDir;
  private final Runnable onChange;
  private final Duration restartEvery;
  private final Path parent;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("practice-peers").factory());
  private final List<PracticePeer> peers = new ArrayList<>();
  private @Nullable Path home;
  private @Nullable ScheduledFuture<?> restarts;
  // Read by the window.
  private volatile boolean running;
  // Read by the window; empty unless the last start failed.
  private volatile String failure = "";

  /// @param registryDir where they and the monitor find each other
  /// @param onChange is told, on any thread, when [#running] or [#failure] changed
  public PracticePeers(Path registryDir, Runnable onChange) {
    this(registryDir, onChange, RESTART_EVERY, Path.of(System.getProperty("java.io.tmpdir")));
  }

  /// @param restartEvery how often the restarting one is killed
  /// @param parent where the folder is made in which they keep what they keep
  PracticePeers(Path registryDir, Runnable onChange, Duration restartEvery, Path parent) {
    this.registryDir = registryDir;
    this.onChange = onChange;
    this.restartEvery = restartEvery;
    this.parent = parent;
  }

  /// Their names, in the order they are started.
  public static List<String> names() {
    return NAMES;
  }

  /// Whether they were started and not stopped.
  public boolean running() {
    return running;
  }

  /// Why they could not be started; empty if they could.
  public String failure() {
    return failure;
  }

  /// Starts them, unless they run.
  public void start() {
    submit(this::startNow);
  }

  /// Stops them and removes what they kept.
  public void stop() {
    submit(this::stopNow);
  }

  /// Nothing is done any more once they were closed.
  private void submit(Runnable task) {
    try {
      worker.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.FINE, "closed already", e);
    }
  }

  /// Stops them for good; within two seconds.
  @Override
  public void close() {
    submit(this::stopNow);
    worker.shutdown();
    try {
      if (!worker.awaitTermination(2, TimeUnit.SECONDS)) {
        worker.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void startNow() {
    if (running) {
      return;
    }
    try {
      Path folder = Files.createTempDirectory(parent, "meshscope-practice");
      home = folder;
      for (String name : NAMES) {
        PracticePeer peer = new PracticePeer(name, folder.resolve(name), registryDir);
        peers.add(peer);
        peer.start();
      }
      failure = "";
      running = true;
      restarts =
          worker.scheduleWithFixedDelay(
              this::restart,
              restartEvery.toMillis(),
              restartEvery.toMillis(),
              TimeUnit.MILLISECONDS);
    } catch (IOException e) {
      stopNow();
      failure = LabWords.of("practice-peers.the-practice-peers-could", Telling.fault(e));
    }
    onChange.run();
  }

  private void stopNow() {
    if (restarts != null) {
      restarts.cancel(false);
      restarts = null;
    }
    peers.forEach(PracticePeer::endInput);
    peers.forEach(PracticePeer::awaitEnd);
    peers.clear();
    running = false;
    if (home != null) {
      Folders.remove(home);
      home = null;
    }
    onChange.run();
  }

  private void restart() {
    if (!running) {
      return;
    }
    try {
      PracticePeer restarter = peers.getLast();
      restarter.kill();
      restarter.start();
    } catch (IOException e) {
      failure = LabWords.of("practice-peers.the-restarting-practice-peer", Telling.fault(e));
      onChange.run();
    }
  }
}
