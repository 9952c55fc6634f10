package dev.meshscope.lab.process;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// A process that had ended before anybody could look at it. A value; on any thread.
///
/// @param pid what it was
record Gone(long pid) implements ProcessHandle {
  @Override
  public Optional<ProcessHandle> parent() {
    return Optional.empty();
  }

  @Override
  public Stream<ProcessHandle> children() {
    return Stream.empty();
  }

  @Override
  public Stream<ProcessHandle> descendants() {
    return Stream.empty();
  }

  @Override
  public Info info() {
    throw new UnsupportedOperationException("nobody knows any more");
  }

  @Override
  public CompletableFuture<ProcessHandle> onExit() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public boolean supportsNormalTermination() {
    return false;
  }

  @Override
  public boolean destroy() {
    return false;
  }

  @Override
  public boolean destroyForcibly() {
    return false;
  }

  @Override
  public boolean isAlive() {
    return false;
  }

  @Override
  public int compareTo(ProcessHandle other) {
    return Long.compare(pid, other.pid());
  }
}
