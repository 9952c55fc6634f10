package dev.meshscope.cli;

import dev.meshscope.cli.words.CliWords;
import dev.meshscope.config.NetworksFile;
import dev.meshscope.config.Places;
import dev.meshscope.config.SettingsFile;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.judge.Policy;
import dev.meshscope.core.judge.Rule;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Networking;
import dev.meshscope.core.link.Settings;
import dev.meshscope.engine.EngineConfig;
import dev.meshscope.text.Spans;
import dev.meshscope.text.Telling;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of every command that runs a node. What is not given is as the user's settings file
/// says, else as the defaults.
final class NodeOptions {

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What the node is called; the host's name if never told.")
  private @Nullable NodeName name;

  @Option(
      names = "--node-id",
      paramLabel = "UUID",
      description = "The id of an identity that is about to be created.")
  private @Nullable NodeId nodeId;

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description =
          "Identity, known peers and settings; the user's configuration folder if not given.")
  private @Nullable Path stateDir;

  @Option(
      names = "--registry-dir",
      paramLabel = "DIR",
      description = "Where nodes of this machine find each other; ~/.sym/loopback if not given.")
  private @Nullable Path registryDir;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "The address to listen on (default: ${DEFAULT-VALUE}).")
  private String bind = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "The port to listen on; 0 is any free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      defaultValue = "default",
      description = "The mesh to belong to (default: ${DEFAULT-VALUE}).")
  private Group group = Group.DEFAULT;

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      description = "Who keeps the slot: probe, last-seen or closed-flag.")
  private @Nullable Rule policy;

  @Option(
      names = "--stale-after",
      paramLabel = "DURATION",
      description = "For last-seen: silence beyond this is stale.")
  private @Nullable Duration staleAfter;

  @Option(
      names = "--heartbeat-interval",
      paramLabel = "DURATION",
      description = "Nothing heard for this long: ping.")
  private @Nullable Duration heartbeatInterval;

  @Option(
      names = "--heartbeat-timeout",
      paramLabel = "DURATION",
      description = "Nothing heard for this long: close.")
  private @Nullable Duration heartbeatTimeout;

  @Option(
      names = "--proven-only",
      negatable = true,
      description =
          "Send what is said to peers that have proven who they are, and to nobody else;"
              + " --no-proven-only: to all.")
  private @Nullable Boolean provenOnly;

  @Option(
      names = "--dial",
      paramLabel = "HOST:PORT",
      description = "An address to keep connected; may be repeated.")
  private List<Endpoint> dial = new ArrayList<>();

  @Option(
      names = "--lan",
      negatable = true,
      description = "Join the LAN: announce this node by DNS-SD and find others; --no-lan: do not.")
  private @Nullable Boolean lan;

  @Option(
      names = "--relay",
      paramLabel = "URL",
      description = "Join through a relay: ws:// or wss://.")
  private @Nullable String relay;

  @Option(
      names = "--relay-token",
      paramLabel = "TOKEN",
      description =
          "What the relay wants to see; else MESHSCOPE_RELAY_TOKEN, which no other user can read.")
  private @Nullable String relayToken;

  @Option(
      names = "--relay-only",
      description = "Look for nobody but through the relay: no registry, no LAN.")
  private boolean relayOnly;

  /// @throws Failure if none was given and this user has no home
  Path stateDir() throws Failure {
    return place(stateDir, Places.stateDir(), "--state-dir");
  }

  /// @throws Failure if none was given and this user has no home
  Path registryDir() throws Failure {
    return place(registryDir, Places.registryDir(), "--registry-dir");
  }

  private static Path place(@Nullable Path given, Optional<Path> usual, String option)
      throws Failure {
    if (given != null) {
      return given;
    }
    return usual.orElseThrow(
        () -> new Failure(CliWords.of("node-options.this-user-has-no", option)));
  }

  /// Fills in folders that were not given.
  void placeAt(Path state, Path registry) {
    stateDir = stateDir == null ? state : stateDir;
    registryDir = registryDir == null ? registry : registryDir;
  }

  /// @throws Failure if the settings file makes no sense, or the options do not go together
  EngineConfig config() throws Failure {
    if (port < 0 || port > 65_535) {
      throw new Failure(CliWords.of("node-options.port-is-not-a", port));
    }
    if (bind.isBlank()) {
      throw new Failure(CliWords.of("node-options.bind-needs-an-address"), null, 2);
    }
    return new EngineConfig(
        name, nodeId, stateDir(), registryDir(), bind, port, group, settings(), dial, networking());
  }

  private Networking networking() throws Failure {
    Networking saved;
    try {
      saved = new NetworksFile(stateDir()).load();
    } catch (IOException e) {
      throw new Failure(Telling.fault(e), e);
    }
    if (relayOnly && relay == null && saved.relay() == null) {
      throw new Failure(CliWords.of("node-options.relay-only-needs-a"));
    }
    String token = relayToken == null ? System.getenv("MESHSCOPE_RELAY_TOKEN") : relayToken;
    return new Networking(
        lan == null ? saved.lan() : lan,
        relay == null ? saved.relay() : relay,
        token == null ? saved.relayToken() : token,
        relayOnly || saved.relayOnly());
  }

  private Settings settings() throws Failure {
    Settings saved;
    try {
      saved = new SettingsFile(stateDir()).load();
    } catch (IOException e) {
      throw new Failure(Telling.fault(e), e);
    }
    Policy rule = policy == null ? saved.policy() : saved.policy().with(policy);
    long interval = nanos(heartbeatInterval, saved.heartbeatIntervalNs());
    long timeout = nanos(heartbeatTimeout, saved.heartbeatTimeoutNs());
    if (timeout <= interval) {
      throw new Failure(
          CliWords.of(
              "node-options.the-heartbeat-timeout-of",
              Spans.plain(timeout),
              Spans.plain(interval)));
    }
    return new Settings(
        rule.staleAfter(nanos(staleAfter, rule.staleAfterNs())),
        interval,
        timeout,
        saved.limits(),
        provenOnly == null ? saved.provenOnly() : provenOnly);
  }

  private static long nanos(@Nullable Duration duration, long otherwise) {
    return duration == null ? otherwise : duration.toNanos();
  }
}
