package dev.meshscope.lines;

import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.standing.Absence;
import dev.meshscope.core.standing.Failure;
import dev.meshscope.core.standing.Standing;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// How a peer stands, as JSON. Pure; on any thread.
final class StandingJson {
  private StandingJson() {}

  /// What it is called, and the figures of the way in use or why there is none.
  static void of(ObjectNode to, Standing standing) {
    to.put("state", standing.condition().id());
    switch (standing) {
      case Standing.Present present -> {
        Json.transport(to, "active", present.inUse().transport());
        Json.millis(to, "forMs", present.inUse().forNs());
        present.elsewhere().ifPresent(at -> to.put("announcedElsewhere", at.toString()));
      }
      case Standing.Absent absent -> to.set("absence", absence(absent.why()));
    }
    Json.millis(to, "heardAgoMs", standing.heardNs().orElse(-1));
    to.put("proof", standing.credence().id());
  }

  private static ObjectNode absence(Absence absence) {
    ObjectNode node = Json.object().put("cause", absence.id());
    switch (absence) {
      case Absence.Dialling out -> {
        Json.transport(node, "transport", out.transport());
        node.put("address", out.remote().toString()).put("connected", out.connected());
        Json.millis(node, "forMs", out.forNs());
        node.put("attempt", out.attempt());
        failure(node, out.before());
      }
      case Absence.Left left -> {
        Json.millis(node, "agoMs", left.agoNs());
        left.last().ifPresent(last -> node.put("reason", last.reason().id()));
        failure(node, left.failure());
      }
      case Absence.Impersonated(int times, long agoNs) -> {
        node.put("times", times);
        Json.millis(node, "agoMs", agoNs);
      }
      case Absence.Unseen(var failure) -> failure(node, failure);
      case Absence.Unreachable(var seen, var failure, long againNs) -> {
        seen(node, seen);
        Json.millis(node, "againInMs", againNs);
        failure(node, Optional.of(failure));
      }
      case Absence.Waiting(var seen, _, long forNs, var failure) -> {
        seen(node, seen);
        Json.millis(node, "againInMs", forNs);
        failure(node, failure);
      }
    }
    return node;
  }

  private static void seen(ObjectNode to, Sighting seen) {
    to.put("source", Json.id(seen.source())).put("address", seen.endpoint().toString());
  }

  private static void failure(ObjectNode to, Optional<Failure> failure) {
    failure.ifPresent(
        one -> {
          ObjectNode node =
              Json.object().put("address", one.at().toString()).put("times", one.times());
          CauseJson.put(node, "error", one.error());
          Json.millis(node, "agoMs", one.agoNs());
          to.set("failure", node);
        });
  }
}
