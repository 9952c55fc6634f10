package dev.meshscope.lines.live;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.lines.Subject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Keeps a flood of connections that come to nothing from filling the output: they are told one by
/// one up to a small rate, and beyond it summed up once a second. What is held back of one that
/// takes a slot after all is told then, with its own times. On the writer's thread.
final class Strays {

  /// So many of their events are told one by one in a second.
  static final int EVENTS_PER_SECOND = 20;

  /// So many may be told at once after a calm time: a mesh that starts, a storm of redials.
  static final int BURST = 400;

  /// Once a second: the sum of what was held back is told, and who is gone is looked for.
  static final long EVERY_NS = TimeUnit.SECONDS.toNanos(1);

  /// So many events of one connection are kept for the case that it takes a slot.
  private static final int MOST_HELD = 16;

  /// A second's worth of connections that came to nothing.
  ///
  /// @param reasons how many ended for each
  record Sum(long atNs, Map<CloseReason, Integer> reasons) {
    int count() {
      return reasons.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /// One that was accepted and holds no slot.
  private static final class Stray {
    private final boolean told;
    private final List<MeshEvent> held = new ArrayList<>(2);

    Stray(boolean told) {
      this.told = told;
    }
  }

  private final BiConsumer<Subject, MeshEvent> out;
  private final Map<TransportId, Stray> strays = new HashMap<>();
  private final Map<CloseReason, Integer> reasons = new EnumMap<>(CloseReason.class);
  private final Map<Limits.Which, MeshEvent.TurnedAway> turned = new EnumMap<>(Limits.Which.class);
  private @Nullable Subject latest;
  private double allowance = BURST;
  private long allowedNs = Long.MIN_VALUE;
  private long sinceNs;

  /// @param out takes what is told one by one
  Strays(BiConsumer<Subject, MeshEvent> out) {
    this.out = out;
  }

  /// Takes the next event in.
  void take(Subject subject, MeshEvent event) {
    latest = subject;
    if (event instanceof MeshEvent.TurnedAway away) {
      begin(away.atNs());
      turned.merge(away.limit(), away, Strays::sum);
      return;
    }
    TransportId id = Subject.transport(event);
    Stray stray = event instanceof MeshEvent.Accepted ? came(event) : stray(id);
    if (id == null || stray == null) {
      out.accept(subject, event);
      return;
    }
    if (event instanceof MeshEvent.Live || event instanceof MeshEvent.Promoted) {
      strays.remove(id);
      stray.held.forEach(earlier -> out.accept(subject, earlier));
      out.accept(subject, event);
    } else if (stray.told
        || (firstAlarm(subject, event) && (wasHere(subject, event) || allowed(event)))) {
      allowance--;
      out.accept(subject, event);
    } else if (event instanceof MeshEvent.Closed closed) {
      begin(closed.atNs());
      reasons.merge(closed.reason(), 1, Integer::sum);
    } else if (stray.held.size() < MOST_HELD && !event.weight().chatter()) {
      stray.held.add(event);
    }
    if (event instanceof MeshEvent.Closed) {
      strays.remove(id);
    }
  }

  /// When [#sum] is to be called; empty if nothing waits to be summed up.
  OptionalLong dueNs() {
    return reasons.isEmpty() && turned.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(sinceNs + EVERY_NS);
  }

  /// Tells what was turned away, and yields what else was held back; null if nothing was.
  @Nullable Sum sum(long nowNs) {
    Subject subject = latest;
    if (subject != null) {
      turned.values().forEach(away -> out.accept(subject, away));
      // Whose end the queue had no room for is not waited for for ever.
      strays.keySet().removeIf(id -> subject.after().transport(id).isEmpty());
    }
    turned.clear();
    if (reasons.isEmpty()) {
      return null;
    }
    Sum sum = new Sum(nowNs, new EnumMap<>(reasons));
    reasons.clear();
    return sum;
  }

  private void begin(long nowNs) {
    if (dueNs().isEmpty()) {
      sinceNs = nowNs;
    }
  }

  private Stray came(MeshEvent event) {
    refill(event.atNs());
    Stray stray = new Stray(allowance >= 1);
    strays.put(((MeshEvent.Accepted) event).transport(), stray);
    return stray;
  }

  private void refill(long nowNs) {
    double since = allowedNs == Long.MIN_VALUE ? 0 : (nowNs - allowedNs) / 1e9;
    allowance = Math.min(BURST, allowance + since * EVENTS_PER_SECOND);
    allowedNs = nowNs;
  }

  private @Nullable Stray stray(@Nullable TransportId id) {
    return id == null ? null : strays.get(id);
  }

  /// Of a peer that is or was here. Of others that are only known by their keys there may be as
  /// many impostors as somebody likes.
  private static boolean wasHere(Subject subject, MeshEvent event) {
    return event instanceof MeshEvent.IdentityAlarm alarm
        && subject
            .before()
            .peer(alarm.peer())
            .filter(peer -> peer.present() || peer.past().leftNs() >= 0)
            .isPresent();
  }

  private boolean allowed(MeshEvent event) {
    refill(event.atNs());
    return allowance >= 1;
  }

  /// The user has to answer it, so the first under an id is held back only where there is a flood
  /// of them.
  private static boolean firstAlarm(Subject subject, MeshEvent event) {
    return event instanceof MeshEvent.IdentityAlarm alarm
        && subject.before().peer(alarm.peer()).filter(peer -> peer.alarm() != null).isEmpty();
  }

  private static MeshEvent.TurnedAway sum(MeshEvent.TurnedAway one, MeshEvent.TurnedAway more) {
    return new MeshEvent.TurnedAway(
        more.atNs(), more.limit(), one.count() + more.count(), one.example());
  }
}
