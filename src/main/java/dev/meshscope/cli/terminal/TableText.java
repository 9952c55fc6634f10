package dev.meshscope.cli.terminal;

import dev.meshscope.cli.terminal.TableColumns.Column;
import dev.meshscope.core.judge.ProbeState;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.judge.Verdict;
import dev.meshscope.core.link.KernelView;
import dev.meshscope.core.link.LanState;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.Pause;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.table.Contest;
import dev.meshscope.core.table.Credence;
import dev.meshscope.core.table.Diagnoser;
import dev.meshscope.core.table.Diagnosis;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.State;
import dev.meshscope.core.table.Transport;
import dev.meshscope.text.Plain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
  List<String> lines(int most, int columns) {
    TableColumns layout = TableColumns.of(columns);
    List<Peer> peers =
        table.peers().values().stream()
            .sorted(
                Comparator.comparing((Peer peer) -> !peer.present())
                    .thenComparing(peer -> peer.name().text())
                    .thenComparing(Peer::id))
            .toList();
    List<String> lines = new ArrayList<>();
    lines.add(layout.titles());
    int room = Math.max(1, most - 1);
    int shown = peers.size() <= room ? peers.size() : room - 1;
    peers.stream().limit(shown).map(this::cells).map(layout::row).forEach(lines::add);
    if (shown < peers.size()) {
      lines.add(Width.cut("… and " + (peers.size() - shown) + " more", columns));
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
      case LanState.Joining() -> "LAN: joining";
      case LanState.Failed(var why) -> "LAN failed: " + why;
      case LanState.On on when on.networks().isEmpty() -> "LAN: no network takes multicast";
      case LanState.On on ->
          on.networks().stream()
                  .map(LanState.Network::name)
                  .collect(Collectors.joining(", ", "LAN on ", ""))
              + ", "
              + on.peersHeard()
              + " heard"
              + (on.unheard() ? ", our own announcements do not come back" : "");
    };
  }

  private String relay() {
    return switch (table.networks().relay()) {
      case RelayState.Off() -> "";
      case RelayState.Connecting(_, int attempt) -> "relay connecting, attempt " + attempt;
      case RelayState.Authenticating _ -> "relay connected, not open yet";
      case RelayState.Open(_, long since, int present) ->
          "relay open for " + Spans.age(nowNs - since) + ", " + present + " there";
      case RelayState.Waiting(_, long until, _, var why) ->
          "relay again in " + Spans.age(Math.max(0, until - nowNs)) + ": " + why;
      case RelayState.Stopped(_, int code, var why) -> "relay STOPPED (" + code + "): " + why;
    };
  }

  private String reached() {
    long times =
        Stream.of(Limits.Which.values()).mapToLong(limit -> table.networks().reached(limit)).sum();
    long paused = Stream.of(Pause.values()).mapToLong(why -> table.networks().paused(why)).sum();
    return Stream.of(
            times == 0 ? "" : "limits reached " + times + " times",
            paused == 0 ? "" : "not read from " + paused + " times")
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" · "));
  }

  /// `3 peers, 2 live`.
  String totals() {
    long live =
        table.peers().values().stream()
            .map(table::active)
            .filter(t -> t != null && t.state() == State.LIVE)
            .count();
    int all = table.peers().size();
    return all + (all == 1 ? " peer, " : " peers, ") + live + " live";
  }

  private Map<Column, String> cells(Peer peer) {
    Map<Column, String> cells = new EnumMap<>(Column.class);
    Credence credence = Credence.of(table, peer);
    cells.put(Column.NAME, sign(credence) + Plain.text(peer.name().text()));
    cells.put(Column.ID, peer.id().brief());
    long heard = table.lastHeardNs(peer);
    cells.put(Column.HEARD, heard < 0 ? Spans.NONE : Spans.tight(nowNs - heard));
    Transport active = table.active(peer);
    if (active == null) {
      cells.put(Column.STATE, peer.sighting() == null ? "~ gone" : "◌ seen");
      return cells;
    }
    cells.put(Column.STATE, state(active, credence));
    cells.put(Column.DIR, active.outbound() ? "→" : "←");
    cells.put(Column.RTT, Spans.precise(active.pulse().roundTrips().lastNs()));
    cells.put(Column.WAIT, Spans.tight(active.waitingNs(nowNs)));
    cells.put(Column.KEEPALIVE, keepalive(active.socket().kernel()));
    cells.put(Column.REDIAL, redial(peer, active));
    return cells;
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

  /// What is wrong says more than the state; where nothing is, the state stands.
  private String state(Transport transport, Credence credence) {
    Diagnosis diagnosis = Diagnoser.diagnose(transport, table, nowNs).diagnosis();
    String word = diagnosis.id().replace('-', ' ');
    boolean calm = diagnosis == Diagnosis.HEALTHY || diagnosis == Diagnosis.QUIET;
    if (calm && credence.fell() && transport.state() != State.SUSPECT) {
      return "▲ unproven";
    }
    return switch (diagnosis) {
      case HEALTHY -> transport.state() == State.LIVE ? "● live" : "◐ " + state(transport.state());
      case QUIET -> transport.state() == State.SUSPECT ? "▲ suspect" : "◐ quiet";
      case CLOSING -> "◌ " + word;
      case REMOTE_CANNOT_SEND -> "▲ no pong";
      case FROZEN, PATH_DEAD, PATH_LEAKS, ONE_WAY -> "▲ " + word;
    };
  }

  private static String state(State state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private String keepalive(KernelView view) {
    return switch (view) {
      case KernelView.NotSampled() -> Spans.NONE;
      case KernelView.Unavailable(String why) -> "n/a";
      case KernelView.Sampled sample ->
          sample.keepalivesMissed() > 0
              ? "✗ " + sample.keepalivesMissed() + " missed"
              : "✓ " + Spans.tight(Math.max(0, nowNs - sample.lastAnsweredNs()));
    };
  }

  private String redial(Peer peer, Transport active) {
    return Contest.ifRedialledNow(
            table, peer, active.route().kind(), table.settings().policy(), nowNs)
        .map(verdict -> words(verdict, active))
        .orElse("");
  }

  private String words(Verdict verdict, Transport active) {
    String reason = verdict.reason().id().replace('-', ' ');
    return switch (verdict.decision()) {
      case PROMOTE -> "REPLACE · " + reason + silence(verdict);
      case REFUSE -> "REFUSE · " + reason;
      case HOLD ->
          verdict.reason() == Reason.PROBING
              ? "ASK · probe "
                  + Contest.probeWaitNs(table, active, verdict.policy()) / 1_000_000
                  + " ms"
              : "HOLD · " + reason;
    };
  }

  private static String silence(Verdict verdict) {
    long silent = verdict.evidence().incumbent().silentNs();
    boolean asked = verdict.evidence().incumbent().probe() instanceof ProbeState.Unanswered;
    return asked || verdict.reason() == Reason.STALE ? " " + Spans.tight(silent) : "";
  }
}
