package dev.meshscope.ui.lab;

import dev.meshscope.core.event.EventKind;
import dev.meshscope.lab.run.LabObserver;
import dev.meshscope.lab.run.Progress;
import dev.meshscope.lab.scenario.Lane;
import dev.meshscope.lab.scenario.NodeSpec;
import dev.meshscope.lab.world.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Holds what a run told until the window's next pulse; bounded, and counts what it drops. Filled
/// on the lab's threads, emptied on the JavaFX thread.
final class LabMailbox implements LabObserver {
  private static final Set<String> NOTABLE =
      Stream.of(
              EventKind.LIVE,
              EventKind.REFUSED,
              EventKind.PROMOTED,
              EventKind.LEFT,
              EventKind.SUSPECT,
              EventKind.FLAP,
              EventKind.IDENTITY_ALARM)
          .map(EventKind::id)
          .collect(Collectors.toUnmodifiableSet());

  private final int capacity;
  private final Runnable onFirst;
  private @Nullable Progress progress;
  private @Nullable Lane lane;
  private List<Heard> heard = new ArrayList<>();
  private boolean fresh;
  private long dropped;

  /// What came since the last time.
  ///
  /// @param progress the latest; null if only words came
  /// @param dropped how many events were lost since the run began
  record Letter(@Nullable Progress progress, List<Heard> heard, long dropped) {}

  /// @param onFirst told when the box is no longer empty: somebody has to come and empty it
  LabMailbox(int capacity, Runnable onFirst) {
    this.capacity = capacity;
    this.onFirst = onFirst;
  }

  @Override
  public void progress(Progress latest) {
    boolean first;
    synchronized (this) {
      progress = latest;
      lane = latest.now().map(Progress.Now::lane).orElse(lane);
      first = knock();
    }
    if (first) {
      onFirst.run();
    }
  }

  @Override
  public boolean looks() {
    return true;
  }

  @Override
  public void heard(int round, Line line) {
    if (!line.who().node().equals(NodeSpec.SURVIVOR) || !notable(line)) {
      return;
    }
    boolean first;
    synchronized (this) {
      Lane in = lane;
      if (in == null) {
        return;
      }
      if (heard.size() < capacity) {
        heard.add(new Heard(line.at(), round, in, line.event(), line.text("reason")));
      } else {
        dropped++;
      }
      first = knock();
    }
    if (first) {
      onFirst.run();
    }
  }

  /// A transport that is live again after a hesitation gives no reason, and is nothing new.
  private static boolean notable(Line line) {
    return NOTABLE.contains(line.event()) && !(line.is("live") && line.text("reason").isEmpty());
  }

  private boolean knock() {
    boolean first = !fresh;
    fresh = true;
    return first;
  }

  /// Takes everything out.
  synchronized Letter take() {
    Letter letter = new Letter(progress, List.copyOf(heard), dropped);
    heard = new ArrayList<>();
    fresh = false;
    return letter;
  }
}
