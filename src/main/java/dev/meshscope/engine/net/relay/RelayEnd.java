package dev.meshscope.engine.net.relay;

import dev.meshscope.core.cause.Cause;

/// How a connection to a relay, or the attempt at one, ended. Values only.
sealed interface RelayEnd {

  /// The relay closed it with a close frame.
  ///
  /// @param code its close code
  /// @param reason its words, fit to be shown; may be empty
  record Closed(int code, String reason) implements RelayEnd {}

  /// It ended in any other way.
  ///
  /// @param why what was in the way
  record Failed(Cause why) implements RelayEnd {}
}
