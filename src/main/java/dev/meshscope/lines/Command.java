package dev.meshscope.lines;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.table.EndedRing;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What a line on standard input asks for.
public sealed interface Command {

  /// Say something; to everybody if `to` is null.
  record Send(String text, @Nullable NodeId to) implements Command {}

  /// Tell the whole table.
  record Peers() implements Command {}

  /// Tell of transports that ended, the latest first.
  ///
  /// @param peer of this peer alone; null: of all, whoever they led to
  /// @param most at most so many
  record Ended(@Nullable NodeId peer, int most) implements Command {}

  /// Keep this address connected.
  record Dial(Endpoint endpoint) implements Command {}

  /// Believe this key for this peer from now on.
  record Trust(NodeId peer, PublicKey key) implements Command {}

  /// Keep nothing of this peer.
  record Forget(NodeId peer) implements Command {}

  /// End.
  record Quit() implements Command {}

  /// It cannot be understood.
  ///
  /// @param why one sentence
  record Broken(String why) implements Command {}

  /// The longest text that surely fits into one frame, in bytes of JSON (PROTOCOL 2).
  int MAX_TEXT_BYTES = 1_048_576 - 4_096;

  /// So many ended transports are told unless more are asked for.
  int MANY = 100;

  /// What may be asked for.
  String ALL = LineWords.of("command.send-peers-ended-dial");

  /// Reads one line.
  static Command parse(String line) {
    JsonNode node;
    try {
      node = Json.MAPPER.readTree(line);
    } catch (JacksonException e) {
      return new Broken(LineWords.of("command.this-is-not-json"));
    }
    if (!node.isObject()) {
      return new Broken(LineWords.of("command.a-command-is-a"));
    }
    return switch (node.path("do").asString("")) {
      case "send" -> send(node);
      case "peers" -> new Peers();
      case "ended" -> ended(node);
      case "dial" -> dial(node);
      case "trust" -> trust(node);
      case "forget" -> forget(node);
      case "quit" -> new Quit();
      case "" -> new Broken(LineWords.of("command.a-command-says-what", ALL));
      default -> new Broken("\"do\" is " + ALL + ".");
    };
  }

  private static Command send(JsonNode node) {
    if (!node.path("text").isString()) {
      return new Broken(LineWords.of("command.send-needs-a-string"));
    }
    String text = node.path("text").asString();
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      return new Broken(LineWords.of("command.text-holds-half-a"));
    }
    if (Json.MAPPER.writeValueAsBytes(text).length > MAX_TEXT_BYTES) {
      return new Broken(LineWords.of("command.text-does-not-fit"));
    }
    JsonNode to = node.path("to");
    if (to.isMissingNode() || to.isNull()) {
      return new Send(text, null);
    }
    return NodeId.parse(to.asString(""))
        .<Command>map(id -> new Send(text, id))
        .orElseGet(() -> new Broken(LineWords.of("command.to-is-a-node")));
  }

  private static Command ended(JsonNode node) {
    JsonNode peer = node.path("peer");
    boolean all = peer.isMissingNode() || peer.isNull();
    Optional<NodeId> whose = all ? Optional.empty() : NodeId.parse(peer.asString(""));
    JsonNode most = node.path("most");
    if (!all && whose.isEmpty()) {
      return new Broken(LineWords.of("command.peer-is-a-node"));
    }
    if (most.isMissingNode() || most.isNull()) {
      return new Ended(whose.orElse(null), MANY);
    }
    return most.isInt() && most.asInt() >= 1 && most.asInt() <= EndedRing.MOST
        ? new Ended(whose.orElse(null), most.asInt())
        : new Broken(LineWords.of("command.most-is-a-number", EndedRing.MOST));
  }

  private static Command trust(JsonNode node) {
    Optional<NodeId> peer = NodeId.parse(node.path("peer").asString(""));
    Optional<PublicKey> key = PublicKey.parse(node.path("key").asString(""));
    return peer.isEmpty() || key.isEmpty()
        ? new Broken(LineWords.of("command.trust-needs-a-peer"))
        : new Trust(peer.get(), key.get());
  }

  private static Command forget(JsonNode node) {
    return NodeId.parse(node.path("peer").asString(""))
        .<Command>map(Forget::new)
        .orElseGet(() -> new Broken(LineWords.of("command.forget-needs-a-peer")));
  }

  private static Command dial(JsonNode node) {
    return Endpoint.parse(node.path("address").asString(""))
        .<Command>map(Dial::new)
        .orElseGet(() -> new Broken(LineWords.of("command.dial-needs-an-address")));
  }
}
