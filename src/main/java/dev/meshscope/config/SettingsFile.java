package dev.meshscope.config;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.FileCause;
import dev.meshscope.core.judge.Policy;
import dev.meshscope.core.judge.Rule;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.Settings;
import dev.meshscope.files.PlainFile;
import dev.meshscope.files.UnfitFile;
import dev.meshscope.files.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The rule and the timings as the user left them: `settings.json` in the state folder, times in
/// milliseconds. Blocking; never on the engine loop or the window's thread.
public final class SettingsFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final int MAX_BYTES = 65_536;

  private final Path file;

  /// @param stateDir where the file is
  public SettingsFile(Path stateDir) {
    this.file = stateDir.resolve("settings.json");
  }

  /// What was saved; the defaults if nothing was.
  ///
  /// @throws UnusableException if the file cannot be read or makes no sense
  public Settings load() throws UnusableException {
    if (PlainFile.absent(file)) {
      return Settings.DEFAULT;
    }
    try {
      return parse(PlainFile.read(file, MAX_BYTES));
    } catch (JacksonException | IllegalArgumentException e) {
      throw new UnusableException(Cause.of(FileCause.SETTINGS_SENSELESS, file));
    } catch (IOException e) {
      throw new UnusableException(
          Cause.of(FileCause.SETTINGS_UNFIT, file, Cause.of(UnfitFile.why(e))), e);
    }
  }

  /// @throws JacksonException if it is not JSON
  /// @throws IllegalArgumentException if the values make no sense
  static Settings parse(byte[] content) {
    JsonNode node = JSON.readTree(content);
    if (!node.isObject()) {
      throw new IllegalArgumentException("not an object");
    }
    Policy standard = Policy.DEFAULT;
    return new Settings(
        new Policy(
            node.has("policy") ? rule(node.path("policy").asString("")) : standard.rule(),
            nanos(node, "staleAfterMs", standard.staleAfterNs()),
            nanos(node, "probeMinMs", standard.probeMinNs()),
            nanos(node, "probeMaxMs", standard.probeMaxNs())),
        nanos(node, "heartbeatIntervalMs", Settings.DEFAULT.heartbeatIntervalNs()),
        nanos(node, "heartbeatTimeoutMs", Settings.DEFAULT.heartbeatTimeoutNs()),
        limits(node.path("limits")),
        provenOnly(node.path("provenOnly")));
  }

  private static boolean provenOnly(JsonNode node) {
    if (!node.isMissingNode() && !node.isBoolean()) {
      throw new IllegalArgumentException("neither true nor false");
    }
    return node.asBoolean(Settings.DEFAULT.provenOnly());
  }

  private static Limits limits(JsonNode node) {
    Limits standard = Limits.DEFAULT;
    return new Limits(
        limit(node, "connections", standard.connections()),
        limit(node, "perAddress", standard.perAddress()),
        limit(node, "pendingHandshakes", standard.pendingHandshakes()),
        limit(node, "failuresPerSecond", standard.failuresPerSecond()),
        limit(node, "framesPerSecond", standard.framesPerSecond()),
        limit(node, "bytesPerSecond", standard.bytesPerSecond()),
        limit(node, "frameDepth", standard.frameDepth()),
        limit(node, "gossipEntries", standard.gossipEntries()),
        limit(node, "peers", standard.peers()),
        limit(node, "announcements", standard.announcements()),
        limit(node, "dials", standard.dials()));
  }

  /// Not a number, or out of an int's range: 0, which no limit is.
  private static int limit(JsonNode node, String field, int otherwise) {
    return node.has(field) ? node.path(field).asInt(0) : otherwise;
  }

  /// Saves, atomically.
  ///
  /// @throws IOException if the file cannot be written
  public void save(Settings settings) throws IOException {
    Path dir = file.toAbsolutePath().getParent();
    if (dir != null) {
      WholeFile.makeDir(dir);
    }
    WholeFile.keep(file, write(settings));
  }

  static byte[] write(Settings settings) {
    Policy policy = settings.policy();
    ObjectNode node = JSON.createObjectNode();
    node.put("policy", policy.rule().id());
    node.put("staleAfterMs", millis(policy.staleAfterNs()));
    node.put("probeMinMs", millis(policy.probeMinNs()));
    node.put("probeMaxMs", millis(policy.probeMaxNs()));
    node.put("heartbeatIntervalMs", millis(settings.heartbeatIntervalNs()));
    node.put("heartbeatTimeoutMs", millis(settings.heartbeatTimeoutNs()));
    node.put("provenOnly", settings.provenOnly());
    write(node.putObject("limits"), settings.limits());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node);
  }

  private static void write(ObjectNode node, Limits limits) {
    node.put("connections", limits.connections());
    node.put("perAddress", limits.perAddress());
    node.put("pendingHandshakes", limits.pendingHandshakes());
    node.put("failuresPerSecond", limits.failuresPerSecond());
    node.put("framesPerSecond", limits.framesPerSecond());
    node.put("bytesPerSecond", limits.bytesPerSecond());
    node.put("frameDepth", limits.frameDepth());
    node.put("gossipEntries", limits.gossipEntries());
    node.put("peers", limits.peers());
    node.put("announcements", limits.announcements());
    node.put("dials", limits.dials());
  }

  private static Rule rule(String id) {
    return Stream.of(Rule.values())
        .filter(rule -> rule.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no rule of this name"));
  }

  private static long nanos(JsonNode node, String field, long otherwise) {
    return node.has(field) ? TimeUnit.MILLISECONDS.toNanos(node.path(field).asLong(-1)) : otherwise;
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}
