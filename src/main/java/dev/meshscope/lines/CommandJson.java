package dev.meshscope.lines;

import tools.jackson.databind.node.ObjectNode;

/// Commands as lines, for whoever asks a node: [Command#parse] reads an equal one. Pure; on any
/// thread.
public final class CommandJson {
  private CommandJson() {}

  /// One line, not ended.
  ///
  /// @throws IllegalArgumentException if it is [Command.Broken], which asks for nothing
  public static String line(Command command) {
    ObjectNode node = Json.object();
    switch (command) {
      case Command.Send(var text, var to) -> {
        node.put("do", "send").put("text", text);
        Json.text(node, "to", to);
      }
      case Command.Peers() -> node.put("do", "peers");
      case Command.Ended(var peer, int most) -> {
        node.put("do", "ended").put("most", most);
        Json.text(node, "peer", peer);
      }
      case Command.Dial(var endpoint) -> node.put("do", "dial").put("address", endpoint.toString());
      case Command.Trust(var peer, var key) ->
          node.put("do", "trust").put("peer", peer.text()).put("key", key.text());
      case Command.Forget(var peer) -> node.put("do", "forget").put("peer", peer.text());
      case Command.Quit() -> node.put("do", "quit");
      case Command.Broken(var why) -> throw new IllegalArgumentException(why);
    }
    return Json.MAPPER.writeValueAsString(node);
  }
}
