package dev.meshscope.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.TransportId;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every transport ends with one reason, and the last of them are kept.
class EndedRingTest {
  private final LoneCore node = new LoneCore();

  private List<EndedRing.Entry> all() {
    return node.table.ended().last(EndedRing.MOST, entry -> true);
  }

  private void end(TransportId id, CloseReason reason) {
    node.take(new Input.Ended(id, reason, Cause.none()));
  }

  @Test
  void whoeverItLedToAndWhoeverSaidNothingIsThereTheLatestFirst() {
    TransportId known = node.raw(LoneCore.LARGER);
    TransportId unknown = node.accept();
    end(known, CloseReason.RESET);
    node.nowNs += 7;
    end(unknown, CloseReason.REMOTE_CLOSED);

    assertThat(all()).extracting(EndedRing.Entry::peer).containsExactly(null, LoneCore.LARGER);
    assertThat(all()).extracting(entry -> entry.how().transport()).containsExactly(unknown, known);
    assertThat(all())
        .extracting(entry -> entry.how().reason())
        .containsExactly(CloseReason.REMOTE_CLOSED, CloseReason.RESET);
    assertThat(all().getFirst().how().endedNs()).isEqualTo(all().getLast().how().endedNs() + 7);
  }

  @Test
  void onlyThoseOfAPeerAndOnlySoMany() {
    for (NodeId peer : List.of(LoneCore.SMALLER, LoneCore.LARGER, LoneCore.SMALLER)) {
      end(node.raw(peer), CloseReason.RESET);
    }
    EndedRing ended = node.table.ended();

    assertThat(ended.last(10, entry -> LoneCore.SMALLER.equals(entry.peer()))).hasSize(2);
    assertThat(ended.last(1, entry -> true)).containsExactly(all().getFirst());
  }

  @Test
  void ofAPeerTheUserForgetsNothingIsKept() {
    node.raw(LoneCore.SMALLER);
    end(node.raw(LoneCore.LARGER), CloseReason.RESET);
    node.take(new Input.ForgetWanted(LoneCore.SMALLER));

    assertThat(all()).extracting(EndedRing.Entry::peer).containsExactly(LoneCore.LARGER);
  }

  @Test
  void theOldestMakeRoom() {
    for (int i = 0; i < EndedRing.MOST + 5; i++) {
      end(node.accept(), CloseReason.RESET);
    }

    assertThat(all()).hasSize(EndedRing.MOST);
    assertThat(all().getLast().how().transport()).isEqualTo(new TransportId(6));
    assertThat(all().getFirst().how().transport()).isEqualTo(new TransportId(EndedRing.MOST + 5));
  }
}
