package dev.meshscope.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.wire.Frame;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventKindTest {

  @Test
  void everyRecordIsOneKindAndNoKindHasNone() {
    assertThat(Arrays.stream(EventKind.values()).<Class<?>>map(EventKind::type).toList())
        .containsExactlyInAnyOrderElementsOf(records(MeshEvent.class).toList());
  }

  @Test
  void aKindIsCalledAsItsRecord() {
    assertThat(EventKind.values())
        .allSatisfy(
            kind ->
                assertThat(kind.id().replace("-", ""))
                    .isEqualToIgnoringCase(kind.type().getSimpleName()));
  }

  @Test
  void everyNameIsFoundAgain() {
    assertThat(EventKind.values())
        .allSatisfy(kind -> assertThat(EventKind.named(kind.id())).contains(kind));
    assertThat(said().stream().map(frame -> new MeshEvent.ContentReceived(0, ID, null, frame)))
        .allSatisfy(
            event ->
                assertThat(EventKind.named(event.eventName()))
                    .contains(EventKind.CONTENT_RECEIVED));
    assertThat(EventKind.named("started")).isEmpty();
    assertThat(EventKind.names())
        .hasSize(EventKind.values().length + said().size())
        .allSatisfy(name -> assertThat(EventKind.named(name)).isPresent());
  }

  @Test
  void whatIsNotInterpretedIsNotCalledAsItCallsItself() {
    assertThat(
            new MeshEvent.ContentReceived(0, ID, null, new Frame.Uninterpreted("joined"))
                .eventName())
        .isEqualTo("content-received");
  }

  @Test
  void aStepOfMeasurementsIsOnlyChatterAndADecisionIsNot() {
    MeshEvent ping = new MeshEvent.PingSent(1, ID);
    assertThat(Weight.onlyChatter(List.of(ping, ping))).isTrue();
    assertThat(
            Weight.onlyChatter(
                List.of(
                    ping,
                    new MeshEvent.Accepted(
                        1, ID, Kind.DIRECT, HERE, HERE, new Nonce("0".repeat(32))))))
        .isFalse();
  }

  private static final TransportId ID = new TransportId(1);
  private static final Endpoint HERE = new Endpoint("127.0.0.1", 1);

  private static List<Frame> said() {
    return List.of(
        new Frame.Message("a", "b", "c", 1),
        new Frame.PeerInfo(List.of()),
        new Frame.WakeChannel("a", "b", "c"),
        new Frame.NodeStats(1, 2, 3, 4),
        new Frame.Fault(1, "a"));
  }

  private static Stream<Class<?>> records(Class<?> of) {
    return of.isSealed()
        ? Arrays.stream(of.getPermittedSubclasses()).flatMap(EventKindTest::records)
        : Stream.of(of);
  }
}
