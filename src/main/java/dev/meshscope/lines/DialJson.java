package dev.meshscope.lines;

import dev.meshscope.core.dial.DialEvidence;
import dev.meshscope.core.dial.DialEvidence.Link;
import dev.meshscope.core.dial.DialVerdict;
import tools.jackson.databind.node.ObjectNode;

/// Whether to dial, and on which evidence, as JSON. Pure; on any thread.
final class DialJson {
  private DialJson() {}

  static ObjectNode full(DialVerdict verdict) {
    DialEvidence evidence = verdict.evidence();
    ObjectNode to =
        Json.object()
            .put("decision", verdict.decision().id())
            .put("reason", verdict.reason().id())
            .put("address", evidence.endpoint().toString());
    Json.millis(to, "waitMs", verdict.waitNs());
    ObjectNode known = to.putObject("evidence");
    known.put("turn", Json.id(evidence.whose()));
    Json.millis(known, "waitedMs", evidence.waitedNs());
    Json.millis(known, "restMs", evidence.restNs());
    known.put("way", Json.id(evidence.way()));
    switch (evidence.link()) {
      case Link.None() -> known.put("link", "none");
      case Link.Standing() -> known.put("link", "standing");
      case Link.Doubted doubted -> {
        known.put("link", "doubted");
        known.put("transport", doubted.transport().value());
        known.put("remote", doubted.remote().toString());
        known.put("elsewhere", doubted.elsewhere());
        known.set("voice", VerdictJson.probe(doubted.voice()));
      }
    }
    return to;
  }
}
