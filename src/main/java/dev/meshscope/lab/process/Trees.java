package dev.meshscope.lab.process;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Whole process trees: a command may be a wrapper around the program that matters. Blocking.
public final class Trees {
  private Trees() {}

  /// The process and all below it, those that run.
  public static List<ProcessHandle> of(ProcessHandle root) {
    List<ProcessHandle> all = new ArrayList<>();
    all.add(root);
    root.descendants().forEach(all::add);
    return all;
  }

  /// Kills all of them; whether they are gone within this time.
  public static boolean kill(Collection<ProcessHandle> processes, long millis) {
    processes.forEach(ProcessHandle::destroyForcibly);
    return await(processes, millis);
  }

  /// Whether all of them have ended within this time.
  public static boolean await(Collection<ProcessHandle> processes, long millis) {
    CompletableFuture<Void> all =
        CompletableFuture.allOf(
            processes.stream()
                .filter(ProcessHandle::isAlive)
                .map(ProcessHandle::onExit)
                .toArray(CompletableFuture<?>[]::new));
    try {
      all.get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }
}
