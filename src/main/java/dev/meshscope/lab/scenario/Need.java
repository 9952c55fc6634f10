package dev.meshscope.lab.scenario;

import java.util.Locale;

/// What a scenario needs beside processes and loopback.
public enum Need {
  /// SIGSTOP and SIGCONT.
  SIGNALS,
  /// Network namespaces: Linux, root, the `ip` command.
  NAMESPACES,
  /// A relay.
  RELAY;

  /// As in files: `signals`.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
