package dev.meshscope.lines.live;

import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Settings;
import dev.meshscope.engine.Handed;
import dev.meshscope.engine.MeshEngine;
import dev.meshscope.lines.CauseJson;
import dev.meshscope.lines.Command;
import dev.meshscope.lines.Json;
import dev.meshscope.lines.LineWords;
import dev.meshscope.lines.LinkJson;
import dev.meshscope.lines.OwnLine;
import dev.meshscope.lines.PeersJson;
import dev.meshscope.lines.Told;
import dev.meshscope.text.Telling;
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
  ///
  /// @param program what this program calls itself, with its version
  public void started(String program) {
    Self self = engine.self();
    Settings settings = engine.table().settings();
    lines.tell(
        own(OwnLine.STARTED)
            .put("format", Told.FORMAT)
            .put("program", program)
            .put("nodeId", self.nodeId().text())
            .put("name", self.name().text())
            .put("port", engine.listening().port())
            .put("address", engine.listening().toString())
            .put("pid", ProcessHandle.current().pid())
            .put("group", self.group().text())
            .put("incarnation", self.incarnation().text())
            .put("publicKey", self.publicKey().text())
            .put("policy", settings.policy().rule().id())
            .set("settings", LinkJson.exact(settings)));
  }

  /// The last line.
  ///
  /// @param cause `quit`, `duration`, `signal`, `end-of-input`
  public void stopped(String cause) {
    lines.tell(own(OwnLine.STOPPED).put("cause", cause));
  }

  /// Does what a command asks and answers it; `quit` is the caller's, its answer is `stopped`.
  /// Returns when the loop has done it: however many commands come, the loop has one of them before
  /// it and its sockets are looked at in between.
  public void handle(Command command) {
    carryOut(command);
    engine.caughtUp().join();
  }

  private void carryOut(Command command) {
    switch (command) {
      case Command.Send send -> send(send);
      case Command.Peers() -> lines.answer(this::peers);
      case Command.Ended(var peer, int most) ->
          lines.answer(
              () ->
                  PeersJson.ended(own(OwnLine.ENDED), engine.table(), peer, most, engine.nowNs()));
      case Command.Dial(var endpoint) -> dial(endpoint);
      case Command.Trust(var peer, var key) -> engine.trust(peer, key);
      case Command.Forget(var peer) -> engine.forget(peer);
      case Command.Quit() -> {
        // the caller ends the node
      }
      case Command.Broken broken -> failed(broken.why());
    }
  }

  private void dial(Endpoint endpoint) {
    if (MeshEngine.isDialable(endpoint)) {
      engine.dial(endpoint);
    } else {
      failed(LineWords.of("session.dial-needs-the-address"));
    }
  }

  private ObjectNode peers() {
    ObjectNode node = own(OwnLine.PEERS);
    PeersJson.of(node, engine.table(), engine.nowNs());
    return node;
  }

  /// The answer tells what became of it, not what was hoped.
  private void send(Command.Send send) {
    engine.say(send.text(), send.to()).thenAccept(handed -> sent(send, handed));
  }

  private void sent(Command.Send send, List<Handed> handed) {
    List<Handed> taken = handed.stream().filter(one -> one.transport() != null).toList();
    if (taken.isEmpty()) {
      failed(
          handed.stream()
              .filter(Handed::withheld)
              .findFirst()
              .map(one -> LineWords.of("session.nothing-was-sent", Telling.cause(one.why())))
              .orElse(
                  send.to() == null
                      ? LineWords.of("session.nobody-is-connected-nothing")
                      : LineWords.of("session.this-peer-is-not")));
      return;
    }
    lines.answer(
        () -> {
          ObjectNode node = own(OwnLine.SENT).put("text", send.text());
          Json.text(node, "to", send.to());
          ArrayNode to = node.putArray("recipients");
          taken.forEach(one -> to.add(one.peer().text()));
          node.set("handed", Json.array(handed.stream().map(Session::handed).toList()));
          return node;
        });
  }

  private static ObjectNode handed(Handed one) {
    ObjectNode node = Json.object().put("peer", one.peer().text());
    Json.transport(node, "transport", one.transport());
    Json.text(node, "kind", one.kind() == null ? null : Json.id(one.kind()));
    CauseJson.putIfAny(node, "why", one.why());
    return node;
  }

  private void failed(String why) {
    lines.answer(() -> own(OwnLine.COMMAND_FAILED).put("why", why));
  }

  private ObjectNode own(OwnLine what) {
    long nowNs = engine.nowNs();
    return Json.own(what, engine.wallClock(nowNs), nowNs);
  }
}
