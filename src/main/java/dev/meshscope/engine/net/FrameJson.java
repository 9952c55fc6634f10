package dev.meshscope.engine.net;

import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.wire.Extra;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Frames as JSON (PROTOCOL 2 to 4). Stateless; on any thread.
public final class FrameJson {
  private FrameJson() {}

  /// A payload that is no frame: not JSON, not an object, or without a string `type`.
  public static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message, null, false, false);
    }
  }

  private static final int MAX_DEPTH = 64;
  private static final int MAX_TEXT = 128;
  private static final int MAX_GOSSIP = 1024;
  private static final Pattern VERSION = Pattern.compile("\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}");
  private static final Set<String> UPPER_LAYERS =
      Set.of(
          "cmb",
          "mood",
          "xmesh-insight",
          "cmb-fetch",
          "cmb-fetch-result",
          "attestation",
          "checkpoint",
          "witness",
          "role-grant",
          "role-revoke",
          "state-sync");

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(Frame.MAX_BYTES)
                          .build())
                  .build())
          .build();

  /// Reads one payload.
  ///
  /// @throws MalformedException if it is no frame
  public static Frame read(byte[] payload) throws MalformedException {
    JsonNode root;
    try {
      root = JSON.readTree(payload);
    } catch (JacksonException e) {
      throw new MalformedException("not JSON");
    }
    if (root == null || !root.isObject()) {
      throw new MalformedException("not an object");
    }
    JsonNode type = root.path("type");
    if (!type.isString()) {
      throw new MalformedException("no type");
    }
    return frame(type.asString(), root);
  }

  private static Frame frame(String type, JsonNode root) {
    return switch (type) {
      case "handshake" -> handshake(root);
      case "ping" -> new Frame.Ping();
      case "pong" -> new Frame.Pong();
      case "error" -> new Frame.Fault(root.path("code").asInt(0), text(root, "message"));
      case "peer-info" -> peerInfo(root);
      case "wake-channel" ->
          new Frame.WakeChannel(
              text(root, "platform"), mask(text(root, "token")), text(root, "environment"));
      case "message" ->
          new Frame.Message(
              text(root, "from"),
              text(root, "fromName"),
              text(root, "content"),
              root.path("timestamp").asLong(0));
      case "node-stats" -> {
        JsonNode stats = root.path("stats");
        yield new Frame.NodeStats(
            stats.path("emitted").asLong(0),
            stats.path("admitted").asLong(0),
            stats.path("memory").asLong(0),
            stats.path("at").asLong(0));
      }
      case Frame.Proof.TYPE -> new Frame.Proof(text(root, "signature"));
      default ->
          UPPER_LAYERS.contains(type)
              ? new Frame.Uninterpreted(type)
              : new Frame.Unknown(type.length() > MAX_TEXT ? type.substring(0, MAX_TEXT) : type);
    };
  }

  private static Frame handshake(JsonNode root) {
    var nodeId = NodeId.parse(text(root, "nodeId"));
    if (nodeId.isEmpty()) {
      return new Frame.BadGreeting("nodeId is not a UUID");
    }
    var name = NodeName.parse(text(root, "name"));
    if (name.isEmpty()) {
      return new Frame.BadGreeting("name is not 1 to 64 bytes of printable text");
    }
    String version = text(root, "version");
    if (!VERSION.matcher(version).matches()) {
      return new Frame.BadGreeting("version is not MAJOR.MINOR.PATCH");
    }
    var key = PublicKey.parse(text(root, "publicKey"));
    if (key.isEmpty()) {
      return new Frame.BadGreeting("publicKey is not 32 bytes as base64url");
    }
    String groupText =
        root.has("group") ? text(root, "group") : root.has("room") ? text(root, "room") : "default";
    var group = Group.parse(groupText);
    if (group.isEmpty()) {
      return new Frame.BadGreeting("group is not 1 to 64 of a-z 0-9 - _ .");
    }
    String e2e = text(root, "e2ePublicKey");
    String role = text(root, "lifecycleRole");
    return new Frame.Greeting(
        new Handshake(
            nodeId.get(),
            name.get(),
            version,
            key.get(),
            e2e.isEmpty() || e2e.length() > MAX_TEXT ? null : e2e,
            role.isEmpty() || role.length() > MAX_TEXT ? "participant" : role,
            group.get(),
            extra(root.path(Extra.NAME))));
  }

  private static @Nullable Extra extra(JsonNode node) {
    var incarnation = Incarnation.parse(text(node, "incarnation"));
    var nonce = Nonce.parse(text(node, "nonce"));
    JsonNode link = node.path("link");
    if (incarnation.isEmpty() || nonce.isEmpty() || !link.isIntegralNumber()) {
      return null;
    }
    return new Extra(
        incarnation.get(),
        node.path("startedAt").asLong(0),
        link.asLong(0),
        holds(node.path("holds")),
        nonce.get());
  }

  private static @Nullable List<Long> holds(JsonNode node) {
    if (!node.isArray() || node.size() > Extra.MAX_HOLDS) {
      return null;
    }
    List<Long> holds = new ArrayList<>(node.size());
    for (JsonNode each : node) {
      if (!each.isIntegralNumber()) {
        return null;
      }
      holds.add(each.asLong(0));
    }
    return holds;
  }

  private static Frame peerInfo(JsonNode root) {
    List<Frame.Hearsay> peers = new ArrayList<>();
    for (JsonNode each : root.path("peers")) {
      if (peers.size() == MAX_GOSSIP) {
        break;
      }
      peers.add(
          new Frame.Hearsay(
              text(each, "nodeId"), text(each, "name"), each.path("lastSeen").asLong(0)));
    }
    return new Frame.PeerInfo(peers);
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isString() ? value.asString() : "";
  }

  private static String mask(String token) {
    return token.length() <= 8 ? "…" : token.substring(0, 4) + "…";
  }

  /// Writes one payload, minified.
  public static byte[] write(Frame frame) {
    return switch (frame) {
      case Frame.Ping() -> "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8);
      case Frame.Pong() -> "{\"type\":\"pong\"}".getBytes(StandardCharsets.UTF_8);
      default -> JSON.writeValueAsBytes(tree(frame));
    };
  }

  private static ObjectNode tree(Frame frame) {
    ObjectNode node = JSON.createObjectNode();
    node.put("type", frame.type());
    switch (frame) {
      case Frame.Greeting(var handshake) -> put(node, handshake);
      case Frame.Fault(int code, var message) -> node.put("code", code).put("message", message);
      case Frame.Message(var from, var fromName, var content, long timestamp) ->
          node.put("from", from)
              .put("fromName", fromName)
              .put("content", content)
              .put("timestamp", timestamp);
      case Frame.Proof(var signature) -> node.put("signature", signature);
      case Frame.Ping _, Frame.Pong _ -> {}
      case Frame.BadGreeting _,
          Frame.PeerInfo _,
          Frame.WakeChannel _,
          Frame.NodeStats _,
          Frame.Uninterpreted _,
          Frame.Unknown _ ->
          throw new IllegalArgumentException("never sent: " + frame.type());
    }
    return node;
  }

  private static void put(ObjectNode node, Handshake handshake) {
    node.put("nodeId", handshake.nodeId().text());
    node.put("name", handshake.name().text());
    node.put("version", handshake.version());
    ArrayNode extensions = node.putArray("extensions");
    node.put("group", handshake.group().text());
    node.put("room", handshake.group().text());
    node.put("publicKey", handshake.publicKey().text());
    if (handshake.e2ePublicKey() != null) {
      node.put("e2ePublicKey", handshake.e2ePublicKey());
    }
    node.put("lifecycleRole", handshake.role());
    Extra extra = handshake.extra();
    if (extra != null) {
      extensions.add(Extra.NAME);
      ObjectNode object = node.putObject(Extra.NAME);
      object.put("incarnation", extra.incarnation().text());
      object.put("startedAt", extra.startedAt());
      object.put("link", extra.link());
      if (extra.holds() != null) {
        ArrayNode holds = object.putArray("holds");
        extra.holds().forEach(holds::add);
      }
      object.put("nonce", extra.nonce().text());
    }
  }
}
