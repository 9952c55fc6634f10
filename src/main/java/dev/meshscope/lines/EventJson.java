package dev.meshscope.lines;

import dev.meshscope.core.event.About;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// An event as one JSON object: `time`, `event`, then `peer`, `name` and `transport` where they
/// apply, then its own fields for people; durations end in `Ms`, what is unknown is left out. Then
/// what is needed beside that to read it back ([Exact]). Pure; on any thread.
public final class EventJson {
  private EventJson() {}

  /// @param subject the tables around the step that told the event
  /// @param time when it happened, by the wall clock
  public static ObjectNode of(MeshEvent event, Subject subject, Instant time) {
    NodeId peer = subject.peer(event);
    NodeName name = peer == null ? null : name(event, subject, peer);
    return of(new Told.Event(time, peer, name, event));
  }

  /// As it was read.
  public static ObjectNode of(Told.Event told) {
    MeshEvent event = told.event();
    ObjectNode node = Json.event(told.time(), event.eventName());
    Json.text(node, "peer", told.peer());
    Json.text(node, "name", told.name());
    Json.transport(node, "transport", About.transport(event));
    fields(node, event);
    Exact.complete(node, event);
    return node;
  }

  /// As the event says it; else as the table does.
  private static @Nullable NodeName name(MeshEvent event, Subject subject, NodeId peer) {
    if (event instanceof MeshEvent.Joined told) {
      return told.name();
    }
    if (event instanceof MeshEvent.Discovered told) {
      return told.sighting().name();
    }
    return event instanceof MeshEvent.HandshakeReceived told
        ? told.handshake().name()
        : subject.name(peer);
  }

  private static void fields(ObjectNode to, MeshEvent event) {
    switch (event) {
      case MeshEvent.OfNode told -> ofNode(to, told);
      case MeshEvent.OfTransport told -> ofTransport(to, told);
      case MeshEvent.OfPeer told -> ofPeer(to, told);
    }
  }

  private static void ofNode(ObjectNode to, MeshEvent.OfNode event) {
    switch (event) {
      case MeshEvent.SettingChanged told -> to.setAll(LinkJson.settings(told.settings()));
      // Not rounded: lines of earlier runs are written again as they were.
      case MeshEvent.ClockJump told -> to.put("byMs", told.byNs() / 1e6);
      case MeshEvent.LoopLagged told -> Json.millis(to, "lagMs", told.lagNs());
      case MeshEvent.DialRequested told -> to.put("address", told.endpoint().toString());
      case MeshEvent.RelayChanged told -> NetworksJson.relay(to, told.state(), told.atNs());
      case MeshEvent.RelaySlowed told -> to.put("times", told.times());
      case MeshEvent.RelaySaid told -> to.put("text", told.text());
      case MeshEvent.LanChanged told -> NetworksJson.lan(to, told.state(), told.atNs());
      case MeshEvent.TurnedAway told ->
          to.put("limit", Json.id(told.limit()))
              .put("count", told.count())
              .put("example", told.example());
    }
  }

  private static void ofPeer(ObjectNode to, MeshEvent.OfPeer event) {
    switch (event) {
      case MeshEvent.Discovered told ->
          to.put("address", told.sighting().endpoint().toString())
              .put("pid", told.sighting().pid())
              .put("source", Json.id(told.sighting().source()));
      case MeshEvent.DialJudged told -> {
        to.put("source", Json.id(told.source()));
        to.set("verdict", DialJson.full(told.verdict()));
      }
      case MeshEvent.Undiscovered told -> to.put("source", Json.id(told.source()));
      case MeshEvent.RouteChanged told ->
          to.put("from", told.from().value()).put("to", told.to().value());
      case MeshEvent.Pinned told -> to.put("key", told.key().text()).put("byUser", told.byUser());
      case MeshEvent.Unpinned told -> to.put("byUser", told.byUser());
      case MeshEvent.IdentityAlarm told ->
          to.put("pinned", told.pinned().text()).put("presented", told.presented().text());
      case MeshEvent.Flap told ->
          to.put("kind", Json.id(told.kind())).put("promotions", told.promotions());
      case MeshEvent.NotProven told -> to.put("couldProve", told.couldProve());
      case MeshEvent.Clone told ->
          to.put("newer", told.newer().text()).put("older", told.older().text());
      case MeshEvent.SupersededReturned told -> to.put("incarnation", told.incarnation().text());
      case MeshEvent.RemoteCannotSend told -> to.put("redialled", told.redialled());
      case MeshEvent.Joined _, MeshEvent.Left _, MeshEvent.Forgotten _ -> {
        // said by the name of the event
      }
    }
  }

  private static void ofTransport(ObjectNode to, MeshEvent.OfTransport event) {
    switch (event) {
      case MeshEvent.Dialled told ->
          to.put("kind", Json.id(told.kind()))
              .put("address", told.endpoint().toString())
              .put("attempt", told.attempt())
              .put("cause", told.cause());
      case MeshEvent.Accepted told ->
          to.put("kind", Json.id(told.kind()))
              .put("local", told.local().toString())
              .put("remote", told.remote().toString())
              .put("nonce", told.nonce().text());
      case MeshEvent.Connected told ->
          to.put("local", told.local().toString()).put("nonce", told.nonce().text());
      case MeshEvent.Tuned told -> to.setAll(LinkJson.options(told.options()));
      case MeshEvent.HandshakeReceived told -> {
        FrameJson.handshake(to, told.handshake());
        to.put("repeated", told.repeated());
      }
      case MeshEvent.ProofReceived told -> to.put("valid", told.valid());
      case MeshEvent.FramesReceived told -> frames(to, told.type(), told.count(), told.bytes());
      case MeshEvent.FramesSent told -> frames(to, told.type(), told.count(), told.bytes());
      case MeshEvent.UnknownReceived told -> to.put("type", told.type()).put("bytes", told.bytes());
      case MeshEvent.FrameNotSent told -> {
        to.put("type", told.type());
        CauseJson.put(to, "why", told.why());
      }
      case MeshEvent.Slowed told -> {
        to.put("limit", Json.id(told.limit()));
        Json.millis(to, "pauseMs", told.pauseNs());
      }
      case MeshEvent.HeldUp told -> Json.millis(to, "mostMs", told.mostNs());
      case MeshEvent.FrameDropped told -> {
        CauseJson.put(to, "why", told.why());
        to.put("bytes", told.bytes());
      }
      case MeshEvent.ContentHeld told ->
          to.put("type", told.frame().type()).put("bytes", told.bytes()).put("kept", told.kept());
      case MeshEvent.ContentReceived told -> FrameJson.content(to, told.frame());
      case MeshEvent.RoundTrip told -> {
        to.put("on", told.on().value());
        Json.millis(to, "rttMs", told.rttNs());
      }
      case MeshEvent.KernelSampled told ->
          to.set("kernel", LinkJson.kernel(told.view(), told.atNs()));
      case MeshEvent.Suspect told -> to.put("missed", told.missed());
      case MeshEvent.Closed told -> {
        to.put("direction", Json.id(told.direction()))
            .put("reason", told.reason().id())
            .put("byUs", told.reason().byUs());
        CauseJson.putIfAny(to, "detail", told.detail());
        Json.millis(to, "ageMs", told.ageNs());
      }
      case MeshEvent.ArrivalUnknown told -> {
        to.put("texts", told.texts());
        Json.millis(to, "sinceMs", told.atNs() - told.sinceNs());
        to.put("why", LineWords.of("event-json.not-known-to-have"));
      }
      case MeshEvent.LateCloseIgnored told -> to.put("reason", told.reason().id());
      case MeshEvent.Greeted _,
          MeshEvent.PingSent _,
          MeshEvent.Quiet _,
          MeshEvent.WrongPromotion _ -> {
        // said by the name of the event
      }
      case MeshEvent.Live told -> {
        Json.text(to, "reason", told.reason() == null ? null : told.reason().id());
        Json.millis(to, "gapMs", told.gapNs());
      }
      case MeshEvent.Challenged told -> {
        to.put("incumbent", told.incumbent().value());
        Json.millis(to, "heldForMs", told.atNs() - told.heldNs());
        Json.millis(to, "askedAgoMs", told.atNs() - told.askedNs());
        Json.millis(to, "probeWaitMs", told.probeWaitNs());
      }
      case MeshEvent.Judged told -> {
        to.set("verdict", VerdictJson.full(told.verdict()));
        to.set(
            "alternatives",
            Json.array(told.alternatives().stream().map(VerdictJson::brief).toList()));
      }
      case MeshEvent.Promoted told -> {
        Json.transport(to, "replaced", told.replaced());
        to.put("reason", told.reason().id());
        Json.millis(to, "gapMs", told.gapNs());
      }
      case MeshEvent.Refused told -> {
        Json.transport(to, "incumbent", told.incumbent());
        to.put("reason", told.reason().id());
      }
    }
  }

  private static void frames(ObjectNode to, String type, int count, long bytes) {
    to.put("type", type).put("count", count).put("bytes", bytes);
  }
}
