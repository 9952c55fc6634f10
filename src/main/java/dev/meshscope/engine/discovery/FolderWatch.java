package dev.meshscope.engine.discovery;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Says early that something changed in a folder. Only a help: where the folder cannot be watched
/// (inotify instances are few) its owner looks at it now and then. On the registry's thread.
final class FolderWatch implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(FolderWatch.class.getName());
  private static final long SETTLE_MS = 20;

  /// @param folder what tells it from another one of that name; null: this system has no such thing
  private record Watched(WatchService service, @Nullable Object folder) {}

  private final Path dir;
  private @Nullable Watched watched;

  FolderWatch(Path dir) {
    this.dir = dir;
  }

  /// Watches the folder that is there now: another one may have taken its place since the last
  /// time.
  void renew() {
    try {
      Object folder = Files.readAttributes(dir, BasicFileAttributes.class).fileKey();
      if (watched == null || !Objects.equals(folder, watched.folder())) {
        close();
        watched = new Watched(watch(dir), folder);
      }
    } catch (IOException | UnsupportedOperationException e) {
      LOG.log(Level.FINE, "the registry is scanned, not watched: {0}", e.getMessage());
      close();
    }
  }

  private static WatchService watch(Path dir) throws IOException {
    WatchService service = dir.getFileSystem().newWatchService();
    boolean registered = false;
    try {
      dir.register(
          service,
          StandardWatchEventKinds.ENTRY_CREATE,
          StandardWatchEventKinds.ENTRY_MODIFY,
          StandardWatchEventKinds.ENTRY_DELETE);
      registered = true;
      return service;
    } finally {
      if (!registered) {
        close(service);
      }
    }
  }

  /// Waits for a change, for so long, or until its owner has ended. Changes that come close
  /// together are one.
  void await(long millis, CountDownLatch ended) throws InterruptedException {
    if (watched == null) {
      ended.await(millis, TimeUnit.MILLISECONDS);
      return;
    }
    try {
      WatchKey key = watched.service().poll(millis, TimeUnit.MILLISECONDS);
      if (key != null) {
        ended.await(SETTLE_MS, TimeUnit.MILLISECONDS);
        key.pollEvents();
        if (!key.reset()) {
          // The folder was removed.
          close();
        }
      }
    } catch (ClosedWatchServiceException e) {
      // With the file system.
      close();
    }
  }

  /// Watches nothing any more.
  @Override
  public void close() {
    if (watched != null) {
      close(watched.service());
      watched = null;
    }
  }

  private static void close(WatchService service) {
    try {
      service.close();
    } catch (IOException e) {
      LOG.log(Level.FINE, "a watch was not closed", e);
    }
  }
}
