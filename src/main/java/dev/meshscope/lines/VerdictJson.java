package dev.meshscope.lines;

import dev.meshscope.core.judge.Evidence;
import dev.meshscope.core.judge.ProbeState;
import dev.meshscope.core.judge.Verdict;
import tools.jackson.databind.node.ObjectNode;

/// A decision as JSON. Pure; on any thread.
final class VerdictJson {
  private VerdictJson() {}

  /// With the evidence.
  static ObjectNode full(Verdict verdict) {
    ObjectNode node = brief(verdict);
    node.set("evidence", evidence(verdict.evidence()));
    return node;
  }

  /// Without the evidence: for several verdicts on the same.
  static ObjectNode brief(Verdict verdict) {
    ObjectNode node =
        Json.object()
            .put("policy", verdict.policy().rule().id())
            .put("decision", Json.id(verdict.decision()))
            .put("reason", verdict.reason().id());
    node.set("path", Json.array(verdict.path().stream().map(VerdictJson::step).toList()));
    return node;
  }

  private static ObjectNode step(Verdict.Step step) {
    return Json.object()
        .put("question", Json.id(step.question()))
        .put("answer", Json.id(step.answer()));
  }

  private static ObjectNode evidence(Evidence evidence) {
    ObjectNode node = Json.object();
    if (evidence.incumbent().id() > 0) {
      node.put("incumbent", evidence.incumbent().id());
    }
    if (evidence.challenger().id() > 0) {
      node.put("challenger", evidence.challenger().id());
    }
    node.put("incumbentOpen", evidence.incumbent().open());
    Json.millis(node, "silentMs", evidence.incumbent().silentNs());
    node.put("incumbentOutbound", evidence.incumbent().outbound())
        .put("challengerOutbound", evidence.challenger().outbound())
        .put("selfIsSmaller", evidence.selfIsSmaller())
        .put("challengerIsOlder", evidence.challenger().older())
        .put("standing", Json.id(evidence.challenger().standing()))
        .put("incumbentProof", Json.id(evidence.incumbent().proof()))
        .put("keyMatches", evidence.challenger().keyMatches())
        .put("claim", Json.id(evidence.challenger().claim()))
        .put("ours", evidence.challenger().ours())
        .put("incumbentGivenUp", evidence.incumbent().givenUp())
        .put("supersededReturns", evidence.challenger().supersededReturns());
    node.set("probe", probe(evidence.incumbent().probe()));
    return node.put("promotions", evidence.promotions());
  }

  static ObjectNode probe(ProbeState state) {
    ObjectNode node = Json.object();
    switch (state) {
      case ProbeState.NotAsked() -> node.put("state", "not-asked");
      case ProbeState.Waiting(long forNs, long waitNs) -> {
        node.put("state", "waiting");
        Json.millis(node, "forMs", forNs);
        Json.millis(node, "waitMs", waitNs);
      }
      case ProbeState.Answered(long afterNs) -> {
        node.put("state", "answered");
        Json.millis(node, "afterMs", afterNs);
      }
      case ProbeState.Unanswered(long forNs) -> {
        node.put("state", "unanswered");
        Json.millis(node, "forMs", forNs);
      }
    }
    return node;
  }
}
