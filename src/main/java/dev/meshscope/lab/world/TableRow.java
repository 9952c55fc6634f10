package dev.meshscope.lab.world;

import dev.meshscope.lines.Command;
import dev.meshscope.lines.CommandJson;
import dev.meshscope.lines.OwnLine;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/// A line of a node's peer table, as the node tells it when asked: a transport, or a peer that has
/// none.
///
/// @param peer the peer's name
/// @param transport the transport's number; 0: the peer has none
/// @param inbound whether the peer dialled
/// @param state what the transport, or the peer without one, is called, as `path-dead`
/// @param silentMs for how long nothing was heard on it; empty without one
/// @param rttMs its smoothed round trip; empty if none was measured
/// @param decision what a connection dialled now would meet, as `refuse`; empty if it holds no slot
/// @param because why, as `duplicate`; empty with the decision
public record TableRow(
    String peer,
    long transport,
    boolean inbound,
    String state,
    OptionalDouble silentMs,
    OptionalDouble rttMs,
    String decision,
    String because) {

  /// The event that holds a node's table.
  static final String ANSWER = OwnLine.PEERS.id();

  /// What asks for it.
  static final String QUESTION = CommandJson.line(new Command.Peers());

  /// Whether this line is the answer. Within a JSON text the quotes would be escaped.
  static boolean isAnswer(String raw) {
    return raw.contains("\"event\":\"" + ANSWER + "\"");
  }

  /// The rows of a `peers` event; of none in anything else.
  static List<TableRow> of(JsonNode event) {
    List<TableRow> rows = new ArrayList<>();
    for (JsonNode peer : event.path("peers")) {
      if (peer.path("transports").isEmpty()) {
        rows.add(without(peer));
      }
      peer.path("transports").forEach(transport -> rows.add(with(peer, transport)));
    }
    return List.copyOf(rows);
  }

  private static TableRow without(JsonNode peer) {
    OptionalDouble none = OptionalDouble.empty();
    return new TableRow(name(peer), 0, false, peer.path("state").asString(""), none, none, "", "");
  }

  private static TableRow with(JsonNode peer, JsonNode transport) {
    boolean holds = transport.path("role").asString("").equals("incumbent");
    JsonNode redial =
        peer.path("ifRedialledNow").path(holds ? transport.path("kind").asString("") : "");
    return new TableRow(
        name(peer),
        transport.path("transport").asLong(0),
        transport.path("direction").asString("").equals("inbound"),
        transport.path("condition").asString(""),
        millis(transport.path("silentMs")),
        millis(transport.path("smoothedRttMs")),
        redial.path("decision").asString(""),
        redial.path("reason").asString(""));
  }

  private static String name(JsonNode peer) {
    return peer.path("name").asString("");
  }

  private static OptionalDouble millis(JsonNode value) {
    return value.isNumber() && value.asDouble() >= 0
        ? OptionalDouble.of(value.asDouble())
        : OptionalDouble.empty();
  }
}
