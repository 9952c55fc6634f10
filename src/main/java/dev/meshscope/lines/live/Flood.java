package dev.meshscope.lines.live;

import dev.meshscope.core.event.About;
import dev.meshscope.core.event.FloodSum;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.Bucket;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.PeerTable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What of a flood is told one by one and what as a number: decided here for JSON lines, window and
/// terminal, so that all tell the same. Everybody is told in full, from the beginning, or counted.
///
/// ```
///   a connection comes in       few: told.         many: held until it ends (counted) or takes a slot
///   it takes a slot, and is     at home: told.     a stranger: few are told, others held ([Newcomers])
///   a stranger that is held     stays 10 s: told.  gone before: counted
///   what repeats while it lasts the first is told, the rest summed up ([Repeats])
///   anything else               told
/// ```
///
/// On the thread of whoever tells; time comes with the events.
public final class Flood {

  /// So many connections that come in are told one by one: a storm of redials.
  public static final Bucket.Rate STRAYS = new Bucket.Rate(10, 50);

  /// So many strangers who take a slot are.
  public static final Bucket.Rate STRANGERS = Newcomers.COME;

  /// Then is told what was held back, and then not again before the next time.
  private static final long FIRST_NS = TimeUnit.SECONDS.toNanos(1);

  /// @param event what happened
  /// @param times how often since this was told last; more than 1 only of what repeats
  public record Told(MeshEvent event, int times) {}

  /// What is told though nothing else happens.
  ///
  /// @param told one by one
  /// @param sum what is not; null if there is nothing
  public record Due(List<Told> told, @Nullable FloodSum sum) {}

  /// One that was accepted and holds no slot.
  ///
  /// @param held what befell it, if it is not told
  private record Stray(boolean told, List<MeshEvent> held) {}

  private final long everyNs;
  private final Repeats repeats;
  private final Newcomers newcomers = new Newcomers();
  private final Map<TransportId, Stray> strays = new HashMap<>();
  private final Map<CloseReason, Integer> reasons = new EnumMap<>(CloseReason.class);
  private final Set<NodeId> alarmed = new HashSet<>();
  private final Allowance forStrays = new Allowance(STRAYS);
  private int earlierLives;
  // Whether something waits to be summed up, and since when.
  private boolean waits;
  private long sinceNs;
  private @Nullable Long summedNs;

  private Flood(long everyNs, boolean allThatRepeats) {
    this.everyNs = everyNs;
    this.repeats = new Repeats(everyNs, allThatRepeats);
  }

  /// For those who look: one line in ten seconds, as long as a flood lasts.
  public static Flood forScreens() {
    return new Flood(TimeUnit.SECONDS.toNanos(10), true);
  }

  /// For programs that read: one line a second, and whatever cannot be summed up is told.
  public static Flood forPrograms() {
    return new Flood(TimeUnit.SECONDS.toNanos(1), false);
  }

  /// What is told now, in order.
  ///
  /// @param table as it is after this, or later
  public List<Told> take(MeshEvent event, PeerTable table) {
    List<Told> out = new ArrayList<>(1);
    TransportId id = About.transport(event);
    Stray stray =
        event instanceof MeshEvent.Accepted accepted
            ? came(accepted)
            : id == null ? null : strays.get(id);
    if (stray != null) {
      ofStray(Objects.requireNonNull(id), stray, event, table, out);
    } else if (event instanceof MeshEvent.SupersededReturned && !forStrays.admits(event.atNs())) {
      begin(event.atNs());
      earlierLives++;
    } else if (!newcomers.take(event)) {
      tell(event, out);
    } else if (newcomers.anyGone()) {
      begin(event.atNs());
    }
    return out;
  }

  private void tell(MeshEvent event, List<Told> out) {
    if (!repeats.take(event, out)) {
      out.add(new Told(event, 1));
    }
  }

  private Stray came(MeshEvent.Accepted accepted) {
    Stray stray = new Stray(forStrays.admits(accepted.atNs()), new ArrayList<>(2));
    strays.put(accepted.transport(), stray);
    return stray;
  }

  private void ofStray(
      TransportId id, Stray stray, MeshEvent event, PeerTable table, List<Told> out) {
    if (event instanceof MeshEvent.Live || event instanceof MeshEvent.Promoted) {
      strays.remove(id);
      stray.held().add(event);
      takesSlot(id, stray, event, table, out);
      return;
    }
    if (stray.told() || isAnswered(event, table)) {
      tell(event, out);
    } else if (event instanceof MeshEvent.Closed closed) {
      begin(closed.atNs());
      reasons.merge(closed.reason(), 1, Integer::sum);
    } else {
      Held.add(stray.held(), event);
    }
    if (event instanceof MeshEvent.Closed) {
      strays.remove(id);
    }
  }

  private void takesSlot(
      TransportId id, Stray stray, MeshEvent event, PeerTable table, List<Told> out) {
    NodeId peer = Objects.requireNonNull(About.peer(event));
    if (newcomers.isTold(peer, stray.told(), table, event.atNs())) {
      stray.held().forEach(each -> tell(each, out));
    } else {
      newcomers.hold(peer, id, stray.held(), event.atNs());
    }
  }

  /// The user has to answer the first alarm under an id: of a peer that is or was here it is never
  /// held back. Of others that are only known by their keys there may be as many impostors as
  /// somebody likes.
  private boolean isAnswered(MeshEvent event, PeerTable table) {
    return event instanceof MeshEvent.IdentityAlarm alarm
        && alarmed.add(alarm.peer())
        && (table
                .peer(alarm.peer())
                .filter(peer -> peer.present() || peer.past().leftNs() >= 0)
                .isPresent()
            || forStrays.admits(alarm.atNs()));
  }

  private void begin(long nowNs) {
    if (!waits) {
      waits = true;
      sinceNs = nowNs;
    }
  }

  /// When [#due] is to be called; empty if nothing waits.
  public OptionalLong dueNs() {
    OptionalLong sum =
        waits ? OptionalLong.of(Math.max(sinceNs + FIRST_NS, againNs())) : OptionalLong.empty();
    return Stream.of(sum, repeats.dueNs(), newcomers.dueNs())
        .flatMapToLong(OptionalLong::stream)
        .min();
  }

  private long againNs() {
    return summedNs == null ? Long.MIN_VALUE : summedNs + everyNs;
  }

  /// What is told by now though nothing else happens.
  public Due due(long nowNs, PeerTable table) {
    return due(nowNs, table, false);
  }

  /// All that waits to be told: nothing comes after it.
  public Due last(long nowNs, PeerTable table) {
    return due(nowNs, table, true);
  }

  private Due due(long nowNs, PeerTable table, boolean last) {
    List<Told> told = new ArrayList<>();
    repeats.due(nowNs, last, told);
    newcomers.due(nowNs, table).forEach(event -> tell(event, told));
    if (newcomers.anyGone()) {
      begin(nowNs);
    }
    boolean isDue = nowNs - sinceNs >= FIRST_NS && nowNs >= againNs();
    return new Due(told, waits && (last || isDue) ? sum(nowNs, table) : null);
  }

  private FloodSum sum(long nowNs, PeerTable table) {
    FloodSum sum = new FloodSum(nowNs, reasons, newcomers.gone(), earlierLives);
    reasons.clear();
    earlierLives = 0;
    waits = false;
    summedNs = nowNs;
    // Whose end was lost on the way here is not waited for for ever.
    strays.keySet().removeIf(id -> table.transport(id).isEmpty());
    alarmed.removeIf(id -> table.peer(id).filter(peer -> peer.alarm() != null).isEmpty());
    return sum;
  }
}
