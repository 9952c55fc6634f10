package dev.meshscope.cli.terminal;

import dev.meshscope.cli.terminal.TableColumns.Column;
import dev.meshscope.cli.words.CliWords;
import dev.meshscope.core.link.LanState;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.Pause;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.standing.Condition;
import dev.meshscope.core.standing.Probes;
import dev.meshscope.core.standing.Standing;
import dev.meshscope.core.standing.Way;
import dev.meshscope.core.table.Credence;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.text.Plain;
import dev.meshscope.text.Spans;
import dev.meshscope.text.Telling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/// The table as lines of text. Pure; on any thread.
final class TableText {
  private final PeerTable table;
  private final long nowNs;

  TableText(PeerTable table, long nowNs) {
    this.table = table;
    this.nowNs = nowNs;
  }

  /// The column titles, then a line for each peer; who is present first.
  ///
  /// @param most lines in all; how many peers did not fit stands on the last
  /// @param columns of the terminal
  List<AttributedString> lines(int most, int columns) {
    TableColumns layout = TableColumns.of(columns);
    List<Peer> peers =
        table.peers().values().stream()
            .sorted(
                Comparator.comparing((Peer peer) -> !peer.present())
                    .thenComparing(peer -> peer.name().text())
                    .thenComparing(Peer::id))
            .toList();
    List<AttributedString> lines = new ArrayList<>();
    lines.add(new AttributedString(layout.titles(), AttributedStyle.BOLD));
    int room = Math.max(1, most - 1);
    int shown = peers.size() <= room ? peers.size() : room - 1;
    peers.stream().limit(shown).map(peer -> row(layout, peer)).forEach(lines::add);
    if (shown < peers.size()) {
      lines.add(
          new AttributedString(
              Width.cut(
                  CliWords.of("table-text.and-more", Spans.count(peers.size() - shown)), columns)));
    }
    return lines;
  }

  /// How many lines there are if all fit.
  int size() {
    return table.peers().size() + 1;
  }

  /// How LAN, relay and limits stand; empty if there is nothing to say of any.
  Optional<String> networks() {
    String words =
        Stream.of(lan(), relay(), reached())
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" · "));
    return words.isEmpty() ? Optional.empty() : Optional.of(Plain.text(words));
  }

  private String lan() {
    return switch (table.networks().lan()) {
      case LanState.Off() -> "";
      case LanState.Joining() -> CliWords.of("table-text.lan-joining");
      case LanState.Failed(var why) -> CliWords.of("table-text.lan-failed", Telling.cause(why));
      case LanState.On on when on.networks().isEmpty() ->
          CliWords.of("table-text.lan-no-network-takes");
      case LanState.On on ->
          on.networks().stream()
                  .map(LanState.Network::name)
                  .collect(Collectors.joining(", ", CliWords.of("table-text.lan-on"), ""))
              + ", "
              + on.peersHeard()
              + " heard"
              + (on.unheard() ? CliWords.of("table-text.our-own-announcements-do") : "");
    };
  }

  private String relay() {
    return switch (table.networks().relay()) {
      case RelayState.Off() -> "";
      case RelayState.Connecting(_, int attempt) ->
          CliWords.of("table-text.relay-connecting-attempt", attempt);
      case RelayState.Authenticating _ -> CliWords.of("table-text.relay-connected-not-open");
      case RelayState.Open(_, long since, int present) ->
          CliWords.of("table-text.relay-open-for-there", Spans.age(nowNs - since), present);
      case RelayState.Waiting(_, long until, _, var why) ->
          CliWords.of(
              "table-text.relay-again-in", Spans.countdown(until - nowNs), Telling.cause(why));
      case RelayState.Stopped(_, int code, var why) ->
          CliWords.of("table-text.relay-stopped", code, Telling.cause(why));
    };
  }

  private String reached() {
    long times =
        Stream.of(Limits.Which.values()).mapToLong(limit -> table.networks().reached(limit)).sum();
    long paused = Stream.of(Pause.values()).mapToLong(why -> table.networks().paused(why)).sum();
    return Stream.of(
            times == 0 ? "" : CliWords.of("table-text.limits-reached-times", Spans.count(times)),
            paused == 0 ? "" : CliWords.of("table-text.not-read-from-times", Spans.count(paused)))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" · "));
  }

  /// `3 peers, 2 live`.
  String totals() {
    long live =
        table.peers().values().stream()
            .filter(Peer::present)
            .filter(peer -> Standing.of(table, peer, nowNs).condition() == Condition.LIVE)
            .count();
    int all = table.peers().size();
    return CliWords.of(
        "table-text.live",
        Spans.count(all),
        all == 1 ? CliWords.of("table-text.peer") : CliWords.of("table-text.peers"),
        Spans.count(live));
  }

  private AttributedString row(TableColumns layout, Peer peer) {
    Map<Column, String> cells = new EnumMap<>(Column.class);
    Standing standing = Standing.of(table, peer, nowNs);
    cells.put(Column.NAME, sign(standing.credence()) + Plain.text(peer.name().text()));
    cells.put(Column.ID, peer.id().brief());
    cells.put(Column.HEARD, Telling.heard(standing));
    cells.put(Column.STATE, mark(standing.condition()) + Telling.word(standing.condition()));
    String row =
        switch (standing) {
          case Standing.Absent absent -> layout.row(cells, Plain.text(Telling.story(absent.why())));
          case Standing.Present present -> {
            way(cells, present.inUse());
            yield layout.row(cells);
          }
        };
    int state = Math.min(row.length(), cells.getOrDefault(Column.STATE, "").length());
    return new AttributedStringBuilder()
        .styled(style(standing.condition()), row.substring(0, state))
        .append(row.substring(state))
        .toAttributedString();
  }

  /// Of the state, which says the same in words.
  private static AttributedStyle style(Condition condition) {
    return switch (condition.tone()) {
      case GOOD -> AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
      case WATCH -> AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);
      case BAD -> AttributedStyle.DEFAULT.foreground(AttributedStyle.RED).bold();
      case PLAIN -> AttributedStyle.DEFAULT;
    };
  }

  private static void way(Map<Column, String> cells, Way way) {
    cells.put(
        Column.DIR,
        switch (way.direction()) {
          case OUTBOUND -> "→";
          case INBOUND -> "←";
        });
    cells.put(Column.RTT, Telling.roundTrip(way));
    cells.put(Column.WAIT, Telling.wait(way));
    cells.put(Column.KEEPALIVE, sign(way.probes()) + Telling.probes(way.probes()));
    cells.put(
        Column.REDIAL,
        way.redial()
            .map(redial -> Telling.act(redial) + " · " + Telling.because(redial))
            .orElse(""));
  }

  /// Before the name: whether it has proven who it is.
  private static String sign(Credence credence) {
    return switch (credence) {
      case NOBODY -> "  ";
      case PROVEN -> "✓ ";
      case UNPROVEN, CANNOT_PROVE -> "? ";
      case UNPROVEN_AGAIN, CANNOT_PROVE_AGAIN -> "! ";
    };
  }

  /// Before the state: how grave it is.
  private static String mark(Condition condition) {
    return switch (condition.tone()) {
      case GOOD -> "● ";
      case WATCH -> "◐ ";
      case BAD -> "▲ ";
      case PLAIN -> condition == Condition.GONE ? "~ " : "◌ ";
    };
  }

  private static String sign(Probes probes) {
    return switch (probes) {
      case Probes.Answered(_, _) -> "✓ ";
      case Probes.Missed(_), Probes.Unacknowledged(_, _) -> "✗ ";
      case Probes.Relayed(), Probes.NotYet(), Probes.Unavailable(_) -> "";
    };
  }
}
