package dev.meshscope.ui.feed;

import java.util.function.LongSupplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.util.Duration;

/// The one clock of the window: ten ticks a second while it runs. On the JavaFX thread.
public final class Clock {
  private final LongSupplier source;
  private final ReadOnlyLongWrapper now = new ReadOnlyLongWrapper();
  private final Timeline ticking;

  /// @param source monotonic nanoseconds
  public Clock(LongSupplier source) {
    this.source = source;
    now.set(source.getAsLong());
    ticking = new Timeline(new KeyFrame(Duration.millis(100), tick -> now.set(source.getAsLong())));
    ticking.setCycleCount(Animation.INDEFINITE);
  }

  /// The time of the latest tick.
  public ReadOnlyLongProperty nowProperty() {
    return now.getReadOnlyProperty();
  }

  public long now() {
    return now.get();
  }

  /// Reads the time now, between two ticks.
  public void catchUp() {
    now.set(source.getAsLong());
  }

  /// Ticks, or stands still.
  public void run(boolean on) {
    if (on) {
      ticking.play();
    } else {
      ticking.stop();
    }
  }
}
