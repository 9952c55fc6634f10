package dev.meshscope.sim;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.PeerTable;
import java.util.ArrayList;
import java.util.List;

/// A step in one line. Pure.
final class Words {
  private Words() {}

  static String of(CoreProc proc, Input input, PeerTable.Step step) {
    List<String> told = new ArrayList<>();
    for (MeshEvent event : step.events()) {
      told.add(event(event));
    }
    return proc.label() + " <- " + input(proc, input) + " | " + String.join(", ", told);
  }

  private static String input(CoreProc proc, Input input) {
    return switch (input) {
      case Input.Accepted(var id, _, _, _, _) -> "accepted " + id + wire(proc, id);
      case Input.Received(var id, var frame, _) -> frame.type() + " " + id + wire(proc, id);
      case Input.Ended(var id, var reason, _) -> "ended " + id + " " + reason.id();
      case Input.Sighted(var sighting) ->
          "sighted " + sighting.name() + "/" + sighting.pid() + " at " + sighting.endpoint().port();
      case Input.Connected(var id, _, _) -> "connected " + id + wire(proc, id);
      default -> input.toString();
    };
  }

  private static String wire(CoreProc proc, dev.meshscope.core.link.TransportId id) {
    End end = proc.ends.get(id);
    return end == null ? "" : " (wire " + end.wire.number + ")";
  }

  private static String event(MeshEvent event) {
    return switch (event) {
      case MeshEvent.Judged(_, var id, _, var verdict, _) ->
          "judged " + id + " " + verdict.decision() + " " + verdict.reason().id();
      case MeshEvent.HandshakeReceived(_, var id, var handshake, _) ->
          "handshake "
              + id
              + " "
              + handshake.name()
              + (handshake.extra() == null
                  ? ""
                  : " link " + handshake.extra().link() + " holds " + handshake.extra().holds());
      case MeshEvent.Promoted(_, var id, _, var replaced, var reason, _) ->
          "PROMOTED " + id + " over " + replaced + " " + reason.id();
      case MeshEvent.Live(_, var id, _, var reason, _) ->
          "LIVE " + id + (reason == null ? " again" : " " + reason.id());
      case MeshEvent.Refused(_, var id, _, var incumbent, var reason) ->
          "REFUSED " + id + " for " + incumbent + " " + reason.id();
      case MeshEvent.Closed(_, var id, _, _, var reason, _, _) ->
          "closed " + id + " " + reason.id();
      case MeshEvent.OfTransport of -> of.getClass().getSimpleName() + " " + of.transport();
      default -> event.getClass().getSimpleName();
    };
  }
}
