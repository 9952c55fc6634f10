package dev.meshscope.ui.detail;

import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Direction;
import dev.meshscope.core.link.KernelView;
import dev.meshscope.core.link.SocketOptions;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Counters;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.RoundTrips;
import dev.meshscope.core.table.Transport;
import dev.meshscope.ui.peers.PeerFacts;
import dev.meshscope.ui.peers.Reading;
import dev.meshscope.ui.peers.RowState;
import dev.meshscope.ui.text.Spans;
import dev.meshscope.ui.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// One peer in full: a value. Made on the JavaFX thread.
///
/// @param name the peer's
/// @param id in full
/// @param facts about the peer as a whole
/// @param transports those that are open
/// @param history those that ended, latest first
public record DetailModel(
    String name, String id, List<Line> facts, List<Socket> transports, List<Ended> history) {

  /// A name and its value.
  public record Line(String name, String value) {}

  /// An open transport.
  ///
  /// @param holdsSlot whether it can be pinged
  public record Socket(TransportId id, String title, boolean holdsSlot, List<Line> lines) {}

  /// One that ended.
  ///
  /// @param byUs whether we ended it
  public record Ended(String time, String title, String why, boolean byUs) {}

  /// Reads a peer out of the table.
  public static DetailModel of(PeerTable table, Peer peer, long nowNs, LongFunction<String> clock) {
    List<Socket> sockets = new ArrayList<>();
    for (TransportId id : peer.transports()) {
      table.transport(id).ifPresent(transport -> sockets.add(socket(table, transport, nowNs)));
    }
    List<Ended> history =
        peer.past().ended().reversed().stream().map(ended -> ended(ended, clock)).toList();
    return new DetailModel(
        peer.name().text(), peer.id().text(), facts(table, peer, nowNs), sockets, history);
  }

  private static List<Line> facts(PeerTable table, Peer peer, long nowNs) {
    List<Line> lines = new ArrayList<>();
    PeerFacts row = Reading.of(table, peer, nowNs);
    line(lines, "state", Words.of("detail.state", row.state().word(), row.state().meaning()));
    if (row.state().tone() == RowState.Tone.BAD) {
      line(lines, "because", String.join("\n", row.findings()));
    }
    long last = table.lastHeardNs(peer);
    line(lines, "heard", last < 0 ? Spans.NONE : ago(nowNs - last));
    line(
        lines,
        "seen",
        peer.sighting() == null
            ? Words.of("detail.not-seen")
            : pid(peer.sighting().endpoint().toString(), peer.sighting().pid()));
    Transport active = table.active(peer);
    if (active != null && active.greeting().theirs() != null) {
      line(
          lines,
          "speaks",
          Words.of(
              active.ours() ? "detail.speaks-ours" : "detail.speaks",
              active.greeting().theirs().version(),
              active.greeting().theirs().role()));
    }
    if (peer.past().wrongPromotions() > 0) {
      line(lines, "wrong", Integer.toString(peer.past().wrongPromotions()));
    }
    return lines;
  }

  private static String pid(String endpoint, long pid) {
    return pid == 0 ? endpoint : Words.of("detail.pid", endpoint, Long.toString(pid));
  }

  private static Socket socket(PeerTable table, Transport transport, long nowNs) {
    List<Line> lines = new ArrayList<>();
    line(
        lines,
        "local",
        transport.socket().local() == null ? Spans.NONE : transport.socket().local().toString());
    line(lines, "remote", transport.route().remote().toString());
    line(lines, "age", Words.of("detail.since", Spans.age(nowNs - transport.route().openedNs())));
    line(lines, "last", ago(transport.silentNs(nowNs, table.clockJumpedNs())));
    line(lines, "rtt", roundTrips(transport.pulse().roundTrips(), nowNs));
    line(lines, "frames", counters(transport.counters()));
    line(lines, "keepalive", options(transport.socket().options()));
    line(lines, "kernel", kernel(transport.socket().kernel(), nowNs));
    String title =
        Words.of(
            transport.route().direction() == Direction.OUTBOUND
                ? "detail.transport-out"
                : "detail.transport-in",
            transport.id(),
            Words.word(transport.route().kind(), "via"),
            Words.word(transport.state(), "transport"));
    return new Socket(transport.id(), title, transport.state().holdsSlot(), lines);
  }

  private static String roundTrips(RoundTrips trips, long nowNs) {
    String out =
        trips.outstanding().isEmpty()
            ? ""
            : " · "
                + Words.of(
                    "detail.out",
                    trips.outstanding().size(),
                    Spans.age(nowNs - trips.outstanding().getFirst()));
    if (!trips.measured()) {
      return Words.of("detail.unmeasured") + out;
    }
    return Words.of(
            "detail.rtt",
            Spans.precise(trips.srttNs()),
            Spans.precise(trips.lastNs()),
            Spans.precise(trips.minNs()),
            Spans.count(trips.count()))
        + out;
  }

  private static String counters(Counters counters) {
    String text =
        Words.of(
            "detail.counters",
            Spans.count(counters.framesIn()),
            Spans.bytes(counters.bytesIn()),
            Spans.count(counters.framesOut()),
            Spans.bytes(counters.bytesOut()));
    long odd = counters.malformed() + counters.unknown();
    return odd == 0
        ? text
        : text
            + " · "
            + Words.of(
                "detail.odd", Spans.count(counters.malformed()), Spans.count(counters.unknown()));
  }

  private static String options(@Nullable SocketOptions options) {
    if (options == null) {
      return Words.of("detail.not-read");
    }
    if (!options.keepAlive()) {
      return Words.of("detail.keepalive-off");
    }
    return Words.of(
        "detail.keepalive",
        seconds(options.idleSeconds()),
        seconds(options.intervalSeconds()),
        options.probes() == null ? "?" : options.probes().toString(),
        options.userTimeoutMillis() == null
            ? "?"
            : Spans.plain(options.userTimeoutMillis() * 1_000_000L),
        Words.of(options.noDelay() ? "on" : "off"));
  }

  private static String seconds(@Nullable Integer value) {
    return value == null ? "?" : value + " s";
  }

  private static String kernel(KernelView view, long nowNs) {
    return switch (view) {
      case KernelView.NotSampled() -> Words.of("keepalive.not-yet");
      case KernelView.Unavailable(String why) -> why;
      case KernelView.Sampled sampled ->
          Words.of(
              "detail.kernel",
              Spans.count(sampled.keepalivesAnswered()),
              Spans.age(nowNs - sampled.lastAnsweredNs()),
              sampled.keepalivesMissed(),
              sampled.unacked(),
              sampled.backoff(),
              Spans.precise(sampled.rttMicros() * 1000));
    };
  }

  private static Ended ended(Peer.Ended ended, LongFunction<String> clock) {
    CloseReason reason = ended.reason();
    String why = Words.word(reason, "close");
    return new Ended(
        clock.apply(ended.endedNs()),
        Words.of(
            ended.direction() == Direction.OUTBOUND ? "detail.ended-out" : "detail.ended-in",
            ended.transport(),
            ended.remote(),
            Spans.age(ended.endedNs() - ended.openedNs())),
        ended.detail().isEmpty() ? why : why + " (" + ended.detail() + ")",
        reason.byUs());
  }

  private static String ago(long ns) {
    return Words.of("detail.ago", Spans.age(ns));
  }

  private static void line(List<Line> lines, String key, String value) {
    lines.add(new Line(Words.of("detail.name." + key), value));
  }
}
