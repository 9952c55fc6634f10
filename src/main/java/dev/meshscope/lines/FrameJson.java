package dev.meshscope.lines;

import dev.meshscope.core.wire.Extra;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What peers say, as JSON. Pure; on any thread.
final class FrameJson {
  private FrameJson() {}

  static void handshake(ObjectNode to, Handshake handshake) {
    to.put("version", handshake.version()).put("publicKey", handshake.publicKey().text());
    Json.text(to, "e2ePublicKey", handshake.e2ePublicKey());
    to.put("role", handshake.role()).put("group", handshake.group().text());
    Extra extra = handshake.extra();
    if (extra != null) {
      to.set("extra", extra(extra));
    }
  }

  private static ObjectNode extra(Extra extra) {
    ObjectNode node =
        Json.object()
            .put("incarnation", extra.incarnation().text())
            .put("startedAt", extra.startedAt())
            .put("link", extra.link());
    if (extra.holds() != null) {
      ArrayNode holds = node.putArray("holds");
      extra.holds().forEach(holds::add);
    }
    return node.put("nonce", extra.nonce().text());
  }

  /// The fields of a frame that is worth showing.
  static void content(ObjectNode to, Frame frame) {
    switch (frame) {
      case Frame.Message message -> {
        to.put("from", message.from()).put("fromName", message.fromName());
        // `content` as on the wire, `text` as in the command that sends one.
        to.put("content", message.content()).put("text", message.content());
        to.put("timestamp", message.timestamp());
      }
      case Frame.PeerInfo info ->
          to.set("peers", Json.array(info.peers().stream().map(FrameJson::hearsay).toList()));
      case Frame.WakeChannel wake ->
          to.put("platform", wake.platform())
              .put("maskedToken", wake.maskedToken())
              .put("environment", wake.environment());
      case Frame.NodeStats stats ->
          to.put("emitted", stats.emitted())
              .put("admitted", stats.admitted())
              .put("memory", stats.memory())
              .put("at", stats.at());
      case Frame.Fault fault -> to.put("code", fault.code()).put("message", fault.message());
      case Frame.BadGreeting greeting -> CauseJson.put(to, "fault", greeting.fault());
      case Frame.Greeting _,
          Frame.Ping _,
          Frame.Pong _,
          Frame.Proof _,
          Frame.Uninterpreted _,
          Frame.Unknown _ ->
          to.put("type", frame.type());
    }
  }

  private static ObjectNode hearsay(Frame.Hearsay hearsay) {
    ObjectNode node = Json.object().put("nodeId", hearsay.nodeId()).put("name", hearsay.name());
    if (hearsay.lastSeen() > 0) {
      node.put("lastSeen", hearsay.lastSeen());
    }
    return node;
  }
}
