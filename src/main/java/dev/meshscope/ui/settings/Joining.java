package dev.meshscope.ui.settings;

import dev.meshscope.core.link.Networking;
import java.util.function.Consumer;

/// What the settings need of the networks. Called on the JavaFX thread; returns at once.
public interface Joining {

  /// What became of it.
  ///
  /// @param joined whether these networks are joined now; else all is as it was
  /// @param why what did not work, one sentence; empty if all did
  record Outcome(boolean joined, String why) {}

  /// What is joined now.
  Networking joined();

  /// Joins these networks, leaves the others, and keeps that for the next start if it worked.
  ///
  /// @param done is told on the JavaFX thread, later
  void join(Networking wanted, Consumer<Outcome> done);
}
