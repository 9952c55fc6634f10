package dev.meshscope.cli.json;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.table.EndedRing;
import dev.meshscope.engine.net.Dialable;
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
  String ALL = "send, peers, ended, dial, trust, forget or quit";

  /// Reads one line.
  static Command parse(String line) {
    JsonNode node;
    try {
      node = Json.MAPPER.readTree(line);
    } catch (JacksonException e) {
      return new Broken("This is not JSON.");
    }
    if (!node.isObject()) {
      return new Broken("A command is a JSON object.");
    }
    return switch (node.path("do").asString("")) {
      case "send" -> send(node);
      case "peers" -> new Peers();
      case "ended" -> ended(node);
      case "dial" -> dial(node);
      case "trust" -> trust(node);
      case "forget" -> forget(node);
      case "quit" -> new Quit();
      case "" -> new Broken("A command says what to do in \"do\": " + ALL + ".");
      default -> new Broken("\"do\" is " + ALL + ".");
    };
  }

  private static Command send(JsonNode node) {
    if (!node.path("text").isString()) {
      return new Broken("\"send\" needs a string \"text\".");
    }
    String text = node.path("text").asString();
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      return new Broken("\"text\" holds half a character.");
    }
    if (Json.MAPPER.writeValueAsBytes(text).length > MAX_TEXT_BYTES) {
      return new Broken("\"text\" does not fit into one frame of 1 MiB.");
    }
    JsonNode to = node.path("to");
    if (to.isMissingNode() || to.isNull()) {
      return new Send(text, null);
    }
    return NodeId.parse(to.asString(""))
        .<Command>map(id -> new Send(text, id))
        .orElseGet(() -> new Broken("\"to\" is a node id, a UUID with hyphens."));
  }

  private static Command ended(JsonNode node) {
    JsonNode peer = node.path("peer");
    boolean all = peer.isMissingNode() || peer.isNull();
    Optional<NodeId> whose = all ? Optional.empty() : NodeId.parse(peer.asString(""));
    JsonNode most = node.path("most");
    if (!all && whose.isEmpty()) {
      return new Broken("\"peer\" is a node id, a UUID with hyphens.");
    }
    if (most.isMissingNode() || most.isNull()) {
      return new Ended(whose.orElse(null), MANY);
    }
    return most.isInt() && most.asInt() >= 1 && most.asInt() <= EndedRing.MOST
        ? new Ended(whose.orElse(null), most.asInt())
        : new Broken("\"most\" is a number from 1 to " + EndedRing.MOST + ".");
  }

  private static Command trust(JsonNode node) {
    Optional<NodeId> peer = NodeId.parse(node.path("peer").asString(""));
    Optional<PublicKey> key = PublicKey.parse(node.path("key").asString(""));
    return peer.isEmpty() || key.isEmpty()
        ? new Broken("\"trust\" needs a \"peer\", its node id, and a \"key\".")
        : new Trust(peer.get(), key.get());
  }

  private static Command forget(JsonNode node) {
    return NodeId.parse(node.path("peer").asString(""))
        .<Command>map(Forget::new)
        .orElseGet(() -> new Broken("\"forget\" needs a \"peer\", its node id."));
  }

  private static Command dial(JsonNode node) {
    return Endpoint.parse(node.path("address").asString(""))
        .<Command>map(
            endpoint ->
                Dialable.is(endpoint)
                    ? new Dial(endpoint)
                    : new Broken(
                        "\"dial\" needs the address of one machine: nobody can be dialled there."))
        .orElseGet(() -> new Broken("\"dial\" needs an \"address\" as HOST:PORT."));
  }
}
