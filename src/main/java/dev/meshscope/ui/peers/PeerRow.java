package dev.meshscope.ui.peers;

import dev.meshscope.core.link.Direction;
import dev.meshscope.core.standing.Condition;
import dev.meshscope.core.table.Credence;
import dev.meshscope.text.Spans;
import dev.meshscope.text.Telling;
import dev.meshscope.ui.text.Words;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/// A row that lives as long as its peer is shown; only its properties change, and each only when
/// its value differs. On the JavaFX thread.
public final class PeerRow {
  /// How long a change is marked.
  static final long FLASH_NS = TimeUnit.MILLISECONDS.toNanos(1200);

  /// How long the mark fades after that.
  static final long FADE_NS = TimeUnit.MILLISECONDS.toNanos(1000);

  private final RowKey key;
  private final long bornNs;
  private long changedNs = Long.MIN_VALUE / 2;
  private PeerFacts facts;

  private final ObjectProperty<Condition> state;
  private final ObjectProperty<String> name;
  private final ObjectProperty<Credence> credence;
  private final ObjectProperty<String> direction;
  private final ObjectProperty<PeerFacts.Via> via;
  private final ObjectProperty<PeerFacts.Heard> heard;
  private final ObjectProperty<String> rtt;
  private final ObjectProperty<String> waiting;
  private final ObjectProperty<PeerFacts.Keepalive> keepalive;
  private final ObjectProperty<PeerFacts.Redial> redial;
  private final ObjectProperty<String> story;
  private final ObjectProperty<Flash> flash;

  /// What just happened to a row.
  public enum Flash {
    NONE,
    NEW,
    CHANGED,
    GONE,
    /// It was marked until now; the mark goes out.
    FADING
  }

  PeerRow(RowKey key, PeerFacts facts, long nowNs, boolean isNews) {
    this.key = key;
    this.facts = facts;
    this.bornNs = isNews ? nowNs : Long.MIN_VALUE / 2;
    this.state = new SimpleObjectProperty<>(facts.state());
    this.name = new SimpleObjectProperty<>(facts.name());
    this.credence = new SimpleObjectProperty<>(facts.credence());
    this.direction = new SimpleObjectProperty<>(arrow(facts));
    this.via = new SimpleObjectProperty<>(PeerFacts.Via.of(facts.ways()));
    this.heard = new SimpleObjectProperty<>(facts.heard());
    this.rtt = new SimpleObjectProperty<>(rtt(facts));
    this.waiting = new SimpleObjectProperty<>(waiting(facts));
    this.keepalive = new SimpleObjectProperty<>(facts.keepalive());
    this.redial = new SimpleObjectProperty<>(facts.redial());
    this.story = new SimpleObjectProperty<>(facts.story());
    this.flash = new SimpleObjectProperty<>(flash(nowNs));
  }

  /// Takes the contents of this instant.
  void update(PeerFacts latest, long nowNs) {
    if (isNews(facts, latest)) {
      changedNs = nowNs;
    }
    facts = latest;
    put(state, latest.state());
    put(name, latest.name());
    put(credence, latest.credence());
    put(direction, arrow(latest));
    put(via, PeerFacts.Via.of(latest.ways()));
    put(heard, latest.heard());
    put(rtt, rtt(latest));
    put(waiting, waiting(latest));
    put(keepalive, latest.keepalive());
    put(redial, latest.redial());
    put(story, latest.story());
    put(flash, flash(nowNs));
  }

  /// An idle peer falls quiet and answers at each heartbeat: that is no news.
  private static boolean isNews(PeerFacts before, PeerFacts latest) {
    boolean routine = isCalm(before.state()) && isCalm(latest.state());
    return !Objects.equals(before.transport(), latest.transport())
        || (before.state() != latest.state() && !routine);
  }

  private static boolean isCalm(Condition state) {
    return state == Condition.LIVE || state == Condition.QUIET;
  }

  private Flash flash(long nowNs) {
    long ageNs = nowNs - Math.max(bornNs, changedNs);
    if (ageNs >= FLASH_NS + FADE_NS) {
      return Flash.NONE;
    }
    if (ageNs >= FLASH_NS) {
      return Flash.FADING;
    }
    if (facts.state() == Condition.GONE) {
      return Flash.GONE;
    }
    return nowNs - bornNs < FLASH_NS ? Flash.NEW : Flash.CHANGED;
  }

  private static <T> void put(ObjectProperty<T> property, T value) {
    if (!value.equals(property.get())) {
      property.set(value);
    }
  }

  private static String arrow(PeerFacts facts) {
    if (facts.direction() == null) {
      return "";
    }
    return facts.direction() == Direction.OUTBOUND ? "→" : "←";
  }

  private static String rtt(PeerFacts facts) {
    if (!facts.story().isEmpty()) {
      return "";
    }
    return facts.rttNs() < 0 ? Spans.NONE : Spans.precise(facts.rttNs());
  }

  private static String waiting(PeerFacts facts) {
    if (!facts.story().isEmpty()) {
      return "";
    }
    return facts.waitNs() < 0 ? Spans.NONE : Spans.tight(facts.waitNs());
  }

  /// The row as one sentence, for a screen reader and for copying; as of the latest reading.
  public String sentence() {
    if (!facts.story().isEmpty()) {
      return Words.of(
          "row.sentence.absent", facts.name(), Telling.word(facts.state()), facts.story());
    }
    return Words.of(
        "row.sentence",
        facts.name(),
        Telling.word(facts.state()),
        Words.of(facts.direction() == Direction.OUTBOUND ? "dir.out" : "dir.in"),
        PeerFacts.Via.of(facts.ways()).sentence(),
        facts.heard().text(),
        rtt.get(),
        Words.of(
            "redial.sentence", Words.word(facts.redial().verb(), "verb"), facts.redial().because()),
        Words.word(facts.credence(), "proof"));
  }

  public RowKey key() {
    return key;
  }

  /// The latest contents.
  public PeerFacts facts() {
    return facts;
  }

  /// Whether it stands for a transport that ended.
  public boolean isGhost() {
    return key.ghost() != null;
  }

  public ReadOnlyObjectProperty<Condition> stateProperty() {
    return state;
  }

  public ReadOnlyObjectProperty<String> nameProperty() {
    return name;
  }

  public ReadOnlyObjectProperty<Credence> credenceProperty() {
    return credence;
  }

  public ReadOnlyObjectProperty<String> directionProperty() {
    return direction;
  }

  public ReadOnlyObjectProperty<PeerFacts.Via> viaProperty() {
    return via;
  }

  public ReadOnlyObjectProperty<PeerFacts.Heard> heardProperty() {
    return heard;
  }

  public ReadOnlyObjectProperty<String> rttProperty() {
    return rtt;
  }

  public ReadOnlyObjectProperty<String> waitingProperty() {
    return waiting;
  }

  public ReadOnlyObjectProperty<PeerFacts.Keepalive> keepaliveProperty() {
    return keepalive;
  }

  public ReadOnlyObjectProperty<PeerFacts.Redial> redialProperty() {
    return redial;
  }

  public ReadOnlyObjectProperty<String> storyProperty() {
    return story;
  }

  public ReadOnlyObjectProperty<Flash> flashProperty() {
    return flash;
  }
}
