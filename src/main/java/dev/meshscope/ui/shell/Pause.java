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
/// events. On the JavaFX thread.
final class Pause {
  private final Deque<MeshEvent> events = new ArrayDeque<>();
  private @Nullable Batch latest;
  private boolean on;
  private long held;

  boolean on() {
    return on;
  }

  /// How many came since it began.
  long held() {
    return held;
  }

  void begin() {
    on = true;
  }

  void hold(Batch batch) {
    latest = batch;
    for (MeshEvent event : batch.events()) {
      events.addLast(event);
      held++;
      if (events.size() > DecisionModel.KEPT * 2) {
        events.removeFirst();
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
