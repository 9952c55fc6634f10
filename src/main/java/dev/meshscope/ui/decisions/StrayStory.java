package dev.meshscope.ui.decisions;

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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Keeps a flood of connections that come to nothing from filling the list of decisions: they are
/// told one by one as long as they are few, beyond that summed up once a second. On the JavaFX
/// thread.
final class StrayStory {
  /// So many that come in are told one by one in a second.
  static final int PER_SECOND = 10;

  /// So many may be told at once after a calm time: a mesh that starts, a storm of redials.
  static final int BURST = 200;

  private static final long EVERY_NS = TimeUnit.SECONDS.toNanos(1);

  private final Map<TransportId, Boolean> strays = new HashMap<>();
  private final Map<CloseReason, Integer> reasons = new EnumMap<>(CloseReason.class);
  private final Set<NodeId> alarmed = new HashSet<>();
  private double allowance = BURST;
  private long allowedNs = Long.MIN_VALUE;
  private long sinceNs;

  /// Whether this is told for itself.
  boolean tells(MeshEvent event) {
    if (event instanceof MeshEvent.Accepted accepted) {
      strays.put(accepted.transport(), admit(accepted.atNs()));
      return true;
    }
    if (event instanceof MeshEvent.IdentityAlarm alarm) {
      // The user has to answer it, so the first under an id is never held back.
      return alarmed.add(alarm.peer()) || strays.getOrDefault(alarm.transport(), true);
    }
    if (event instanceof MeshEvent.SupersededReturned back) {
      return admit(back.atNs());
    }
    if (!(event instanceof MeshEvent.OfTransport of)) {
      return true;
    }
    boolean told = strays.getOrDefault(of.transport(), true);
    if (event instanceof MeshEvent.Live || event instanceof MeshEvent.Promoted) {
      strays.remove(of.transport());
      return true;
    }
    if (event instanceof MeshEvent.Closed closed) {
      strays.remove(closed.transport());
      if (!told) {
        sinceNs = reasons.isEmpty() ? closed.atNs() : sinceNs;
        reasons.merge(closed.reason(), 1, Integer::sum);
      }
    }
    return told;
  }

  private boolean admit(long nowNs) {
    double since = allowedNs == Long.MIN_VALUE ? 0 : (nowNs - allowedNs) / 1e9;
    allowance = Math.min(BURST, allowance + since * PER_SECOND);
    allowedNs = nowNs;
    if (allowance < 1) {
      return false;
    }
    allowance--;
    return true;
  }

  /// What was held back for a second, in one sentence; null if nothing was.
  @Nullable String sum(long nowNs, PeerTable table) {
    if (reasons.isEmpty() || nowNs - sinceNs < EVERY_NS) {
      return null;
    }
    // Whose end was lost on the way to the window is not waited for for ever.
    strays.keySet().removeIf(id -> table.transport(id).isEmpty());
    alarmed.removeIf(id -> table.peer(id).isEmpty());
    int count = reasons.values().stream().mapToInt(Integer::intValue).sum();
    String why =
        reasons.entrySet().stream()
            .sorted(Map.Entry.<CloseReason, Integer>comparingByValue().reversed())
            .map(one -> Spans.count(one.getValue()) + " × " + Words.word(one.getKey(), "close"))
            .collect(Collectors.joining("; "));
    reasons.clear();
    return Words.of(count == 1 ? "said.strays.one" : "said.strays", count, why);
  }
}
