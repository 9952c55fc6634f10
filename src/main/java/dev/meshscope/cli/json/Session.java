package dev.meshscope.cli.json;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.engine.MeshEngine;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The program's own lines: how it started, its answers to commands, how it ended. Called on the
/// threads that start, read standard input and stop.
public final class Session {
  private final MeshEngine engine;
  private final JsonLines lines;

  /// @param lines where the answers go
  public Session(MeshEngine engine, JsonLines lines) {
    this.engine = engine;
    this.lines = lines;
  }

  /// The first line.
  public void started() {
    Self self = engine.self();
    lines.tell(
        event("started")
            .put("nodeId", self.nodeId().text())
            .put("name", self.name().text())
            .put("port", engine.listening().port())
            .put("address", engine.listening().toString())
            .put("pid", ProcessHandle.current().pid())
            .put("group", self.group().text())
            .put("incarnation", self.incarnation().text())
            .put("publicKey", self.publicKey().text())
            .put("policy", engine.table().settings().policy().rule().id()));
  }

  /// The last line.
  ///
  /// @param cause `quit`, `duration`, `signal`, `end-of-input`
  public void stopped(String cause) {
    lines.tell(event("stopped").put("cause", cause));
  }

  /// Does what a command asks and answers it; `quit` is the caller's, its answer is `stopped`.
  public void handle(Command command) {
    switch (command) {
      case Command.Send send -> send(send);
      case Command.Peers() -> {
        ObjectNode node = event("peers");
        PeersJson.of(node, engine.table(), engine.nowNs());
        lines.tell(node);
      }
      case Command.Dial dial -> engine.dial(dial.endpoint());
      case Command.Quit() -> {
        // the caller ends the node
      }
      case Command.Broken broken -> failed(broken.why());
    }
  }

  private void send(Command.Send send) {
    List<NodeId> recipients = recipients(engine.table(), send);
    if (recipients.isEmpty()) {
      failed(
          send.to() == null
              ? "Nobody is connected: nothing was sent."
              : "This peer is not connected: nothing was sent.");
      return;
    }
    engine.say(send.text(), send.to());
    ObjectNode node = event("sent").put("text", send.text());
    Json.text(node, "to", send.to());
    ArrayNode to = node.putArray("recipients");
    recipients.forEach(id -> to.add(id.text()));
    lines.tell(node);
  }

  private static List<NodeId> recipients(PeerTable table, Command.Send send) {
    return table.peers().values().stream()
        .filter(peer -> send.to() == null || send.to().equals(peer.id()))
        .filter(peer -> table.active(peer) != null)
        .map(Peer::id)
        .sorted()
        .toList();
  }

  private void failed(String why) {
    lines.tell(event("command-failed").put("why", why));
  }

  private ObjectNode event(String name) {
    return Json.event(engine.wallClock(engine.nowNs()), name);
  }
}
