package dev.meshscope.lines;

import dev.meshscope.core.link.KernelView;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.SocketOptions;
import dev.meshscope.core.table.Counters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Sockets, counters and settings as JSON. Pure; on any thread.
public final class LinkJson {
  private LinkJson() {}

  static ObjectNode options(SocketOptions options) {
    ObjectNode node =
        Json.object().put("keepAlive", options.keepAlive()).put("noDelay", options.noDelay());
    Json.number(node, "idleSeconds", options.idleSeconds());
    Json.number(node, "intervalSeconds", options.intervalSeconds());
    Json.number(node, "probes", options.probes());
    Json.number(node, "userTimeoutMs", options.userTimeoutMillis());
    return node;
  }

  /// @param nowNs ages are counted up to this
  static ObjectNode kernel(KernelView view, long nowNs) {
    ObjectNode node = Json.object();
    switch (view) {
      case KernelView.NotSampled() -> node.put("state", "not-sampled");
      case KernelView.Unavailable(var why) -> {
        node.put("state", "unavailable");
        CauseJson.put(node, "why", why);
      }
      case KernelView.Sampled sample -> {
        node.put("state", "sampled").put("keepalivesAnswered", sample.keepalivesAnswered());
        Json.millis(node, "answeredAgoMs", nowNs - sample.lastAnsweredNs());
        node.put("keepalivesMissed", sample.keepalivesMissed())
            .put("unacked", sample.unacked())
            .put("retransmits", sample.retransmits())
            .put("backoff", sample.backoff())
            .put("sacked", sample.sacked())
            .put("rttMs", sample.rttMicros() / 1_000.0);
        if (sample.flight() instanceof KernelView.Flight.Stuck(long sinceNs, _)) {
          Json.millis(node, "stuckMs", nowNs - sinceNs);
        }
      }
    }
    return node;
  }

  static ObjectNode counters(Counters counters) {
    return Json.object()
        .put("framesIn", counters.framesIn())
        .put("bytesIn", counters.bytesIn())
        .put("framesOut", counters.framesOut())
        .put("bytesOut", counters.bytesOut())
        .put("malformed", counters.malformed())
        .put("unknown", counters.unknown());
  }

  /// All of it, to be read back.
  public static JsonNode exact(Settings settings) {
    return Shapes.of(Settings.class).write(settings);
  }

  static ObjectNode settings(Settings settings) {
    ObjectNode node = Json.object().put("policy", settings.policy().rule().id());
    Json.millis(node, "staleAfterMs", settings.policy().staleAfterNs());
    Json.millis(node, "probeMinMs", settings.policy().probeMinNs());
    Json.millis(node, "probeMaxMs", settings.policy().probeMaxNs());
    Json.millis(node, "heartbeatIntervalMs", settings.heartbeatIntervalNs());
    Json.millis(node, "heartbeatTimeoutMs", settings.heartbeatTimeoutNs());
    return node.put("provenOnly", settings.provenOnly());
  }
}
