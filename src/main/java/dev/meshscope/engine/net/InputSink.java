package dev.meshscope.engine.net;

import dev.meshscope.core.table.Input;

/// Where inputs go. Called on the engine loop.
@FunctionalInterface
public interface InputSink {
  /// Takes one input; its effects are carried out before this returns.
  void take(Input input);
}
