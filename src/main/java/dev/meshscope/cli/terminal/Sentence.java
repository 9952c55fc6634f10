package dev.meshscope.cli.terminal;

import dev.meshscope.cli.words.CliWords;
import dev.meshscope.core.dial.DialVerdict;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.judge.Verdict;
import dev.meshscope.core.link.Direction;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.LanState;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.State;
import dev.meshscope.core.table.Transport;
import dev.meshscope.core.table.Transport.Route;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.lines.Subject;
import dev.meshscope.text.Plain;
import dev.meshscope.text.Spans;
import dev.meshscope.text.Telling;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a notable event is in words. Pure; on any thread.
final class Sentence {
  private Sentence() {}

  private static final int LONGEST = 1_000;

  /// Empty for what only matters to machines.
  static Optional<String> of(MeshEvent event, Subject subject) {
    String who = who(event, subject);
    String words =
        switch (event) {
          case MeshEvent.Joined _ -> CliWords.of("sentence.joined", who);
          case MeshEvent.Left _ -> CliWords.of("sentence.left", who);
          case MeshEvent.Live told -> live(who, told, subject);
          case MeshEvent.Suspect told ->
              CliWords.of(
                  "sentence.suspect-on-pings-unanswered", who, told.transport(), told.missed());
          case MeshEvent.Promoted told -> promoted(who, told);
          case MeshEvent.Refused told ->
              CliWords.of(
                  "sentence.refused",
                  who,
                  told.transport(),
                  words(told.reason()),
                  kept(told.incumbent()));
          case MeshEvent.Judged told -> judged(who, told);
          case MeshEvent.Closed told -> closed(who, told, subject);
          case MeshEvent.ArrivalUnknown told ->
              CliWords.of(
                  "sentence.not-known-to-have",
                  who,
                  told.texts() == 1
                      ? CliWords.of("sentence.text-is")
                      : CliWords.of("sentence.texts-are", told.texts()),
                  told.transport(),
                  Spans.age(told.atNs() - told.sinceNs()));
          case MeshEvent.LateCloseIgnored told ->
              CliWords.of("sentence.late-close-of-ignored", who, told.transport());
          case MeshEvent.WrongPromotion told ->
              CliWords.of("sentence.wrong-promotion-spoke-after", who, told.transport());
          case MeshEvent.IdentityAlarm told ->
              CliWords.of("sentence.identity-alarm-on-another", who, told.transport());
          case MeshEvent.Flap told ->
              CliWords.of("sentence.flapping-the-slot-changed", who, told.promotions());
          case MeshEvent.NotProven told ->
              CliWords.of(
                  "sentence.not-proven-on-it",
                  who,
                  told.transport(),
                  told.couldProve()
                      ? CliWords.of("sentence.has-not-now")
                      : CliWords.of("sentence.does-not-say-now"));
          case MeshEvent.ProofReceived told when !told.valid() ->
              CliWords.of("sentence.false-proof-on-its", who, told.transport());
          case MeshEvent.Clone _ -> CliWords.of("sentence.clone-two-processes-share", who);
          case MeshEvent.SupersededReturned _ -> CliWords.of("sentence.an-earlier-life-of", who);
          case MeshEvent.RemoteCannotSend told ->
              CliWords.of(
                  "sentence.never-answered-a-ping",
                  who,
                  told.redialled() ? CliWords.of("sentence.dialled-again") : "");
          case MeshEvent.ContentReceived told -> content(who, told.frame());
          case MeshEvent.SettingChanged told ->
              CliWords.of(
                  "sentence.policy-is-now",
                  told.settings().policy().rule().id(),
                  told.settings().provenOnly()
                      ? CliWords.of("sentence.only-proven-peers-are")
                      : "");
          case MeshEvent.ClockJump told ->
              told.setBack()
                  ? CliWords.of("sentence.the-clock-was-set", Spans.precise(-told.byNs()))
                  : CliWords.of("sentence.went-by-unseen-asleep", Spans.precise(told.byNs()));
          case MeshEvent.RouteChanged told ->
              CliWords.of("sentence.is-now-reached-over", who, told.to(), told.from());
          case MeshEvent.FrameNotSent told ->
              CliWords.of(
                  "sentence.was-not-sent-a",
                  who,
                  told.type(),
                  told.transport(),
                  Telling.cause(told.why()));
          case MeshEvent.Slowed told ->
              CliWords.of(
                  "sentence.sends-too-fast-on",
                  who,
                  told.transport(),
                  Spans.precise(told.pauseNs()));
          case MeshEvent.HeldUp told ->
              CliWords.of(
                  "sentence.says-more-on-than",
                  who,
                  told.transport(),
                  Spans.precise(told.mostNs()));
          case MeshEvent.RelaySlowed told ->
              CliWords.of(
                  "sentence.the-relay-brings-more",
                  told.times(),
                  told.times() == 1 ? CliWords.of("sentence.time") : CliWords.of("sentence.times"));
          case MeshEvent.DialJudged told -> dial(who, told.verdict());
          case MeshEvent.TurnedAway told ->
              Spans.count(told.count())
                  + (told.limit() == Limits.Which.ANNOUNCEMENTS
                      ? CliWords.of("sentence.announcements-not-taken-in")
                      : CliWords.of("sentence.connections-turned-away-one"))
                  + told.example();
          case MeshEvent.Unpinned told when !told.byUser() -> "";
          case MeshEvent.Unpinned _ -> CliWords.of("sentence.is-a-stranger-again", who);
          case MeshEvent.RelayChanged told -> relay(told.state());
          case MeshEvent.RelaySaid told -> CliWords.of("sentence.the-relay-says", told.text());
          case MeshEvent.LanChanged told -> lan(told.state());
          case MeshEvent.DialRequested told ->
              CliWords.of("sentence.keeping-connected", told.endpoint());
          case MeshEvent.Accepted _,
              MeshEvent.ContentHeld _,
              MeshEvent.Challenged _,
              MeshEvent.Connected _,
              MeshEvent.Dialled _,
              MeshEvent.Discovered _,
              MeshEvent.Forgotten _,
              MeshEvent.FrameDropped _,
              MeshEvent.FramesReceived _,
              MeshEvent.FramesSent _,
              MeshEvent.Greeted _,
              MeshEvent.HandshakeReceived _,
              MeshEvent.KernelSampled _,
              MeshEvent.LoopLagged _,
              MeshEvent.PingSent _,
              MeshEvent.Pinned _,
              MeshEvent.ProofReceived _,
              MeshEvent.Quiet _,
              MeshEvent.RoundTrip _,
              MeshEvent.Tuned _,
              MeshEvent.Undiscovered _,
              MeshEvent.UnknownReceived _ ->
              "";
        };
    return words.isEmpty() ? Optional.empty() : Optional.of(Plain.text(words));
  }

  private static String relay(RelayState state) {
    return switch (state) {
      case RelayState.Off() -> CliWords.of("sentence.no-relay-is-wanted");
      case RelayState.Connecting _, RelayState.Authenticating _ -> "";
      case RelayState.Open(var url, _, int present) ->
          CliWords.of("sentence.the-relay-routes-for", url, present);
      case RelayState.Waiting(var url, _, _, var why) ->
          CliWords.of("sentence.the-relay", url, Telling.cause(why));
      case RelayState.Stopped(var url, int code, var why) ->
          CliWords.of("sentence.stopped-by-the-relay", url, code, Telling.cause(why));
    };
  }

  /// What is measured all the time is not news.
  private static String lan(LanState state) {
    return switch (state) {
      case LanState.Off() -> CliWords.of("sentence.not-on-the-lan");
      case LanState.Joining() -> "";
      case LanState.Failed(var why) -> CliWords.of("sentence.not-on-the-lan-b", Telling.cause(why));
      case LanState.On _ -> "";
    };
  }

  private static String promoted(String who, MeshEvent.Promoted told) {
    String replaced =
        told.replaced() == null ? "" : CliWords.of("sentence.replaces", told.replaced());
    return CliWords.of(
        "sentence.promoted",
        who,
        told.transport(),
        replaced,
        words(told.reason()),
        gap(told.gapNs()));
  }

  private static String judged(String who, MeshEvent.Judged told) {
    // What was decided is told by its own event; only waiting is not.
    return told.verdict().decision() == Verdict.Decision.HOLD
        ? CliWords.of("sentence.holds", who, told.transport(), words(told.verdict().reason()))
        : "";
  }

  /// A dial tells itself; what is told here is why a link that stands was not believed, or was.
  private static String dial(String who, DialVerdict verdict) {
    Endpoint at = verdict.evidence().endpoint();
    return switch (verdict.reason()) {
      case LINK_ANSWERS -> CliWords.of("sentence.is-announced-anew-its", who);
      case ANNOUNCED_ELSEWHERE -> CliWords.of("sentence.is-announced-at-where", who, at);
      case LINK_SILENT -> CliWords.of("sentence.is-announced-at-and", who, at);
      case LEFT_ALONE -> CliWords.of("sentence.at-does-not-belong", who, at);
      // Of these there may be a flood; the status line says that limits are reached.
      case ADDRESS_RESTING, TOO_MANY_DIALS -> "";
      case DISCOVERED, FALLBACK, THEIR_TURN, MAY_DIAL_US, RESTING, ASKING, CONNECTED, UNDER_WAY ->
          "";
    };
  }

  /// An idle link is quiet and heard again all day: only what was amiss is news.
  private static String live(String who, MeshEvent.Live told, Subject subject) {
    Reason reason = told.reason();
    if (reason != null) {
      return CliWords.of("sentence.live-on", who, told.transport(), words(reason));
    }
    return wasSuspect(told, subject)
        ? CliWords.of("sentence.was-heard-again-on", who, told.transport(), gap(told.gapNs()))
        : "";
  }

  private static boolean wasSuspect(MeshEvent.Live told, Subject subject) {
    return subject
        .before()
        .transport(told.transport())
        .filter(one -> one.state() == State.SUSPECT)
        .isPresent();
  }

  private static String closed(String who, MeshEvent.Closed told, Subject subject) {
    String detail = told.detail().isEmpty() ? "" : " (" + Telling.cause(told.detail()) + ")";
    String why = Telling.closed(told.reason());
    Route dialled =
        told.peer() != null || told.direction() == Direction.INBOUND
            ? null
            : subject.before().transport(told.transport()).map(Transport::route).orElse(null);
    // Nobody has said who it is; whom we meant to reach is known all the same.
    return dialled == null
        ? CliWords.of(
            "sentence.ended-after", who, told.transport(), Spans.age(told.ageNs()), why, detail)
        : CliWords.of(
            "sentence.dial-ended", meant(dialled, subject), dialled.remote(), why, detail);
  }

  private static String meant(Route dialled, Subject subject) {
    return dialled.expected() == null ? "" : named(dialled.expected(), subject) + ", ";
  }

  /// A screen has a few lines for what happened; `peer --json` has all of it.
  private static String brief(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  private static String content(String who, Frame frame) {
    return switch (frame) {
      case Frame.Message message -> CliWords.of("sentence.says", who, brief(message.content()));
      case Frame.Fault fault ->
          CliWords.of("sentence.reports-error", who, fault.code(), fault.message());
      case Frame.BadGreeting _,
          Frame.Greeting _,
          Frame.NodeStats _,
          Frame.PeerInfo _,
          Frame.Ping _,
          Frame.Pong _,
          Frame.Proof _,
          Frame.Uninterpreted _,
          Frame.Unknown _,
          Frame.WakeChannel _ ->
          "";
    };
  }

  private static String who(MeshEvent event, Subject subject) {
    NodeId peer = subject.peer(event);
    if (peer == null) {
      return "somebody";
    }
    return event instanceof MeshEvent.Joined told
        ? told.name().text() + " " + peer.brief()
        : named(peer, subject);
  }

  private static String named(NodeId peer, Subject subject) {
    NodeName name = subject.name(peer);
    return (name == null ? "somebody" : name.text()) + " " + peer.brief();
  }

  private static String kept(@Nullable TransportId incumbent) {
    return incumbent == null ? "" : CliWords.of("sentence.stays", incumbent);
  }

  private static String gap(long ns) {
    return ns < 0 ? "" : CliWords.of("sentence.not-heard-for", Spans.precise(ns));
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
