package dev.meshscope.core.dial;

import dev.meshscope.core.dial.DialEvidence.Link;
import dev.meshscope.core.dial.DialEvidence.Way;
import dev.meshscope.core.dial.DialEvidence.Whose;
import dev.meshscope.core.dial.DialVerdict.Decision;
import dev.meshscope.core.dial.DialVerdict.Reason;
import dev.meshscope.core.judge.ProbeState;

/// Shall we dial where a discovery shows a peer (DESIGN 3, PROTOCOL 3)? Pure; asked on any thread
/// by whoever wants to know, and by the table before each dial of its own.
///
/// An announcement is a hint, from anybody on the LAN. It moves no link that answers: a second
/// connection would make a deployed peer close the first.
///
/// ```
///   does a link stand? --it leads there--> LEAVE connected
///                      --another life is announced: does the link answer?
///                            --open--> ASK asking
///                            --yes---> LEAVE link-answers / announced-elsewhere
///                            --no--------.
///                      --none------------+
///                       dial under way? --yes--> LEAVE under-way
///       does not belong to us, by its own word? --yes--> LEAVE left-alone
///                 whose turn, and how long? ----> WAIT their-turn / may-dial-us
///                      is the address resting? --> WAIT resting / address-resting
///                  is too much being dialled? --> WAIT too-many-dials
///                                              --> DIAL link-silent / fallback / discovered
/// ```
public final class DialRule {
  private DialRule() {}

  /// Decides about one way to one peer.
  public static DialVerdict decide(DialEvidence evidence) {
    return switch (evidence.link()) {
      case Link.None() -> unlinked(evidence, Reason.DISCOVERED);
      case Link.Standing() -> leave(Reason.CONNECTED, evidence);
      case Link.Doubted doubted -> doubted(evidence, doubted);
    };
  }

  private static DialVerdict doubted(DialEvidence evidence, Link.Doubted link) {
    return switch (link.voice()) {
      case ProbeState.NotAsked() -> new DialVerdict(Decision.ASK, Reason.ASKING, 0, evidence);
      case ProbeState.Waiting(long forNs, long waitNs) ->
          new DialVerdict(Decision.ASK, Reason.ASKING, waitNs - forNs, evidence);
      case ProbeState.Answered _ ->
          leave(link.elsewhere() ? Reason.ANNOUNCED_ELSEWHERE : Reason.LINK_ANSWERS, evidence);
      case ProbeState.Unanswered _ -> unlinked(evidence, Reason.LINK_SILENT);
    };
  }

  /// Nothing that stands keeps us from dialling.
  private static DialVerdict unlinked(DialEvidence evidence, Reason reason) {
    return switch (evidence.way()) {
      case UNDER_WAY -> leave(Reason.UNDER_WAY, evidence);
      case LEFT_ALONE -> leave(Reason.LEFT_ALONE, evidence);
      case FREE, RESTS, CROWDED -> inTurn(evidence, reason);
    };
  }

  private static DialVerdict inTurn(DialEvidence evidence, Reason reason) {
    Whose whose = evidence.whose();
    long patience = whose.patienceNs() - evidence.waitedNs();
    if (patience > 0 && patience >= evidence.restNs()) {
      Reason why = whose == Whose.THEIRS ? Reason.THEIR_TURN : Reason.MAY_DIAL_US;
      return new DialVerdict(Decision.WAIT, why, patience, evidence);
    }
    if (evidence.restNs() > 0) {
      return new DialVerdict(Decision.WAIT, rests(evidence.way()), evidence.restNs(), evidence);
    }
    boolean fallback = whose == Whose.THEIRS && reason == Reason.DISCOVERED;
    return new DialVerdict(Decision.DIAL, fallback ? Reason.FALLBACK : reason, 0, evidence);
  }

  private static Reason rests(Way way) {
    return switch (way) {
      case RESTS -> Reason.ADDRESS_RESTING;
      case CROWDED -> Reason.TOO_MANY_DIALS;
      case FREE, UNDER_WAY, LEFT_ALONE -> Reason.RESTING;
    };
  }

  private static DialVerdict leave(Reason reason, DialEvidence evidence) {
    return new DialVerdict(Decision.LEAVE, reason, 0, evidence);
  }
}
