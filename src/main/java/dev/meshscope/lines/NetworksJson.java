package dev.meshscope.lines;

import dev.meshscope.core.link.LanState;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.Pause;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.table.PeerTable;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// LAN, relay and limits as JSON. Pure; on any thread.
final class NetworksJson {
  private NetworksJson() {}

  static ObjectNode of(PeerTable.Networks networks, long nowNs) {
    ObjectNode node = Json.object();
    node.set("lan", lan(Json.object(), networks.lan(), nowNs));
    node.set("relay", relay(Json.object(), networks.relay(), nowNs));
    ObjectNode reached = node.putObject("limitsReached");
    for (Limits.Which limit : Limits.Which.values()) {
      reached.put(Json.id(limit), networks.reached(limit));
    }
    ObjectNode paused = node.putObject("notReadFrom");
    for (Pause why : Pause.values()) {
      paused.put(Json.id(why), networks.paused(why));
    }
    return node;
  }

  static ObjectNode relay(ObjectNode to, RelayState state, long nowNs) {
    switch (state) {
      case RelayState.Off() -> to.put("state", "off");
      case RelayState.Connecting(var url, int attempt) ->
          to.put("state", "connecting").put("url", url).put("attempt", attempt);
      case RelayState.Authenticating(var url) -> to.put("state", "authenticating").put("url", url);
      case RelayState.Open(var url, long sinceNs, int present) -> {
        to.put("state", "open").put("url", url).put("present", present);
        Json.millis(to, "openForMs", nowNs - sinceNs);
      }
      case RelayState.Waiting(var url, long untilNs, int attempt, var why) -> {
        to.put("state", "waiting").put("url", url).put("attempt", attempt);
        CauseJson.put(to, "why", why);
        Json.millis(to, "againInMs", Math.max(0, untilNs - nowNs));
      }
      case RelayState.Stopped(var url, int code, var why) -> {
        to.put("state", "stopped").put("url", url).put("code", code);
        CauseJson.put(to, "why", why);
      }
    }
    return to;
  }

  static ObjectNode lan(ObjectNode to, LanState state, long nowNs) {
    switch (state) {
      case LanState.Off() -> to.put("state", "off");
      case LanState.Joining() -> to.put("state", "joining");
      case LanState.Failed(var why) -> {
        to.put("state", "failed");
        CauseJson.put(to, "why", why);
      }
      case LanState.On on -> {
        to.put("state", "on")
            .put("sent", on.sent())
            .put("announced", on.announced())
            .put("peersHeard", on.peersHeard())
            .put("ignored", on.ignored());
        to.set("networks", Json.array(networks(on, nowNs)));
        if (on.lastProblem() != null) {
          CauseJson.put(to, "problem", on.lastProblem().what());
        }
      }
    }
    return to;
  }

  private static List<ObjectNode> networks(LanState.On on, long nowNs) {
    return on.networks().stream()
        .map(
            network -> {
              ObjectNode node =
                  Json.object()
                      .put("name", network.name())
                      .put("address", network.address())
                      .put("sent", network.sent())
                      .put("announced", network.announced())
                      .put("received", network.received());
              switch (network.own()) {
                case LanState.Echo.NotHeard() -> node.put("ownHeard", false);
                case LanState.Echo.Heard(long atNs) -> {
                  node.put("ownHeard", true);
                  Json.millis(node, "ownHeardAgoMs", nowNs - atNs);
                }
              }
              return node;
            })
        .toList();
  }
}
