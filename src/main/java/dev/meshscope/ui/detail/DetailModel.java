package dev.meshscope.ui.detail;

import dev.meshscope.core.dial.DialVerdict;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Direction;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.KernelView;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.SocketOptions;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.standing.Condition;
import dev.meshscope.core.standing.Failure;
import dev.meshscope.core.standing.Health;
import dev.meshscope.core.standing.Standing;
import dev.meshscope.core.table.Counters;
import dev.meshscope.core.table.Credence;
import dev.meshscope.core.table.EndedRing;
import dev.meshscope.core.table.Outlook;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.RoundTrips;
import dev.meshscope.core.table.Transport;
import dev.meshscope.text.Spans;
import dev.meshscope.text.Telling;
import dev.meshscope.ui.peers.PeerFacts;
import dev.meshscope.ui.peers.Reading;
import dev.meshscope.ui.text.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
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
  ///
  /// @param help what it means
  public record Line(String name, String value, String help) {}

  /// An open transport.
  ///
  /// @param holdsSlot whether it can be pinged
  public record Socket(TransportId id, String title, boolean holdsSlot, List<Line> lines) {}

  /// Who restarts a program all day looks further back than the last few.
  private static final int HISTORY = 50;

  /// One that ended.
  ///
  /// @param byUs whether we ended it
  public record Ended(String time, String title, String why, boolean byUs) {}

  /// Reads a peer out of the table.
  public static DetailModel of(PeerTable table, Peer peer, long nowNs, LongFunction<String> clock) {
    List<Socket> sockets = new ArrayList<>();
    for (TransportId id : peer.transports()) {
      table.transport(id).ifPresent(one -> sockets.add(socket(table, peer, one, nowNs)));
    }
    List<Ended> history = history(table, peer).stream().map(one -> ended(one, clock)).toList();
    return new DetailModel(
        peer.name().text(), peer.id().text(), facts(table, peer, nowNs), sockets, history);
  }

  /// A flood of strangers drives out what all share, but not the last few of the peer's own.
  private static List<Peer.Ended> history(PeerTable table, Peer peer) {
    List<Peer.Ended> shared =
        table.ended().last(HISTORY, entry -> peer.id().equals(entry.peer())).stream()
            .map(EndedRing.Entry::how)
            .toList();
    List<Peer.Ended> own = peer.past().ended().reversed();
    return shared.size() < own.size() ? own : shared;
  }

  private static List<Line> facts(PeerTable table, Peer peer, long nowNs) {
    List<Line> lines = new ArrayList<>();
    Standing standing = Standing.of(table, peer, nowNs);
    PeerFacts row = Reading.of(peer, standing);
    line(
        lines,
        "state",
        Words.of("detail.state", Telling.word(row.state()), Telling.meaning(row.state())));
    if (row.state().bad()) {
      line(lines, "because", String.join("\n", row.findings()));
    }
    if (row.credence() != Credence.NOBODY) {
      line(
          lines,
          "proof",
          Words.of(
              "detail.state",
              Words.word(row.credence(), "proof"),
              Words.word(row.credence(), "proof.meaning")));
    }
    OptionalLong heard = standing.heardNs();
    line(lines, "heard", heard.isEmpty() ? Spans.NONE : ago(heard.getAsLong()));
    line(lines, "seen", seen(peer));
    String dials = dials(table, peer, nowNs);
    if (!dials.isEmpty()) {
      line(lines, "dials", dials);
    }
    Peer.Alarm alarm = peer.alarm();
    if (alarm != null) {
      line(
          lines,
          "alarm",
          Words.of(
              "detail.alarm", alarm.count(), Spans.age(nowNs - alarm.lastNs()), alarm.remote()));
    }
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

  /// By which discovery, and where, the nearest first.
  private static String seen(Peer peer) {
    List<String> places = new ArrayList<>();
    for (Source source : Source.values()) {
      Sighting sighting = peer.seen().now().get(source);
      if (sighting != null) {
        String where =
            sighting.endpoints().stream().map(Endpoint::toString).collect(Collectors.joining(", "));
        String place = Words.of("detail.seen", Words.word(source, "source"), where);
        places.add(
            sighting.pid() == 0
                ? place
                : Words.of("detail.pid", place, Long.toString(sighting.pid())));
      }
    }
    return places.isEmpty() ? Words.of("detail.not-seen") : String.join("\n", places);
  }

  /// What dials came to nothing, address by address, the latest first.
  private static String dials(PeerTable table, Peer peer, long nowNs) {
    DialVerdict next = Outlook.of(table, peer, nowNs).next();
    return peer.dials().keySet().stream()
        .flatMap(endpoint -> Failure.of(peer, endpoint, nowNs).stream())
        .sorted(Comparator.comparingLong(Failure::agoNs))
        .map(failure -> dial(failure, next))
        .collect(Collectors.joining("\n"));
  }

  private static String dial(Failure failure, @Nullable DialVerdict next) {
    String said =
        Words.of(
            failure.times() <= 1 ? "detail.dial-once" : "detail.dial",
            failure.at(),
            Telling.cause(failure.error()),
            Spans.age(failure.agoNs()),
            failure.times());
    if (next == null || !next.evidence().endpoint().equals(failure.at())) {
      return said;
    }
    return switch (next.decision()) {
      case DIAL, WAIT -> Words.of("detail.dial-again", said, Telling.again(next.waitNs()));
      case ASK, LEAVE -> said;
    };
  }

  private static Socket socket(PeerTable table, Peer peer, Transport transport, long nowNs) {
    List<Line> lines = new ArrayList<>();
    boolean relayed = transport.route().kind() == Kind.RELAY;
    Endpoint local = transport.socket().local();
    if (relayed) {
      line(lines, "remote", Words.of("detail.through", transport.route().remote()));
    } else {
      line(lines, "local", local == null ? Spans.NONE : local.toString());
      line(lines, "remote", transport.route().remote().toString());
    }
    line(lines, "age", Words.of("detail.since", Spans.age(nowNs - transport.route().openedNs())));
    line(lines, "diagnosis", diagnosis(Health.of(table, peer, transport, nowNs)));
    line(lines, "last", ago(transport.silentNs(nowNs, table.clockJumpedNs())));
    line(lines, "rtt", roundTrips(transport.pulse().roundTrips(), nowNs));
    line(lines, "frames", counters(transport.counters()));
    line(
        lines,
        "keepalive",
        relayed ? Words.of("detail.no-socket") : options(transport.socket().options()));
    line(lines, "kernel", kernel(transport.socket().kernel(), nowNs));
    Transport active = table.active(peer);
    boolean inUse =
        active != null && active.id().equals(transport.id()) && peer.transports().size() > 1;
    String title =
        Words.of(
            transport.route().direction() == Direction.OUTBOUND
                ? "detail.transport-out"
                : "detail.transport-in",
            transport.id(),
            Words.word(transport.route().kind(), "via"),
            Words.word(transport.state(), "transport"));
    return new Socket(
        transport.id(),
        inUse ? Words.of("detail.in-use", title) : title,
        transport.state().holdsSlot(),
        lines);
  }

  private static String diagnosis(Health health) {
    List<String> facts = health.evidence().stream().map(Telling::fact).toList();
    return facts.isEmpty() || health.condition() == Condition.LIVE
        ? Telling.word(health.condition())
        : Words.of("detail.diagnosis", Telling.word(health.condition()), String.join(", ", facts));
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
      case KernelView.Unavailable(var why) -> Words.of("detail.unavailable", why);
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
        ended.detail().isEmpty() ? why : why + " (" + Telling.cause(ended.detail()) + ")",
        reason.byUs());
  }

  private static String ago(long ns) {
    return Words.of("detail.ago", Spans.age(ns));
  }

  private static void line(List<Line> lines, String key, String value) {
    lines.add(new Line(Words.of("detail.name." + key), value, Words.of("detail.help." + key)));
  }
}
