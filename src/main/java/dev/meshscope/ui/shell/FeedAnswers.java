package dev.meshscope.ui.shell;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.ui.alarm.AlarmModel;
import dev.meshscope.ui.feed.MeshFeed;

/// Takes the answers to identity alarms to the node. On the JavaFX thread.
record FeedAnswers(MeshFeed feed) implements AlarmModel.Answers {
  @Override
  public void trust(NodeId peer, PublicKey key) {
    feed.trust(peer, key);
  }

  @Override
  public void forget(NodeId peer) {
    feed.forget(peer);
  }
}
