package dev.meshscope.engine;

/// A registered observer; closing it ends the calls.
@FunctionalInterface
public interface Subscription extends AutoCloseable {
  @Override
  void close();
}
