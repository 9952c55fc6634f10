package dev.meshscope.ui.decisions;

import dev.meshscope.core.dial.DialEvidence.Link;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.judge.Verdict;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.text.Spans;
import dev.meshscope.ui.decisions.Decision.Mark;
import dev.meshscope.ui.text.Reasons;
import dev.meshscope.ui.text.Words;
import org.jspecify.annotations.Nullable;

/// Says in plain words what an event decided. Pure; on the JavaFX thread.
final class Sentences {
  private Sentences() {}

  /// What is said of an event.
  record Said(Mark mark, @Nullable TransportId transport, @Nullable NodeId peer, String sentence) {}

  /// Null for events that decide nothing.
  ///
  /// @param judged the latest verdict on this transport; null if there was none
  /// @param both whether the peer now has a direct and a relay transport
  static @Nullable Said of(MeshEvent event, MeshEvent.@Nullable Judged judged, boolean both) {
    return switch (event) {
      case MeshEvent.Live live -> live(live, both);
      case MeshEvent.Promoted promoted -> promoted(promoted, judged);
      case MeshEvent.Refused refused -> refused(refused, judged);
      case MeshEvent.Judged held -> held(held);
      case MeshEvent.Closed closed -> of(closed, null);
      case MeshEvent.Suspect suspect ->
          new Said(
              Mark.SUSPECT,
              suspect.transport(),
              suspect.peer(),
              Words.of("said.suspect", suspect.missed()));
      case MeshEvent.LateCloseIgnored late ->
          new Said(
              Mark.IGNORED,
              late.transport(),
              late.peer(),
              Words.of("said.late-close", Words.word(late.reason(), "close")));
      case MeshEvent.ArrivalUnknown lost ->
          new Said(
              Mark.NOTE,
              lost.transport(),
              lost.peer(),
              Words.of(
                  lost.texts() == 1 ? "said.arrival-unknown-one" : "said.arrival-unknown",
                  lost.texts(),
                  Spans.age(lost.atNs() - lost.sinceNs())));
      case MeshEvent.WrongPromotion wrong ->
          new Said(Mark.WRONG, wrong.transport(), wrong.peer(), Words.of("said.wrong"));
      case MeshEvent.IdentityAlarm alarm ->
          new Said(
              Mark.ALARM,
              alarm.transport(),
              alarm.peer(),
              Words.of(
                  "said.alarm", brief(alarm.presented().text()), brief(alarm.pinned().text())));
      case MeshEvent.NotProven unproven ->
          new Said(
              Mark.UNPROVEN,
              unproven.transport(),
              unproven.peer(),
              Words.of(unproven.couldProve() ? "said.unproven" : "said.cannot-prove"));
      case MeshEvent.Flap flap ->
          new Said(Mark.FLAPPING, null, flap.peer(), Words.of("said.flap", flap.promotions()));
      case MeshEvent.Clone clone ->
          new Said(
              Mark.CLONE,
              null,
              clone.peer(),
              Words.of("said.clone", brief(clone.newer().text()), brief(clone.older().text())));
      case MeshEvent.SupersededReturned back ->
          new Said(
              Mark.NOTE,
              null,
              back.peer(),
              Words.of("said.superseded", brief(back.incarnation().text())));
      case MeshEvent.RemoteCannotSend mute ->
          new Said(
              Mark.HEALED,
              mute.transport(),
              mute.peer(),
              Words.of(mute.redialled() ? "said.healed-redialled" : "said.healed"));
      case MeshEvent.DialJudged dial -> dial(dial);
      case MeshEvent.ClockJump jump ->
          new Said(
              Mark.NOTE,
              null,
              null,
              Words.of(
                  jump.setBack() ? "said.clock-back" : "said.clock",
                  Spans.precise(Math.abs(jump.byNs()))));
      case MeshEvent.SettingChanged changed ->
          new Said(
              Mark.NOTE,
              null,
              null,
              Words.of(
                  "said.settings",
                  Reasons.rule(changed.settings().policy()),
                  Spans.plain(changed.settings().heartbeatIntervalNs()),
                  Spans.plain(changed.settings().heartbeatTimeoutNs())));
      case MeshEvent.Accepted _,
          MeshEvent.Challenged _,
          MeshEvent.Connected _,
          MeshEvent.ContentHeld _,
          MeshEvent.ContentReceived _,
          MeshEvent.DialRequested _,
          MeshEvent.Dialled _,
          MeshEvent.Discovered _,
          MeshEvent.Forgotten _,
          MeshEvent.FrameDropped _,
          MeshEvent.FrameNotSent _,
          MeshEvent.FramesReceived _,
          MeshEvent.FramesSent _,
          MeshEvent.Greeted _,
          MeshEvent.HeldUp _,
          MeshEvent.HandshakeReceived _,
          MeshEvent.Joined _,
          MeshEvent.KernelSampled _,
          MeshEvent.LanChanged _,
          MeshEvent.Left _,
          MeshEvent.LoopLagged _,
          MeshEvent.PingSent _,
          MeshEvent.Pinned _,
          MeshEvent.ProofReceived _,
          MeshEvent.Quiet _,
          MeshEvent.RelayChanged _,
          MeshEvent.RelaySaid _,
          MeshEvent.RelaySlowed _,
          MeshEvent.RoundTrip _,
          MeshEvent.RouteChanged _,
          MeshEvent.Slowed _,
          MeshEvent.Tuned _,
          MeshEvent.TurnedAway _,
          MeshEvent.Undiscovered _,
          MeshEvent.UnknownReceived _,
          MeshEvent.Unpinned _ ->
          null;
    };
  }

  private static @Nullable Said live(MeshEvent.Live live, boolean both) {
    Reason reason = live.reason();
    if (reason == null) {
      return new Said(
          Mark.LIVE,
          live.transport(),
          live.peer(),
          Words.of("said.heard-again", Spans.precise(live.gapNs())));
    }
    if (reason != Reason.FIRST && reason != Reason.INCUMBENT_CLOSED) {
      // Told by the promotion.
      return null;
    }
    String sentence =
        both
            ? Words.of("said.both")
            : reason == Reason.FIRST || live.gapNs() < 0
                ? Words.of("said.first")
                : Words.of("said.back", Spans.precise(live.gapNs()));
    return new Said(Mark.LIVE, live.transport(), live.peer(), sentence);
  }

  private static Said promoted(MeshEvent.Promoted promoted, MeshEvent.@Nullable Judged judged) {
    String because = because(promoted.reason(), judged == null ? null : judged.verdict());
    String sentence =
        promoted.replaced() == null
            ? Words.of("said.promoted-empty", because)
            : Words.of(
                "said.promoted", promoted.replaced(), because, Spans.precise(promoted.gapNs()));
    return new Said(Mark.PROMOTED, promoted.transport(), promoted.peer(), sentence);
  }

  private static Said refused(MeshEvent.Refused refused, MeshEvent.@Nullable Judged judged) {
    Verdict verdict = judged == null ? null : judged.verdict();
    String because = because(refused.reason(), verdict);
    boolean dual = refused.reason() == Reason.DUAL_DIAL;
    String sentence =
        refused.incumbent() == null
            ? Words.of("said.refused-alone", because)
            : Words.of(dual ? "said.kept" : "said.refused", refused.incumbent(), because);
    return new Said(Mark.REFUSED, refused.transport(), refused.peer(), sentence);
  }

  /// A dial tells itself; what is told here is why a link that stands was believed, or was not.
  private static @Nullable Said dial(MeshEvent.DialJudged judged) {
    Mark mark =
        switch (judged.verdict().reason()) {
          case ANNOUNCED_ELSEWHERE -> Mark.IGNORED;
          case LINK_ANSWERS, LINK_SILENT, LEFT_ALONE -> Mark.NOTE;
          case DISCOVERED,
              FALLBACK,
              THEIR_TURN,
              MAY_DIAL_US,
              RESTING,
              ASKING,
              CONNECTED,
              UNDER_WAY,
              // Of these there may be a flood: see the story of limits.
              ADDRESS_RESTING,
              TOO_MANY_DIALS ->
              null;
        };
    if (mark == null) {
      return null;
    }
    TransportId link =
        judged.verdict().evidence().link() instanceof Link.Doubted doubted
            ? doubted.transport()
            : null;
    return new Said(
        mark,
        link,
        judged.peer(),
        Words.of(
            "said.dial." + judged.verdict().reason().id(),
            judged.verdict().evidence().endpoint(),
            link == null ? Spans.NONE : link));
  }

  /// Only a wait is told here; what ends it has an event of its own.
  private static @Nullable Said held(MeshEvent.Judged judged) {
    Verdict verdict = judged.verdict();
    if (verdict.decision() != Verdict.Decision.HOLD) {
      return null;
    }
    TransportId incumbent = new TransportId(verdict.evidence().incumbent().id());
    String key =
        switch (verdict.reason()) {
          case ASKING -> "said.held-asking";
          case SETTLING -> "said.held-settling";
          case FLAPPING -> "said.held-flapping";
          default -> "said.held-probing";
        };
    return new Said(
        Mark.HELD,
        judged.transport(),
        judged.peer(),
        Words.of(key, incumbent, Spans.precise(verdict.evidence().incumbent().silentNs())));
  }

  /// What is said of a close.
  ///
  /// @param dial by which it was opened; null if it was not, or nobody remembers
  static Said of(MeshEvent.Closed closed, MeshEvent.@Nullable Dialled dial) {
    String because = Words.word(closed.reason(), "close");
    String sentence =
        Words.of(
            closed.detail().isEmpty() ? "said.closed" : "said.closed-detail",
            because,
            Spans.age(closed.ageNs()),
            closed.detail());
    return new Said(
        Mark.CLOSED,
        closed.transport(),
        closed.peer(),
        closed.peer() == null && dial != null && dial.expected() == null
            ? Words.of("said.closed-at", dial.endpoint(), sentence)
            : sentence);
  }

  private static String because(Reason reason, @Nullable Verdict verdict) {
    return verdict == null || verdict.reason() != reason
        ? Words.word(reason, "reason")
        : Reasons.because(verdict);
  }

  private static String brief(String text) {
    return text.length() <= 9
        ? text
        : text.substring(0, 4) + "…" + text.substring(text.length() - 4);
  }
}
