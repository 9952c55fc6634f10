package dev.meshscope.ui.decisions;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.LanState;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.Transport;
import dev.meshscope.text.Spans;
import dev.meshscope.ui.decisions.Decision.Mark;
import dev.meshscope.ui.decisions.Sentences.Said;
import dev.meshscope.ui.text.Words;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells what becomes of LAN, relay, ways and limits, each change once: states are told again and
/// again with other numbers. On the JavaFX thread.
final class NetworkStory {
  private String lan = "";
  private RelayState relay = new RelayState.Off();

  /// Null for what is no news.
  ///
  /// @param times how often since it was told last
  @Nullable Said of(MeshEvent event, int times, PeerTable table) {
    return switch (event) {
      case MeshEvent.LanChanged changed -> lan(changed.state());
      case MeshEvent.RelayChanged changed -> relay(changed.state());
      case MeshEvent.RelaySaid said -> note(Mark.RELAY, Words.of("said.relay.says", said.text()));
      case MeshEvent.RouteChanged changed -> route(changed, table);
      case MeshEvent.TurnedAway away -> turnedAway(away);
      case MeshEvent.Slowed slowed ->
          of(slowed.transport(), table, Words.of("said.slowed", Spans.precise(slowed.pauseNs())));
      case MeshEvent.HeldUp held ->
          of(held.transport(), table, Words.of("said.held-up", Spans.precise(held.mostNs())));
      case MeshEvent.RelaySlowed slowed ->
          note(Mark.LIMIT, Words.of("said.relay.slowed", slowed.times()));
      case MeshEvent.DialJudged judged -> putOff(judged, times);
      case MeshEvent.SettingChanged _,
          MeshEvent.ClockJump _,
          MeshEvent.LoopLagged _,
          MeshEvent.DialRequested _,
          MeshEvent.OfPeer _,
          MeshEvent.OfTransport _ ->
          null;
    };
  }

  private static Said note(Mark mark, String sentence) {
    return new Said(mark, null, null, sentence);
  }

  private @Nullable Said lan(LanState state) {
    String now =
        switch (state) {
          case LanState.Off() -> lan.isEmpty() ? "" : Words.of("said.lan.off");
          case LanState.Joining() -> lan;
          case LanState.Failed(var why) -> Words.of("said.lan.failed", why);
          case LanState.On on when on.networks().isEmpty() -> Words.of("said.lan.none");
          case LanState.On on when on.unheard() -> Words.of("said.lan.unheard");
          case LanState.On on ->
              Words.of(
                  "said.lan.on",
                  on.networks().stream()
                      .map(network -> network.name() + " " + network.address())
                      .collect(Collectors.joining(", ")));
        };
    boolean news = !now.equals(lan);
    lan = now;
    return news && !now.isEmpty() ? note(Mark.LAN, now) : null;
  }

  private @Nullable Said relay(RelayState state) {
    RelayState before = relay;
    return switch (state) {
      case RelayState.Connecting _, RelayState.Authenticating _ -> null;
      case RelayState.Off() -> {
        relay = state;
        yield before.equals(state) ? null : note(Mark.RELAY, Words.of("said.relay.off"));
      }
      case RelayState.Open(var url, long since, int present) -> {
        relay = state;
        yield before instanceof RelayState.Open open && open.sinceNs() == since
            ? null
            : note(Mark.RELAY, Words.of("said.relay.open", url, present));
      }
      case RelayState.Waiting(var url, _, _, var why) -> {
        relay = state;
        yield before instanceof RelayState.Waiting waiting && waiting.why().equals(why)
            ? null
            : note(Mark.RELAY, Words.of("said.relay.waiting", url, why));
      }
      case RelayState.Stopped(var url, int code, var why) -> {
        relay = state;
        yield note(Mark.STOPPED, Words.of("said.relay.stopped", url, Integer.toString(code), why));
      }
    };
  }

  /// A newcomer in the same slot is told by its promotion.
  private static @Nullable Said route(MeshEvent.RouteChanged changed, PeerTable table) {
    Kind from = kind(table, changed.peer(), changed.from());
    Kind to = kind(table, changed.peer(), changed.to());
    return from == null || to == null || from == to
        ? null
        : new Said(
            Mark.ROUTE,
            changed.to(),
            changed.peer(),
            Words.of(to == Kind.RELAY ? "said.route.relay" : "said.route.direct", changed.from()));
  }

  private static @Nullable Kind kind(PeerTable table, NodeId id, TransportId transport) {
    Transport open = table.transports().get(transport);
    if (open != null) {
      return open.route().kind();
    }
    Peer peer = table.peers().get(id);
    return peer == null
        ? null
        : peer.past().ended().stream()
            .filter(ended -> ended.transport().equals(transport))
            .map(Peer.Ended::kind)
            .findFirst()
            .orElse(null);
  }

  private static Said turnedAway(MeshEvent.TurnedAway away) {
    return note(
        Mark.LIMIT,
        Words.of(
            "said."
                + (away.limit() == Limits.Which.ANNOUNCEMENTS ? "not-taken" : "turned-away")
                + (away.count() == 1 ? ".one" : ""),
            away.count(),
            Words.word(away.limit(), "said.limit"),
            away.example()));
  }

  private static @Nullable Said putOff(MeshEvent.DialJudged judged, int times) {
    return switch (judged.verdict().reason()) {
      case ADDRESS_RESTING, TOO_MANY_DIALS ->
          new Said(
              Mark.LIMIT,
              null,
              judged.peer(),
              Words.of(
                  "said.dial." + judged.verdict().reason().id(),
                  judged.verdict().evidence().endpoint(),
                  times));
      case DISCOVERED,
          FALLBACK,
          LINK_SILENT,
          THEIR_TURN,
          MAY_DIAL_US,
          RESTING,
          ASKING,
          CONNECTED,
          LINK_ANSWERS,
          ANNOUNCED_ELSEWHERE,
          LEFT_ALONE,
          UNDER_WAY ->
          null;
    };
  }

  /// Of whoever is at the other end.
  private static Said of(TransportId id, PeerTable table, String sentence) {
    Transport transport = table.transports().get(id);
    NodeId peer =
        transport == null || transport.greeting().theirs() == null
            ? null
            : transport.greeting().theirs().nodeId();
    return new Said(Mark.LIMIT, id, peer, sentence);
  }
}
