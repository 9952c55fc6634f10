package dev.meshscope.lines;

import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.standing.Condition;
import dev.meshscope.core.standing.Health;
import dev.meshscope.core.table.Diagnoser;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.RoundTrips;
import dev.meshscope.core.table.Transport;
import tools.jackson.databind.node.ObjectNode;

/// One transport as JSON. Pure; on any thread.
final class TransportJson {
  private TransportJson() {}

  /// @param role `incumbent`, `challenger`, `draining` or `unidentified`
  static ObjectNode of(PeerTable table, Transport transport, String role, long nowNs) {
    Transport.Route route = transport.route();
    ObjectNode node =
        Json.object()
            .put("transport", transport.id().value())
            .put("role", role)
            .put("state", Json.id(transport.state()))
            .put("condition", condition(table, transport, nowNs).id())
            .put("diagnosis", Diagnoser.diagnose(transport, table, nowNs).diagnosis().id())
            .put("kind", Json.id(route.kind()))
            .put("direction", Json.id(route.direction()));
    // One that is yet to prove itself has no place in its peer.
    Json.text(node, "peer", transport.peer());
    Endpoint local = transport.socket().local();
    Json.text(node, "local", local);
    node.put("remote", route.remote().toString());
    Json.millis(node, "ageMs", nowNs - route.openedNs());
    Json.millis(node, "silentMs", transport.silentNs(nowNs, table.clockJumpedNs()));
    roundTrips(node, transport, nowNs);
    node.put("ours", transport.ours()).put("proven", transport.greeting().proven());
    Incarnation incarnation = transport.incarnation();
    Json.text(node, "incarnation", incarnation);
    node.set("counters", LinkJson.counters(transport.counters()));
    node.set("kernel", LinkJson.kernel(transport.socket().kernel(), nowNs));
    if (transport.socket().options() != null) {
      node.set("options", LinkJson.options(transport.socket().options()));
    }
    return node;
  }

  /// What all screens call it.
  private static Condition condition(PeerTable table, Transport transport, long nowNs) {
    Peer peer = transport.peer() == null ? null : table.peers().get(transport.peer());
    return Health.of(table, peer, transport, nowNs).condition();
  }

  private static void roundTrips(ObjectNode node, Transport transport, long nowNs) {
    RoundTrips trips = transport.pulse().roundTrips();
    Json.millis(node, "rttMs", trips.lastNs());
    Json.millis(node, "smoothedRttMs", trips.srttNs());
    Json.millis(node, "minRttMs", trips.minNs());
    node.put("roundTrips", trips.count()).put("pingsOut", trips.outstanding().size());
    Json.millis(node, "waitMs", transport.waitingNs(nowNs));
  }
}
