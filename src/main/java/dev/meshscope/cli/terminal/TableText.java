package dev.meshscope.cli.terminal;

import dev.meshscope.core.judge.ProbeState;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.judge.Verdict;
import dev.meshscope.core.link.KernelView;
import dev.meshscope.core.link.LanState;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.table.Contest;
import dev.meshscope.core.table.Diagnoser;
import dev.meshscope.core.table.Diagnosis;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.State;
import dev.meshscope.core.table.Transport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The table as lines of text. Pure; on any thread.
final class TableText {
  private static final String HEADER =
      row("state", "name", "id", "dir", "heard", "rtt", "wait", "keepalive", "if redialled now");

  private final PeerTable table;
  private final long nowNs;

  TableText(PeerTable table, long nowNs) {
    this.table = table;
    this.nowNs = nowNs;
  }

  /// The column titles, then a line for each peer; who is present first.
  ///
  /// @param most lines in all; how many peers did not fit stands on the last
  List<String> lines(int most) {
    List<Peer> peers =
        table.peers().values().stream()
            .sorted(
                Comparator.comparing((Peer peer) -> !peer.present())
                    .thenComparing(peer -> peer.name().text())
                    .thenComparing(Peer::id))
            .toList();
    List<String> lines = new ArrayList<>();
    lines.add(HEADER);
    int room = Math.max(1, most - 1);
    int shown = peers.size() <= room ? peers.size() : room - 1;
    peers.stream().limit(shown).map(this::line).forEach(lines::add);
    if (shown < peers.size()) {
      lines.add("… and " + (peers.size() - shown) + " more");
    }
    return lines;
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
    return times == 0 ? "" : "limits reached " + times + " times";
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

  private String line(Peer peer) {
    Transport active = table.active(peer);
    String name = Plain.text(peer.name().text());
    long heard = table.lastHeardNs(peer);
    String age = heard < 0 ? Spans.NONE : Spans.age(nowNs - heard);
    if (active == null) {
      String state = peer.sighting() == null ? "~ gone" : "◌ seen";
      return row(state, name, peer.id().brief(), " ", age, "", "", "", "");
    }
    return row(
        state(active),
        name,
        peer.id().brief(),
        active.outbound() ? "→" : "←",
        age,
        Spans.precise(active.pulse().roundTrips().lastNs()),
        Spans.age(active.waitingNs(nowNs)),
        keepalive(active.socket().kernel()),
        redial(peer, active));
  }

  /// What is wrong says more than the state; where nothing is, the state stands.
  private String state(Transport transport) {
    Diagnosis diagnosis = Diagnoser.diagnose(transport, table, nowNs).diagnosis();
    String word = diagnosis.id().replace('-', ' ');
    return switch (diagnosis) {
      case HEALTHY -> transport.state() == State.LIVE ? "● live" : "◐ " + state(transport.state());
      case QUIET -> transport.state() == State.SUSPECT ? "▲ suspect" : "◐ quiet";
      case CLOSING -> "◌ " + word;
      case REMOTE_CANNOT_SEND -> "▲ no pong";
      case FROZEN, PATH_DEAD, ONE_WAY -> "▲ " + word;
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
              : "✓ " + Spans.age(Math.max(0, nowNs - sample.lastAnsweredNs()));
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
    long silent = verdict.evidence().silentNs();
    boolean asked = verdict.evidence().probe() instanceof ProbeState.Unanswered;
    return asked || verdict.reason() == Reason.STALE ? " " + Spans.age(silent) : "";
  }

  private static String row(String... cells) {
    int[] widths = {12, 18, 10, 4, 11, 10, 9, 12, 0};
    var line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String text = cells[i];
      line.append(widths[i] == 0 ? text : Plain.cell(text, widths[i] - 1) + " ");
    }
    return line.toString().stripTrailing();
  }
}
