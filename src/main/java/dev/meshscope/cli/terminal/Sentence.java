package dev.meshscope.cli.terminal;

import dev.meshscope.core.dial.DialVerdict;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.judge.Verdict;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.LanState;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.link.TransportId;
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
          case MeshEvent.Joined _ -> who + " joined";
          case MeshEvent.Left _ -> who + " left";
          case MeshEvent.Live told ->
              told.reason() == null
                  ? who + " was heard again on " + told.transport() + gap(told.gapNs())
                  : who + " live on " + told.transport() + ": " + words(told.reason());
          case MeshEvent.Suspect told ->
              who + " suspect on " + told.transport() + ": " + told.missed() + " pings unanswered";
          case MeshEvent.Promoted told -> promoted(who, told);
          case MeshEvent.Refused told ->
              who
                  + " refused "
                  + told.transport()
                  + ": "
                  + words(told.reason())
                  + kept(told.incumbent());
          case MeshEvent.Judged told -> judged(who, told);
          case MeshEvent.Closed told -> closed(who, told);
          case MeshEvent.ArrivalUnknown told ->
              who
                  + (told.texts() == 1 ? ": 1 text is" : ": " + told.texts() + " texts are")
                  + " not known to have arrived; handed to "
                  + told.transport()
                  + " "
                  + Spans.age(told.atNs() - told.sinceNs())
                  + " before it ended";
          case MeshEvent.LateCloseIgnored told ->
              who + " late close of " + told.transport() + " ignored: it no longer held the slot";
          case MeshEvent.WrongPromotion told ->
              who + " wrong promotion: " + told.transport() + " spoke after it had been replaced";
          case MeshEvent.IdentityAlarm told ->
              who + " IDENTITY ALARM on " + told.transport() + ": another key than the pinned one";
          case MeshEvent.Flap told ->
              who + " flapping: the slot changed hands " + told.promotions() + " times in 60 s";
          case MeshEvent.NotProven told ->
              who
                  + " NOT PROVEN on "
                  + told.transport()
                  + ": it had proven who it is before, and "
                  + (told.couldProve() ? "has not now" : "does not say now that it could");
          case MeshEvent.ProofReceived told when !told.valid() ->
              who + " FALSE PROOF on " + told.transport() + ": its signature does not hold";
          case MeshEvent.Clone _ -> who + " CLONE: two processes share this identity";
          case MeshEvent.SupersededReturned _ -> who + " an earlier life of it came back";
          case MeshEvent.RemoteCannotSend told ->
              who
                  + " never answered a ping: all closed"
                  + (told.redialled() ? ", dialled again" : "");
          case MeshEvent.ContentReceived told -> content(who, told.frame());
          case MeshEvent.SettingChanged told ->
              "policy is now "
                  + told.settings().policy().rule().id()
                  + (told.settings().provenOnly() ? "; only proven peers are sent to" : "");
          case MeshEvent.ClockJump told ->
              told.setBack()
                  ? "the clock was set back by " + Spans.precise(-told.byNs())
                  : Spans.precise(told.byNs())
                      + " went by unseen (asleep, standing still, or the clock was set ahead):"
                      + " nobody is judged";
          case MeshEvent.RouteChanged told ->
              who + " is now reached over " + told.to() + ", before over " + told.from();
          case MeshEvent.FrameNotSent told ->
              who
                  + " was not sent a "
                  + told.type()
                  + " on "
                  + told.transport()
                  + ": "
                  + Telling.cause(told.why());
          case MeshEvent.Slowed told ->
              who
                  + " sends too fast on "
                  + told.transport()
                  + ": not read from for "
                  + Spans.precise(told.pauseNs());
          case MeshEvent.HeldUp told ->
              who
                  + " says more on "
                  + told.transport()
                  + " than is read here: not read from until there is room, at most "
                  + Spans.precise(told.mostNs());
          case MeshEvent.RelaySlowed told ->
              "the relay brings more than is taken in: not read from for a moment, "
                  + told.times()
                  + (told.times() == 1 ? " time" : " times")
                  + " since this was said last";
          case MeshEvent.DialJudged told -> dial(who, told.verdict());
          case MeshEvent.TurnedAway told ->
              Spans.count(told.count())
                  + (told.limit() == Limits.Which.ANNOUNCEMENTS
                      ? " announcements not taken in, one names "
                      : " connections turned away, one from ")
                  + told.example();
          case MeshEvent.Unpinned told when !told.byUser() -> "";
          case MeshEvent.Unpinned _ -> who + " is a stranger again: its key is forgotten";
          case MeshEvent.RelayChanged told -> relay(told.state());
          case MeshEvent.RelaySaid told -> "the relay says: " + told.text();
          case MeshEvent.LanChanged told -> lan(told.state());
          case MeshEvent.DialRequested told -> "keeping " + told.endpoint() + " connected";
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
      case RelayState.Off() -> "no relay is wanted";
      case RelayState.Connecting _, RelayState.Authenticating _ -> "";
      case RelayState.Open(var url, _, int present) ->
          "the relay " + url + " routes for us, " + present + " peers are there";
      case RelayState.Waiting(var url, _, _, var why) ->
          "the relay " + url + ": " + Telling.cause(why);
      case RelayState.Stopped(var url, int code, var why) ->
          "STOPPED by the relay " + url + " (" + code + "): " + Telling.cause(why);
    };
  }

  /// What is measured all the time is not news.
  private static String lan(LanState state) {
    return switch (state) {
      case LanState.Off() -> "not on the LAN";
      case LanState.Joining() -> "";
      case LanState.Failed(var why) -> "not on the LAN: " + Telling.cause(why);
      case LanState.On _ -> "";
    };
  }

  private static String promoted(String who, MeshEvent.Promoted told) {
    String replaced = told.replaced() == null ? "" : " replaces " + told.replaced();
    return who
        + " promoted "
        + told.transport()
        + replaced
        + ": "
        + words(told.reason())
        + gap(told.gapNs());
  }

  private static String judged(String who, MeshEvent.Judged told) {
    // What was decided is told by its own event; only waiting is not.
    return told.verdict().decision() == Verdict.Decision.HOLD
        ? who + " holds " + told.transport() + ": " + words(told.verdict().reason())
        : "";
  }

  /// A dial tells itself; what is told here is why a link that stands was not believed, or was.
  private static String dial(String who, DialVerdict verdict) {
    Endpoint at = verdict.evidence().endpoint();
    return switch (verdict.reason()) {
      case LINK_ANSWERS -> who + " is announced anew; its link answers: not dialled";
      case ANNOUNCED_ELSEWHERE ->
          who
              + " is announced at "
              + at
              + ", where its link does not lead; it answers: not dialled";
      case LINK_SILENT -> who + " is announced at " + at + " and its link is silent: dialled";
      case LEFT_ALONE ->
          who + " at " + at + " does not belong to us: left alone until it is announced anew";
      // Of these there may be a flood; the status line says that limits are reached.
      case ADDRESS_RESTING, TOO_MANY_DIALS -> "";
      case DISCOVERED, FALLBACK, THEIR_TURN, MAY_DIAL_US, RESTING, ASKING, CONNECTED, UNDER_WAY ->
          "";
    };
  }

  private static String closed(String who, MeshEvent.Closed told) {
    String detail = told.detail().isEmpty() ? "" : " (" + Telling.cause(told.detail()) + ")";
    return who
        + " closed "
        + told.transport()
        + " after "
        + Spans.age(told.ageNs())
        + ": "
        + Telling.closed(told.reason())
        + detail;
  }

  /// A screen has a few lines for what happened; `peer --json` has all of it.
  private static String brief(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  private static String content(String who, Frame frame) {
    return switch (frame) {
      case Frame.Message message -> who + " says: " + brief(message.content());
      case Frame.Fault fault -> who + " reports error " + fault.code() + ": " + fault.message();
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
    NodeName name = event instanceof MeshEvent.Joined told ? told.name() : subject.name(peer);
    return (name == null ? "somebody" : name.text()) + " " + peer.brief();
  }

  private static String kept(@Nullable TransportId incumbent) {
    return incumbent == null ? "" : "; " + incumbent + " stays";
  }

  private static String gap(long ns) {
    return ns < 0 ? "" : " (not heard for " + Spans.precise(ns) + ")";
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
