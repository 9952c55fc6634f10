package dev.meshscope.ui.shell;

import dev.meshscope.doctor.Checkup;
import dev.meshscope.ui.peers.PeerListModel;
import dev.meshscope.ui.peers.PeersView;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Explains why no peer is shown: nobody is there, or the filter lets none pass. On the JavaFX
/// thread.
final class Nobody {
  private final PeerListModel peers;
  private final PeersView view;
  private final MainWindow.Actions actions;
  private final Supplier<@Nullable Checkup> doctor;
  private final FirstStart firstStart;
  private final NoMatch noMatch;

  /// @param clear takes the filter away
  Nobody(
      PeerListModel peers,
      PeersView view,
      MainWindow.Actions actions,
      Supplier<@Nullable Checkup> doctor,
      Runnable clear) {
    this.peers = peers;
    this.view = view;
    this.actions = actions;
    this.doctor = doctor;
    firstStart = new FirstStart(actions);
    noMatch = new NoMatch(clear);
    view.placeholder(firstStart.node());
  }

  void explain() {
    if (!peers.shown().isEmpty()) {
      return;
    }
    if (peers.hidden() > 0) {
      view.placeholder(noMatch.node());
      noMatch.show(peers.hidden());
      return;
    }
    Checkup checkup = doctor.get();
    if (checkup != null) {
      view.placeholder(firstStart.node());
      firstStart.refresh(checkup, actions.practising());
    }
  }
}
