package dev.meshscope.core.event;

import dev.meshscope.core.wire.Frame;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The kinds of events: the one list of what each is called and weighs. The names are written to
/// files and read by others, so a constant keeps its name for good. Pure; on any thread.
public enum EventKind {
  SETTING_CHANGED(MeshEvent.SettingChanged.class, Weight.DECISION),
  CLOCK_JUMP(MeshEvent.ClockJump.class, Weight.FINDING),
  LOOP_LAGGED(MeshEvent.LoopLagged.class, Weight.MEASUREMENT),
  DIAL_REQUESTED(MeshEvent.DialRequested.class, Weight.CONNECTION),
  DISCOVERED(MeshEvent.Discovered.class, Weight.CONNECTION),
  DIAL_JUDGED(MeshEvent.DialJudged.class, Weight.DECISION),
  UNDISCOVERED(MeshEvent.Undiscovered.class, Weight.CONNECTION),
  RELAY_CHANGED(MeshEvent.RelayChanged.class, Weight.DECISION),
  RELAY_SAID(MeshEvent.RelaySaid.class, Weight.DECISION),
  RELAY_SLOWED(MeshEvent.RelaySlowed.class, Weight.CONDITION),
  LAN_CHANGED(MeshEvent.LanChanged.class, Weight.CONDITION),
  TURNED_AWAY(MeshEvent.TurnedAway.class, Weight.CONNECTION),
  DIALLED(MeshEvent.Dialled.class, Weight.CONNECTION),
  ACCEPTED(MeshEvent.Accepted.class, Weight.CONNECTION),
  CONNECTED(MeshEvent.Connected.class, Weight.CONNECTION),
  TUNED(MeshEvent.Tuned.class, Weight.CONNECTION),
  GREETED(MeshEvent.Greeted.class, Weight.CONNECTION),
  HANDSHAKE_RECEIVED(MeshEvent.HandshakeReceived.class, Weight.CONNECTION),
  PROOF_RECEIVED(MeshEvent.ProofReceived.class, Weight.CONNECTION),
  FRAMES_RECEIVED(MeshEvent.FramesReceived.class, Weight.MEASUREMENT),
  UNKNOWN_RECEIVED(MeshEvent.UnknownReceived.class, Weight.MEASUREMENT),
  FRAMES_SENT(MeshEvent.FramesSent.class, Weight.MEASUREMENT),
  FRAME_NOT_SENT(MeshEvent.FrameNotSent.class, Weight.CONNECTION),
  SLOWED(MeshEvent.Slowed.class, Weight.CONDITION),
  HELD_UP(MeshEvent.HeldUp.class, Weight.CONDITION),
  FRAME_DROPPED(MeshEvent.FrameDropped.class, Weight.MEASUREMENT),
  CONTENT_RECEIVED(MeshEvent.ContentReceived.class, Weight.CONTENT),
  CONTENT_HELD(MeshEvent.ContentHeld.class, Weight.MEASUREMENT),
  PING_SENT(MeshEvent.PingSent.class, Weight.MEASUREMENT),
  ROUND_TRIP(MeshEvent.RoundTrip.class, Weight.MEASUREMENT),
  KERNEL_SAMPLED(MeshEvent.KernelSampled.class, Weight.MEASUREMENT),
  LIVE(MeshEvent.Live.class, Weight.DECISION),
  QUIET(MeshEvent.Quiet.class, Weight.CONNECTION),
  SUSPECT(MeshEvent.Suspect.class, Weight.DECISION),
  CLOSED(MeshEvent.Closed.class, Weight.CONNECTION),
  ARRIVAL_UNKNOWN(MeshEvent.ArrivalUnknown.class, Weight.FINDING),
  LATE_CLOSE_IGNORED(MeshEvent.LateCloseIgnored.class, Weight.DECISION),
  CHALLENGED(MeshEvent.Challenged.class, Weight.DECISION),
  JUDGED(MeshEvent.Judged.class, Weight.DECISION),
  PROMOTED(MeshEvent.Promoted.class, Weight.DECISION),
  REFUSED(MeshEvent.Refused.class, Weight.DECISION),
  WRONG_PROMOTION(MeshEvent.WrongPromotion.class, Weight.FINDING),
  JOINED(MeshEvent.Joined.class, Weight.DECISION),
  ROUTE_CHANGED(MeshEvent.RouteChanged.class, Weight.DECISION),
  LEFT(MeshEvent.Left.class, Weight.DECISION),
  FORGOTTEN(MeshEvent.Forgotten.class, Weight.DECISION),
  PINNED(MeshEvent.Pinned.class, Weight.DECISION),
  UNPINNED(MeshEvent.Unpinned.class, Weight.DECISION),
  IDENTITY_ALARM(MeshEvent.IdentityAlarm.class, Weight.FINDING),
  NOT_PROVEN(MeshEvent.NotProven.class, Weight.FINDING),
  FLAP(MeshEvent.Flap.class, Weight.FINDING),
  CLONE(MeshEvent.Clone.class, Weight.FINDING),
  SUPERSEDED_RETURNED(MeshEvent.SupersededReturned.class, Weight.FINDING),
  REMOTE_CANNOT_SEND(MeshEvent.RemoteCannotSend.class, Weight.FINDING);

  /// What [#name] makes of frames.
  private static final Set<String> SAID =
      Set.of(Frame.Message.TYPE, "peer-info", "wake-channel", "node-stats", "error");

  private final Class<? extends MeshEvent> type;
  private final Weight weight;
  private final String id;

  EventKind(Class<? extends MeshEvent> type, Weight weight) {
    this.type = type;
    this.weight = weight;
    this.id = name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The record that holds it.
  public Class<? extends MeshEvent> type() {
    return type;
  }

  /// What it weighs when there is no room for all.
  public Weight weight() {
    return weight;
  }

  /// Its name wherever it is told: `round-trip`.
  public String id() {
    return id;
  }

  /// The kind of an event.
  public static EventKind of(MeshEvent event) {
    return switch (event) {
      case MeshEvent.SettingChanged _ -> SETTING_CHANGED;
      case MeshEvent.ClockJump _ -> CLOCK_JUMP;
      case MeshEvent.LoopLagged _ -> LOOP_LAGGED;
      case MeshEvent.DialRequested _ -> DIAL_REQUESTED;
      case MeshEvent.Discovered _ -> DISCOVERED;
      case MeshEvent.DialJudged _ -> DIAL_JUDGED;
      case MeshEvent.Undiscovered _ -> UNDISCOVERED;
      case MeshEvent.RelayChanged _ -> RELAY_CHANGED;
      case MeshEvent.RelaySaid _ -> RELAY_SAID;
      case MeshEvent.LanChanged _ -> LAN_CHANGED;
      case MeshEvent.TurnedAway _ -> TURNED_AWAY;
      case MeshEvent.Dialled _ -> DIALLED;
      case MeshEvent.Accepted _ -> ACCEPTED;
      case MeshEvent.Connected _ -> CONNECTED;
      case MeshEvent.Tuned _ -> TUNED;
      case MeshEvent.Greeted _ -> GREETED;
      case MeshEvent.HandshakeReceived _ -> HANDSHAKE_RECEIVED;
      case MeshEvent.ProofReceived _ -> PROOF_RECEIVED;
      case MeshEvent.FramesReceived _ -> FRAMES_RECEIVED;
      case MeshEvent.UnknownReceived _ -> UNKNOWN_RECEIVED;
      case MeshEvent.FramesSent _ -> FRAMES_SENT;
      case MeshEvent.FrameNotSent _ -> FRAME_NOT_SENT;
      case MeshEvent.Slowed _ -> SLOWED;
      case MeshEvent.HeldUp _ -> HELD_UP;
      case MeshEvent.RelaySlowed _ -> RELAY_SLOWED;
      case MeshEvent.FrameDropped _ -> FRAME_DROPPED;
      case MeshEvent.ContentReceived _ -> CONTENT_RECEIVED;
      case MeshEvent.ContentHeld _ -> CONTENT_HELD;
      case MeshEvent.PingSent _ -> PING_SENT;
      case MeshEvent.RoundTrip _ -> ROUND_TRIP;
      case MeshEvent.KernelSampled _ -> KERNEL_SAMPLED;
      case MeshEvent.Live _ -> LIVE;
      case MeshEvent.Quiet _ -> QUIET;
      case MeshEvent.Suspect _ -> SUSPECT;
      case MeshEvent.Closed _ -> CLOSED;
      case MeshEvent.ArrivalUnknown _ -> ARRIVAL_UNKNOWN;
      case MeshEvent.LateCloseIgnored _ -> LATE_CLOSE_IGNORED;
      case MeshEvent.Challenged _ -> CHALLENGED;
      case MeshEvent.Judged _ -> JUDGED;
      case MeshEvent.Promoted _ -> PROMOTED;
      case MeshEvent.Refused _ -> REFUSED;
      case MeshEvent.WrongPromotion _ -> WRONG_PROMOTION;
      case MeshEvent.Joined _ -> JOINED;
      case MeshEvent.RouteChanged _ -> ROUTE_CHANGED;
      case MeshEvent.Left _ -> LEFT;
      case MeshEvent.Forgotten _ -> FORGOTTEN;
      case MeshEvent.Pinned _ -> PINNED;
      case MeshEvent.Unpinned _ -> UNPINNED;
      case MeshEvent.IdentityAlarm _ -> IDENTITY_ALARM;
      case MeshEvent.NotProven _ -> NOT_PROVEN;
      case MeshEvent.Flap _ -> FLAP;
      case MeshEvent.Clone _ -> CLONE;
      case MeshEvent.SupersededReturned _ -> SUPERSEDED_RETURNED;
      case MeshEvent.RemoteCannotSend _ -> REMOTE_CANNOT_SEND;
    };
  }

  /// The kind of that name ([MeshEvent#eventName]); empty if there is none.
  public static Optional<EventKind> named(String name) {
    for (EventKind kind : values()) {
      if (kind.id.equals(name)) {
        return Optional.of(kind);
      }
    }
    return SAID.contains(name) ? Optional.of(CONTENT_RECEIVED) : Optional.empty();
  }

  /// All names that an event may have.
  public static Set<String> names() {
    Set<String> names = new TreeSet<>(SAID);
    for (EventKind kind : values()) {
      names.add(kind.id);
    }
    return Collections.unmodifiableSet(names);
  }

  /// What is told of a frame is called as on the wire where that says what it is.
  static String name(Frame frame) {
    return switch (frame) {
      case Frame.Message message -> message.type();
      case Frame.PeerInfo info -> info.type();
      case Frame.WakeChannel wake -> wake.type();
      case Frame.NodeStats stats -> stats.type();
      case Frame.Fault fault -> fault.type();
      case Frame.Greeting _,
          Frame.BadGreeting _,
          Frame.Ping _,
          Frame.Pong _,
          Frame.Proof _,
          Frame.Uninterpreted _,
          Frame.Unknown _ ->
          CONTENT_RECEIVED.id;
    };
  }
}
