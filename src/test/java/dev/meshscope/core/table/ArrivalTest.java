package dev.meshscope.core.table;

import static dev.meshscope.core.table.Driver.SMALLER;
import static dev.meshscope.core.table.Driver.ms;
import static dev.meshscope.core.table.Driver.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.wire.Frame;
import org.junit.jupiter.api.Test;

/// What is known of a text once it was handed over: nothing, until a pong of a later ping came.
class ArrivalTest {

  private final Driver node = new Driver();

  @Test
  void aTextIsFollowedByAPing() {
    TransportId id = answering();
    long before = node.pingsTo(id);
    say(id, 5_000);

    assertThat(node.pingsTo(id)).isEqualTo(before + 1);
  }

  @Test
  void ofManyTextsInARowNotEachIsAskedAbout() {
    TransportId id = answering();
    long before = node.pingsTo(id);
    for (int i = 0; i < 1_000; i++) {
      say(id, 5_000 + i);
    }
    assertThat(node.pingsTo(id)).isEqualTo(before + 1);

    node.pong(id);
    assertThat(node.pingsTo(id)).isEqualTo(before + 2);
    node.pong(id);
    assertThat(node.pingsTo(id)).isEqualTo(before + 2);
    node.ended(id, CloseReason.TIMED_OUT);
    assertThat(node.told(MeshEvent.ArrivalUnknown.class)).isEmpty();
  }

  @Test
  void aTextThatWasAnsweredForIsNotTold() {
    TransportId id = answering();
    say(id, 5_000);
    node.pong(id);
    node.ended(id, CloseReason.TIMED_OUT);

    assertThat(node.told(MeshEvent.ArrivalUnknown.class)).isEmpty();
  }

  @Test
  void aFrameThatIsNoPongAnswersForNothing() {
    TransportId id = answering();
    say(id, 5_000);
    node.hear(id, new Frame.NodeStats(1, 2, 3, 4));
    node.stallUntil(9_000);
    node.ended(id, CloseReason.TIMED_OUT);

    assertThat(node.told(MeshEvent.ArrivalUnknown.class))
        .containsExactly(new MeshEvent.ArrivalUnknown(ms(9_000), id, SMALLER, 1, ms(5_000)));
  }

  @Test
  void whatWasSaidAfterTheLastPingIsNotKnownToHaveArrived() {
    TransportId id = answering();
    say(id, 5_000);
    say(id, 5_100);
    say(id, 5_200);
    node.pong(id);
    node.stallUntil(6_000);
    node.ended(id, CloseReason.RESET);

    assertThat(node.told(MeshEvent.ArrivalUnknown.class))
        .containsExactly(new MeshEvent.ArrivalUnknown(ms(6_000), id, SMALLER, 2, ms(5_100)));
  }

  @Test
  void nothingIsSaidOfATransportAfterItsEnd() {
    TransportId id = answering();
    say(id, 5_000);
    node.ended(id, CloseReason.RESET);

    assertThat(node.events)
        .filteredOn(e -> e instanceof MeshEvent.OfTransport of && of.transport().equals(id))
        .last()
        .isInstanceOf(MeshEvent.Closed.class);
    assertThat(node.told(MeshEvent.ArrivalUnknown.class)).hasSize(1);
  }

  @Test
  void aTextIsToldWhoeverEndsTheConnection() {
    TransportId id = answering();
    say(id, 5_000);
    node.take(new Input.DropWanted(id));

    assertThat(node.told(MeshEvent.ArrivalUnknown.class))
        .containsExactly(new MeshEvent.ArrivalUnknown(ms(5_000), id, SMALLER, 1, ms(5_000)));
  }

  @Test
  void aTextThatWentThroughTheRelayIsToldAsWell() {
    TransportId id = node.accept(Kind.RELAY, raw(SMALLER));
    say(id, 5_000);
    node.ended(id, CloseReason.REMOTE_CLOSED);

    assertThat(node.told(MeshEvent.ArrivalUnknown.class))
        .containsExactly(new MeshEvent.ArrivalUnknown(ms(5_000), id, SMALLER, 1, ms(5_000)));
  }

  @Test
  void framesThatNobodySaidAreNotTold() {
    TransportId id = answering();
    node.take(new Input.Written(id, "ping", 1, 15));
    node.ended(id, CloseReason.RESET);

    assertThat(node.told(MeshEvent.ArrivalUnknown.class)).isEmpty();
  }

  /// A link whose first ping was answered.
  private TransportId answering() {
    TransportId id = node.accept(raw(SMALLER));
    node.stallUntil(20);
    node.pong(id);
    return id;
  }

  /// The engine has handed a text to the connection.
  private void say(TransportId id, long atMillis) {
    node.stallUntil(atMillis);
    node.take(new Input.Written(id, Frame.Message.TYPE, 1, 80));
  }
}
