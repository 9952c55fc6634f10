package dev.meshscope.ui.alarm;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.text.Spans;
import dev.meshscope.ui.alarm.AlarmCard.Asking;
import dev.meshscope.ui.text.Words;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Which identity alarms wait for an answer. The alarms themselves are in the table; here is only
/// what the user said to them. On the JavaFX thread.
public final class AlarmModel {

  /// What an answer asks of the node.
  public interface Answers {
    /// Believes this key for this peer from now on.
    void trust(NodeId peer, PublicKey key);

    /// Keeps nothing of this peer.
    void forget(NodeId peer);
  }

  private final Answers answers;
  private final LongFunction<String> clock;
  private final Map<NodeId, PublicKey> answered = new HashMap<>();
  private final Map<NodeId, Asking> asking = new HashMap<>();
  private List<AlarmCard> cards = List.of();

  /// @param clock the time of day of a monotonic instant
  public AlarmModel(Answers answers, LongFunction<String> clock) {
    this.answers = answers;
    this.clock = clock;
  }

  /// Reads the alarms out of the table.
  public void take(PeerTable table, long nowNs) {
    answered.entrySet().removeIf(entry -> !isPresented(table, entry.getKey(), entry.getValue()));
    asking.keySet().removeIf(peer -> alarm(table, peer) == null);
    cards =
        table.peers().values().stream()
            .filter(peer -> waits(table, peer))
            .sorted(
                Comparator.comparingLong(
                    (Peer peer) -> Objects.requireNonNull(peer.alarm()).sinceNs()))
            .map(peer -> card(table, peer, Objects.requireNonNull(peer.alarm()), nowNs))
            .toList();
  }

  /// Those that wait, the oldest first.
  public List<AlarmCard> cards() {
    return cards;
  }

  /// The user keeps the known key: silent until another key comes.
  public void keep(AlarmCard card) {
    answer(card);
  }

  /// The user wants this answer, and is asked back.
  public void ask(AlarmCard card, Asking what) {
    asking.put(card.peer(), what);
    replace(card, what);
  }

  /// The user confirms what was asked back.
  public void confirm(AlarmCard card) {
    switch (asking.getOrDefault(card.peer(), Asking.NOTHING)) {
      case NOTHING -> {
        return;
      }
      case TRUST -> answers.trust(card.peer(), card.presented());
      case FORGET -> answers.forget(card.peer());
    }
    answer(card);
  }

  /// An alarm that was answered is to be seen again.
  public void reopen(NodeId peer) {
    answered.remove(peer);
  }

  /// All that were answered are to be seen again.
  public void reopenAll() {
    answered.clear();
  }

  /// How many were answered with the known key and still stand.
  public int kept() {
    return answered.size();
  }

  private void answer(AlarmCard card) {
    answered.put(card.peer(), card.presented());
    asking.remove(card.peer());
    cards = cards.stream().filter(other -> !other.peer().equals(card.peer())).toList();
  }

  private void replace(AlarmCard card, Asking what) {
    cards =
        cards.stream()
            .map(
                other ->
                    other.peer().equals(card.peer())
                        ? new AlarmCard(
                            other.peer(),
                            other.name(),
                            other.known(),
                            other.presented(),
                            other.story(),
                            what)
                        : other)
            .toList();
  }

  private boolean waits(PeerTable table, Peer peer) {
    Peer.Alarm alarm = peer.alarm();
    return alarm != null
        && table.pinned().containsKey(peer.id())
        && !alarm.presented().equals(answered.get(peer.id()));
  }

  private static boolean isPresented(PeerTable table, NodeId peer, PublicKey key) {
    Peer.Alarm alarm = alarm(table, peer);
    return alarm != null && alarm.presented().equals(key);
  }

  private static Peer.@Nullable Alarm alarm(PeerTable table, NodeId peer) {
    return table.peer(peer).map(Peer::alarm).orElse(null);
  }

  private AlarmCard card(PeerTable table, Peer peer, Peer.Alarm alarm, long nowNs) {
    PublicKey known = Objects.requireNonNull(table.pinned().get(peer.id()));
    return new AlarmCard(
        peer.id(),
        peer.name().text(),
        known,
        alarm.presented(),
        story(peer, alarm, nowNs),
        asking.getOrDefault(peer.id(), Asking.NOTHING));
  }

  private String story(Peer peer, Peer.Alarm alarm, long nowNs) {
    String often =
        alarm.count() == 1
            ? Words.of("alarm.once", clock.apply(alarm.sinceNs()), alarm.remote())
            : Words.of(
                "alarm.often",
                alarm.count(),
                clock.apply(alarm.sinceNs()),
                Spans.age(nowNs - alarm.lastNs()),
                alarm.remote());
    return Words.of(
        peer.present() ? "alarm.story.present" : "alarm.story.absent",
        peer.name(),
        peer.id().brief(),
        often);
  }
}
