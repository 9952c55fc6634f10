package dev.meshscope.lab.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A node that takes part.
///
/// @param name as steps call it
/// @param kinds what it may be; survivor and peer are tried as each of them, of the others the
///   first counts
/// @param identityOf the node whose identity it has; null: one of its own
/// @param options timings of a Meshscope node, by the name of the command line's option
/// @param command the program if it is the user's; null: as the run says
/// @param environment for that program, beside what we have ourselves
/// @param dir where that program is started; null: where we were
public record NodeSpec(
    String name,
    List<PeerKind> kinds,
    @Nullable String identityOf,
    Map<String, Duration> options,
    @Nullable String command,
    Map<String, String> environment,
    @Nullable String dir) {

  /// The node whose events are measured.
  public static final String SURVIVOR = "survivor";

  /// The node the faults happen to.
  public static final String PEER = "peer";

  /// Copies the collections.
  public NodeSpec {
    kinds = List.copyOf(kinds);
    options = Map.copyOf(options);
    environment = Map.copyOf(environment);
  }
}
