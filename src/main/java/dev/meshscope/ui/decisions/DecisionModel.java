package dev.meshscope.ui.decisions;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.Transport;
import dev.meshscope.lines.live.Flood;
import dev.meshscope.text.Telling;
import dev.meshscope.text.Times;
import dev.meshscope.ui.feed.Batch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The last two thousand decisions, newest first. While it does not follow, newcomers wait outside
/// and are counted, so that what is being read stays where it is. On the JavaFX thread.
public final class DecisionModel {
  /// How many are kept.
  public static final int KEPT = 2000;

  private final LongFunction<Instant> wallClock;
  private final List<Decision> all = new ArrayList<>();
  private final ObservableList<Decision> shown = FXCollections.observableArrayList();
  private final Map<TransportId, MeshEvent.Judged> verdicts = new LinkedHashMap<>();
  private final NetworkStory networks = new NetworkStory();
  private final Flood flood = Flood.forScreens();
  private final Set<TransportId> suspects = new HashSet<>();
  private final Map<TransportId, MeshEvent.Dialled> dials = new HashMap<>();
  private final Map<TransportId, TransportId> successors = new HashMap<>();
  private final BooleanProperty follow = new SimpleBooleanProperty(true);
  private final BooleanProperty onlyRefused = new SimpleBooleanProperty();
  private final ObjectProperty<@Nullable NodeId> onlyPeer = new SimpleObjectProperty<>();
  private final ReadOnlyIntegerWrapper waiting = new ReadOnlyIntegerWrapper();
  private long numbers;

  /// @param wallClock the time of day of a monotonic instant
  public DecisionModel(LongFunction<Instant> wallClock) {
    this.wallClock = wallClock;
    follow.addListener((property, before, on) -> show());
    onlyRefused.addListener((property, before, on) -> show());
    onlyPeer.addListener((property, before, peer) -> show());
  }

  /// Takes what happened.
  public void take(Batch batch) {
    List<Decision> fresh = new ArrayList<>();
    for (MeshEvent event : batch.events()) {
      if (event instanceof MeshEvent.Judged judged) {
        remember(judged);
      }
      for (Flood.Told told : flood.take(event, batch.table())) {
        tell(told, batch.table(), fresh);
      }
      expect(event);
    }
    if (!batch.events().isEmpty()) {
      due(batch.events().getLast().atNs(), batch.table(), fresh);
    }
    add(fresh);
  }

  /// Time has passed: what was held back is told, though nothing else happens.
  public void tick(long nowNs, PeerTable table) {
    List<Decision> fresh = new ArrayList<>();
    due(nowNs, table, fresh);
    add(fresh);
  }

  private void add(List<Decision> fresh) {
    if (fresh.isEmpty()) {
      return;
    }
    all.addAll(0, fresh);
    if (all.size() > KEPT) {
      all.subList(KEPT, all.size()).clear();
    }
    if (follow.get()) {
      enter(fresh);
    } else {
      waiting.set(waiting.get() + (int) fresh.stream().filter(wanted()).count());
    }
  }

  /// What of a flood is due.
  private void due(long nowNs, PeerTable table, List<Decision> fresh) {
    Flood.Due due = flood.due(nowNs, table);
    due.told().forEach(told -> tell(told, table, fresh));
    if (due.sum() != null) {
      fresh.addFirst(sum(nowNs, Telling.flood(due.sum())));
    }
  }

  private Decision sum(long nowNs, String sentence) {
    return new Decision(
        numbers++,
        nowNs,
        Times.clock(wallClock.apply(nowNs)),
        null,
        null,
        "",
        Decision.Mark.LIMIT,
        sentence,
        null);
  }

  private void tell(Flood.Told told, PeerTable table, List<Decision> fresh) {
    Decision decision = decide(told.event(), told.times(), table);
    if (decision != null) {
      fresh.addFirst(decision);
    }
  }

  private @Nullable Decision decide(MeshEvent event, int times, PeerTable table) {
    MeshEvent.Judged judged = verdict(event);
    Sentences.Said said =
        event instanceof MeshEvent.Closed closed
            ? Sentences.of(closed, dials.get(closed.transport()))
            : Sentences.of(event, judged, both(event, table));
    if (said == null) {
      said = networks.of(event, times, table);
    }
    if (said == null || isRoutine(event)) {
      return null;
    }
    NodeId peer = said.peer() == null ? dialled(event) : said.peer();
    return new Decision(
        numbers++,
        event.atNs(),
        Times.clock(wallClock.apply(event.atNs())),
        said.transport(),
        peer,
        peer == null ? "" : name(table, peer, said.transport()),
        said.mark(),
        said.sentence(),
        judged);
  }

  /// The verdict behind an event. Of a close it is the one that ended the socket: by which its
  /// successor got in, or by which it was kept out itself; none by which it once got in.
  private MeshEvent.@Nullable Judged verdict(MeshEvent event) {
    if (!(event instanceof MeshEvent.OfTransport of)) {
      return null;
    }
    if (!(event instanceof MeshEvent.Closed closed)) {
      return verdicts.get(of.transport());
    }
    return switch (closed.reason()) {
      case REPLACED -> {
        TransportId successor = successors.get(closed.transport());
        yield successor == null ? null : verdicts.get(successor);
      }
      case REFUSED, NEWER_CHALLENGER -> verdicts.get(closed.transport());
      default -> null;
    };
  }

  /// Whom a dial that came to nothing was meant for.
  private @Nullable NodeId dialled(MeshEvent event) {
    MeshEvent.Dialled dial =
        event instanceof MeshEvent.Closed closed ? dials.get(closed.transport()) : null;
    return dial == null ? null : dial.expected();
  }

  /// Dials say where to and whom they expect, promotions what they replace; when those end they are
  /// no longer in the table.
  private void expect(MeshEvent event) {
    if (event instanceof MeshEvent.Dialled dialled) {
      dials.put(dialled.transport(), dialled);
    } else if (event instanceof MeshEvent.Promoted promoted && promoted.replaced() != null) {
      successors.put(promoted.replaced(), promoted.transport());
    } else if (event instanceof MeshEvent.Closed closed) {
      dials.remove(closed.transport());
      successors.remove(closed.transport());
    }
  }

  private static boolean both(MeshEvent event, PeerTable table) {
    return event instanceof MeshEvent.Live live
        && table
            .peer(live.peer())
            .filter(peer -> peer.direct().incumbent() != null && peer.relay().incumbent() != null)
            .isPresent();
  }

  /// An idle transport falls quiet and is heard again at each heartbeat; only a suspect one is
  /// news.
  private boolean isRoutine(MeshEvent event) {
    if (event instanceof MeshEvent.Suspect suspect) {
      suspects.add(suspect.transport());
    } else if (event instanceof MeshEvent.Closed closed) {
      suspects.remove(closed.transport());
    }
    return event instanceof MeshEvent.Live live
        && !suspects.remove(live.transport())
        && live.reason() == null;
  }

  private static String name(PeerTable table, NodeId peer, @Nullable TransportId id) {
    Transport transport = id == null ? null : table.transports().get(id);
    return table
        .peer(peer)
        .map(known -> known.name().text())
        .orElseGet(
            () ->
                transport == null || transport.greeting().theirs() == null
                    ? peer.brief()
                    : transport.greeting().theirs().name().text());
  }

  private void remember(MeshEvent.Judged judged) {
    verdicts.remove(judged.transport());
    verdicts.put(judged.transport(), judged);
    if (verdicts.size() > KEPT) {
      verdicts.remove(verdicts.keySet().iterator().next());
    }
  }

  private void enter(List<Decision> fresh) {
    List<Decision> passing = fresh.stream().filter(wanted()).toList();
    if (!passing.isEmpty()) {
      shown.addAll(0, passing);
    }
    if (shown.size() > KEPT) {
      shown.remove(KEPT, shown.size());
    }
  }

  private void show() {
    if (follow.get()) {
      waiting.set(0);
    }
    shown.setAll(all.stream().filter(wanted()).toList());
  }

  private Predicate<Decision> wanted() {
    NodeId peer = onlyPeer.get();
    boolean refused = onlyRefused.get();
    return decision ->
        (!refused || decision.mark() == Decision.Mark.REFUSED)
            && (peer == null || peer.equals(decision.peer()));
  }

  /// The latest decision about this peer that the judge had a part in; null if there is none.
  public @Nullable Decision latestJudged(NodeId peer) {
    for (Decision decision : all) {
      if (peer.equals(decision.peer()) && decision.judged() != null) {
        return decision;
      }
    }
    return null;
  }

  /// Whether nothing was decided yet.
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /// Those that pass the filters, newest first.
  public ObservableList<Decision> shown() {
    return shown;
  }

  /// Whether newcomers are shown at once.
  public BooleanProperty followProperty() {
    return follow;
  }

  public BooleanProperty onlyRefusedProperty() {
    return onlyRefused;
  }

  /// Only this peer's; null: everybody's.
  public ObjectProperty<@Nullable NodeId> onlyPeerProperty() {
    return onlyPeer;
  }

  /// How many came since the list stopped following.
  public ReadOnlyIntegerProperty waitingProperty() {
    return waiting.getReadOnlyProperty();
  }
}
