package dev.meshscope.ui.decisions;

import static java.util.stream.Collectors.joining;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.text.Spans;
import dev.meshscope.ui.text.Words;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Keeps a flood of connections from filling the list of decisions, whether they come to nothing or
/// are strangers who come and go: they are told one by one as long as they are few, beyond that
/// summed up. On the JavaFX thread.
final class StrayStory {
  /// So many that come in are told one by one in a second.
  static final int PER_SECOND = 10;

  /// So many may be told at once after a calm time: a storm of redials.
  static final int BURST = 50;

  /// So many strangers may be told at once after a calm time: a mesh that starts.
  static final int NEWCOMERS = 200;

  /// Then is told what was held back; and then not again before [#AGAIN_NS].
  private static final long FIRST_NS = TimeUnit.SECONDS.toNanos(1);

  private static final long AGAIN_NS = TimeUnit.SECONDS.toNanos(10);

  /// Who has been here for longer than this is no stray any more.
  private static final long STAYS_NS = TimeUnit.SECONDS.toNanos(10);

  /// How many may be told one by one. While a flood lasts nobody is: those between the others would
  /// fill the list as well, only slower.
  private static final class Allowance {
    private final int most;
    private double left;
    private long askedNs = Long.MIN_VALUE;
    private long refusedNs = Long.MIN_VALUE;

    Allowance(int most) {
      this.most = most;
      this.left = most;
    }

    boolean admits(long nowNs) {
      boolean flood = refusedNs != Long.MIN_VALUE && nowNs - refusedNs < AGAIN_NS;
      if (!flood) {
        double since = askedNs == Long.MIN_VALUE ? 0 : (nowNs - askedNs) / 1e9;
        left = Math.min(most, left + since * PER_SECOND);
      }
      askedNs = nowNs;
      if (flood || left < 1) {
        refusedNs = nowNs;
        return false;
      }
      left--;
      return true;
    }
  }

  private final Map<TransportId, Boolean> strays = new HashMap<>();
  private final Map<CloseReason, Integer> reasons = new EnumMap<>(CloseReason.class);
  private final Set<NodeId> alarmed = new HashSet<>();
  // Who got in and was not told, and when.
  private final Map<TransportId, Long> newcomers = new HashMap<>();
  private final Allowance forStrays = new Allowance(BURST);
  private final Allowance forNewcomers = new Allowance(NEWCOMERS);
  private int came;
  private int went;
  // Since when something waits to be told.
  private long sinceNs;
  private long toldNs = Long.MIN_VALUE;

  /// Whether this is told for itself.
  boolean tells(MeshEvent event, PeerTable table) {
    if (event instanceof MeshEvent.Accepted accepted) {
      strays.put(accepted.transport(), forStrays.admits(accepted.atNs()));
      return true;
    }
    if (event instanceof MeshEvent.IdentityAlarm alarm) {
      // The user has to answer it, so the first under an id is never held back.
      return alarmed.add(alarm.peer()) || strays.getOrDefault(alarm.transport(), true);
    }
    if (event instanceof MeshEvent.SupersededReturned back) {
      return forStrays.admits(back.atNs());
    }
    if (!(event instanceof MeshEvent.OfTransport of)) {
      return true;
    }
    Long cameNs = newcomers.get(of.transport());
    if (cameNs != null) {
      return stays(of, cameNs);
    }
    boolean told = strays.getOrDefault(of.transport(), true);
    if (event instanceof MeshEvent.Live live && strays.remove(live.transport()) != null) {
      return !table.isStranger(live.peer()) || arrives(live);
    }
    if (event instanceof MeshEvent.Live || event instanceof MeshEvent.Promoted) {
      strays.remove(of.transport());
      return true;
    }
    if (event instanceof MeshEvent.Closed closed) {
      strays.remove(closed.transport());
      if (!told) {
        waits(closed.atNs());
        reasons.merge(closed.reason(), 1, Integer::sum);
      }
    }
    return told;
  }

  private boolean arrives(MeshEvent.Live live) {
    if (forNewcomers.admits(live.atNs())) {
      return true;
    }
    waits(live.atNs());
    newcomers.put(live.transport(), live.atNs());
    came++;
    return false;
  }

  /// Whether what befalls a newcomer is told: it has stayed.
  private boolean stays(MeshEvent.OfTransport event, long cameNs) {
    boolean stays = event.atNs() - cameNs >= STAYS_NS;
    boolean over = event instanceof MeshEvent.Closed;
    if (stays || over) {
      newcomers.remove(event.transport());
    }
    if (over && !stays) {
      waits(event.atNs());
      went++;
    }
    return stays;
  }

  private void waits(long nowNs) {
    sinceNs = nothingWaits() ? nowNs : sinceNs;
  }

  private boolean nothingWaits() {
    return reasons.isEmpty() && came == 0 && went == 0;
  }

  /// What was held back for a while, in one line; null if nothing was.
  @Nullable String sum(long nowNs, PeerTable table) {
    boolean soon = toldNs != Long.MIN_VALUE && nowNs - toldNs < AGAIN_NS;
    if (nothingWaits() || nowNs - sinceNs < FIRST_NS || soon) {
      return null;
    }
    toldNs = nowNs;
    String sum = Stream.of(strays(), newcomers()).filter(s -> !s.isEmpty()).collect(joining(" "));
    reasons.clear();
    came = 0;
    went = 0;
    // Whose end was lost on the way to the window is not waited for for ever.
    strays.keySet().removeIf(id -> table.transport(id).isEmpty());
    alarmed.removeIf(id -> table.peer(id).isEmpty());
    newcomers.keySet().removeIf(id -> table.transport(id).isEmpty());
    return sum;
  }

  private String newcomers() {
    return came + went == 0 ? "" : Words.of("said.newcomers", Spans.count(came), Spans.count(went));
  }

  private String strays() {
    if (reasons.isEmpty()) {
      return "";
    }
    int count = reasons.values().stream().mapToInt(Integer::intValue).sum();
    String why =
        reasons.entrySet().stream()
            .sorted(Map.Entry.<CloseReason, Integer>comparingByValue().reversed())
            .map(one -> Spans.count(one.getValue()) + " × " + Words.word(one.getKey(), "close"))
            .collect(joining("; "));
    return Words.of(count == 1 ? "said.strays.one" : "said.strays", count, why);
  }
}
