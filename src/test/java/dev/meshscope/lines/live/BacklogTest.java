package dev.meshscope.lines.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.Bulk;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.lines.Samples;
import dev.meshscope.lines.Subject;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private static final Subject NOBODY = new Subject(Samples.table(), Samples.table());
  private static final NodeId PEER = new NodeId("40000000-0000-7000-8000-000000000000");
  private static final int LARGE = 1 << 20;

  private final Backlog backlog = new Backlog();

  private static MeshEvent said(Frame frame) {
    return new MeshEvent.ContentReceived(1, new TransportId(1), PEER, frame);
  }

  private static Frame message(int length) {
    return new Frame.Message("", "", "a".repeat(length), 1);
  }

  private static Frame gossip() {
    return new Frame.PeerInfo(
        Collections.nCopies(256, new Frame.Hearsay(PEER.text(), "n".repeat(64), 1)));
  }

  @Test
  void longMessagesThatNobodyReadsAreBoundedByTheirBytes() {
    fill(said(message(LARGE)));
  }

  @Test
  void gossipThatNobodyReadsIsBoundedByItsBytesToo() {
    fill(said(gossip()));
  }

  private void fill(MeshEvent event) {
    long most = Backlog.WORDS / Bulk.of(event) + 1;
    for (int i = 0; i < most + 10; i++) {
      backlog.step(NOBODY, List.of(event));
    }

    assertThat(backlog.words()).isBetween(Backlog.WORDS, Backlog.WORDS + Bulk.of(event));
    assertThat(backlog.lost().events()).isBetween(10L, 11L);
  }

  @Test
  void whatWasWrittenLeavesRoom() throws InterruptedException {
    backlog.step(NOBODY, List.of(said(message(LARGE))));
    assertThat(backlog.words()).isEqualTo(2L * LARGE);

    backlog.written(backlog.take(0));

    assertThat(backlog.words()).isZero();
  }
}
