package dev.meshscope.ui.why;

import dev.meshscope.core.judge.Claim;
import dev.meshscope.core.judge.Evidence;
import dev.meshscope.core.judge.Policy;
import dev.meshscope.core.judge.ProbeState;
import dev.meshscope.core.judge.Verdict;
import dev.meshscope.text.Spans;
import dev.meshscope.ui.text.Reasons;
import dev.meshscope.ui.text.Words;
import java.util.ArrayList;
import java.util.List;

/// A verdict laid open: what was known, the way through the rule, what the other rules would have
/// done. A value; made on the JavaFX thread.
///
/// @param title whom it is about
/// @param hypothetical whether it is about a redial that has not happened
/// @param decision PROMOTE, REFUSE or HOLD
/// @param outcome the decision in a sentence
/// @param rule which rule it was
/// @param reason the reason in few words
/// @param evidence what was known
/// @param path every question of the rule in its order, with what became of it
/// @param alternatives what each other rule would have done
public record WhyCard(
    String title,
    boolean hypothetical,
    Verdict.Decision decision,
    String outcome,
    String rule,
    String reason,
    List<Fact> evidence,
    List<Turn> path,
    List<Otherwise> alternatives) {

  /// One thing that was known.
  ///
  /// @param help what it means
  public record Fact(String name, String value, String help) {}

  /// What another rule would have done.
  ///
  /// @param help what the rule is
  /// @param same whether that is what was done
  public record Otherwise(
      String rule, String help, Verdict.Decision decision, String sentence, boolean same) {}

  /// Copies the lists.
  public WhyCard {
    evidence = List.copyOf(evidence);
    path = List.copyOf(path);
    alternatives = List.copyOf(alternatives);
  }

  /// The card of a verdict.
  ///
  /// @param peerName whose
  /// @param alternatives on the same evidence
  /// @param timeoutNs after how long the heartbeat closes a silent socket
  public static WhyCard of(
      String peerName, Verdict verdict, List<Verdict> alternatives, long timeoutNs) {
    Evidence evidence = verdict.evidence();
    String title =
        evidence.challenger().id() == 0
            ? Words.of("why.title-if", peerName)
            : Words.of("why.title", "#" + evidence.challenger().id(), peerName);
    return new WhyCard(
        title,
        evidence.challenger().id() == 0,
        verdict.decision(),
        outcome(verdict),
        verdict.policy().rule().id(),
        Words.word(verdict.reason(), "short"),
        facts(verdict.policy(), evidence),
        Turns.of(verdict),
        alternatives.stream().map(other -> otherwise(verdict, other, timeoutNs)).toList());
  }

  /// The decision as one word in capitals.
  public String mark() {
    return Words.word(decision, hypothetical ? "decision.if-mark" : "decision.mark");
  }

  /// The head over the alternatives.
  public String others() {
    return Words.of(hypothetical ? "why.others-if" : "why.others");
  }

  private static String outcome(Verdict verdict) {
    boolean ifOnly = verdict.evidence().challenger().id() == 0;
    return Words.of(
        ifOnly ? "why.outcome-if" : "why.outcome",
        "#" + verdict.evidence().challenger().id(),
        Words.word(verdict.decision(), ifOnly ? "decision.if" : "decision"),
        Reasons.because(verdict));
  }

  private static List<Fact> facts(Policy policy, Evidence evidence) {
    List<Fact> facts = new ArrayList<>();
    fact(facts, "rule", Reasons.rule(policy));
    if (evidence.incumbent().id() != 0) {
      fact(
          facts,
          "incumbent",
          Words.of(
              "why.value.transport",
              "#" + evidence.incumbent().id(),
              direction(evidence.incumbent().outbound()),
              Words.of(evidence.incumbent().open() ? "why.value.open" : "why.value.closed")));
      fact(facts, "silent", Spans.precise(evidence.incumbent().silentNs()));
      fact(facts, "probe", probe(evidence.incumbent().probe()));
    }
    if (evidence.challenger().id() != 0) {
      fact(
          facts,
          "challenger",
          Words.of(
              "why.value.newcomer",
              "#" + evidence.challenger().id(),
              direction(evidence.challenger().outbound())));
      fact(facts, "claim", claim(evidence));
      fact(
          facts,
          "key",
          Words.of(evidence.challenger().keyMatches() ? "why.key.match" : "why.key.other"));
    }
    fact(facts, "tie", Words.of(evidence.selfIsSmaller() ? "why.tie.ours" : "why.tie.theirs"));
    if (evidence.promotions() > 0) {
      fact(facts, "promotions", Words.of("why.value.promotions", evidence.promotions()));
    }
    return facts;
  }

  private static void fact(List<Fact> facts, String key, String value) {
    facts.add(new Fact(Words.of("why.fact." + key), value, Words.of("why.fact.help." + key)));
  }

  private static String direction(boolean outbound) {
    return Words.of(outbound ? "why.outbound" : "why.inbound");
  }

  private static String claim(Evidence evidence) {
    String claim = Words.word(evidence.challenger().claim(), "claim");
    return evidence.challenger().claim() == Claim.SAME && evidence.incumbent().givenUp()
        ? Words.of("claim.same-given-up")
        : claim;
  }

  private static String probe(ProbeState probe) {
    return switch (probe) {
      case ProbeState.NotAsked() -> Words.of("probe.not-asked");
      case ProbeState.Waiting(long forNs, long waitNs) ->
          Words.of("probe.waiting", Spans.precise(forNs), Spans.precise(waitNs));
      case ProbeState.Answered(long afterNs) -> Words.of("probe.answered", Spans.precise(afterNs));
      case ProbeState.Unanswered(long forNs) -> Words.of("probe.unanswered", Spans.precise(forNs));
    };
  }

  private static Otherwise otherwise(Verdict verdict, Verdict other, long timeoutNs) {
    boolean same = other.decision() == verdict.decision();
    boolean ifOnly = verdict.evidence().challenger().id() == 0;
    String would = Words.word(other.decision(), ifOnly ? "decision.if.would" : "decision.would");
    String sentence = Words.of("why.otherwise", would, Reasons.because(other));
    return new Otherwise(
        Reasons.rule(other.policy()),
        Words.word(other.policy().rule(), "rule"),
        other.decision(),
        same || other.decision() != Verdict.Decision.REFUSE
            ? sentence
            : locksOut(sentence, other, timeoutNs),
        same);
  }

  /// What a refusal that needed not be costs if the old socket is dead.
  private static String locksOut(String sentence, Verdict other, long timeoutNs) {
    long silentNs = other.evidence().incumbent().silentNs();
    return switch (other.policy().rule()) {
      case PROBE -> sentence;
      case LAST_SEEN ->
          Words.of(
              "why.otherwise.for-more",
              sentence,
              Spans.whole(Spans.age(other.policy().staleAfterNs() - silentNs)));
      case CLOSED_FLAG ->
          Words.of(
              "why.otherwise.in-the-way", sentence, Spans.whole(Spans.age(timeoutNs - silentNs)));
    };
  }

  /// The card as plain text, to be pasted into an issue.
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(title).append('\n').append(outcome).append("\n\n");
    text.append(Words.of("why.evidence")).append('\n');
    evidence.forEach(
        fact ->
            text.append("  ").append(fact.name()).append(": ").append(fact.value()).append('\n'));
    text.append('\n').append(Words.of("why.path", rule)).append('\n');
    for (Turn turn : path) {
      text.append(turn.line()).append('\n');
      if (turn.standing() == Turn.Standing.DECISIVE) {
        text.append("  =>  ").append(mark()).append('\n');
      }
    }
    text.append('\n').append(others()).append('\n');
    alternatives.forEach(
        other ->
            text.append("  ")
                .append(other.rule())
                .append(": ")
                .append(other.sentence())
                .append('\n'));
    return text.toString();
  }
}
