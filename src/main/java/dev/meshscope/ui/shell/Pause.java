package dev.meshscope.ui.shell;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.ui.decisions.DecisionModel;
import dev.meshscope.ui.feed.Batch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Holds back what happens while the window is paused: the latest table and the last few thousand
/// events; counts what came and what it had to let go. On the JavaFX thread.
final class Pause {
  /// More than fit into the decision list are not worth holding.
  static final int HELD = 2 * DecisionModel.KEPT;

  private final Deque<MeshEvent> events = new ArrayDeque<>();
  private @Nullable Batch latest;
  private boolean on;
  private long held;
  private long lost;

  boolean on() {
    return on;
  }

  /// How many came since it began.
  long held() {
    return held;
  }

  /// How many it had to let go, in all pauses.
  long lost() {
    return lost;
  }

  void begin() {
    on = true;
  }

  void hold(Batch batch) {
    latest = batch;
    for (MeshEvent event : batch.events()) {
      events.addLast(event);
      held++;
      if (events.size() > HELD) {
        events.removeFirst();
        lost++;
      }
    }
  }

  /// Lets it all out at once.
  void end(Consumer<Batch> reader) {
    on = false;
    Batch batch = latest;
    if (batch != null) {
      reader.accept(new Batch(batch.table(), List.copyOf(events), batch.told(), batch.dropped()));
    }
    events.clear();
    latest = null;
    held = 0;
  }
}
