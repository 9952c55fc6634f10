package dev.meshscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.EndCause;
import dev.meshscope.core.cause.SendCause;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.identity.Seal;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Pause;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Effect;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.wire.Extra;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import dev.meshscope.engine.net.Carriers;
import dev.meshscope.engine.net.FrameJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RelayLinksTest {
  private static final NodeId MEMBER = new NodeId("10000000-0000-7000-8000-000000000001");
  private static final NodeId OTHER = new NodeId("20000000-0000-7000-8000-000000000002");
  private static final PublicKey KEY = new PublicKey("A".repeat(43));
  private static final PeerTable TABLE =
      PeerTable.empty(
          new Self(
              new NodeId("50000000-0000-7000-8000-00000000000a"),
              new NodeName("links"),
              KEY,
              null,
              Group.DEFAULT,
              new Incarnation("0".repeat(32)),
              0),
          Settings.DEFAULT,
          Map.of());

  private final List<Input> inputs = new ArrayList<>();
  private PeerTable table = TABLE;
  private long nowNs = 1;
  private final Carriers carriers = new Carriers(inputs::add);
  private final RelayLinks links =
      new RelayLinks(
          new Endpoint("127.0.0.1", 1),
          carriers,
          this::take,
          () -> table,
          () -> new Nonce("0".repeat(32)),
          () -> nowNs);

  /// Holds whatever is signed with the word.
  private static final Seal SEAL =
      new Seal() {
        @Override
        public String sign(String statement) {
          return "signed";
        }

        @Override
        public boolean verifies(PublicKey key, String statement, String signature) {
          return signature.equals("signed");
        }
      };

  private void take(Input input) {
    inputs.add(input);
    PeerTable.Step step = table.step(input, SEAL, nowNs);
    table = step.table();
    for (Effect effect : step.effects()) {
      if (effect instanceof Effect.Close(var id)) {
        carriers.close(id);
      }
    }
  }

  private void pass(long seconds) {
    nowNs += TimeUnit.SECONDS.toNanos(seconds);
  }

  /// Whoever brings too much does it many times a second.
  @Test
  void thatTheRelayBringsTooMuchIsToldOnceASecond() {
    for (int i = 0; i < 5; i++) {
      links.slowed();
    }
    pass(1);
    links.slowed();

    assertThat(inputs).containsExactly(new Input.RelaySlowed(1), new Input.RelaySlowed(5));
    assertThat(table.networks().paused(Pause.RELAY)).isEqualTo(6);
  }

  private void hear(Frame frame) {
    links.payload(MEMBER, FrameJson.write(frame));
  }

  /// Of which life it is, and its own number for this way.
  private static Frame greeting(String life, long link, Long... holds) {
    return new Frame.Greeting(
        new Handshake(
            MEMBER,
            new NodeName("peer"),
            Handshake.VERSION,
            KEY,
            null,
            "participant",
            Group.DEFAULT,
            new Extra(
                new Incarnation(life.repeat(32)),
                life.charAt(0),
                link,
                List.of(holds),
                new Nonce("7".repeat(32)))));
  }

  /// The way stands and is proven.
  private TransportId proven() {
    hear(greeting("a", 5, 5L));
    hear(new Frame.Proof("signed"));
    TransportId id = ((Input.Accepted) inputs.getFirst()).id();
    assertThat(standing()).isEqualTo(id);
    pass(10);
    inputs.clear();
    return id;
  }

  private TransportId standing() {
    return Objects.requireNonNull(table.peer(MEMBER).orElseThrow().relay().incumbent());
  }

  private boolean isProven(TransportId id) {
    return table.transport(id).orElseThrow().greeting().proven();
  }

  private static Frame greeting(NodeId of) {
    return new Frame.Greeting(
        new Handshake(
            of,
            new NodeName("peer"),
            Handshake.VERSION,
            KEY,
            null,
            "participant",
            Group.DEFAULT,
            null));
  }

  private TransportId greeted() {
    links.payload(MEMBER, FrameJson.write(greeting(MEMBER)));
    return ((Input.Accepted) inputs.getFirst()).id();
  }

  @Test
  void aMemberOfTheRelayOpensNoWayInAnothersName() {
    links.payload(MEMBER, FrameJson.write(greeting(OTHER)));
    assertThat(inputs).isEmpty();

    greeted();
    assertThat(inputs).last().isInstanceOf(Input.Received.class);
  }

  @Test
  void aWayOnWhichOurHandshakeCannotGoOutEnds() {
    TransportId id = greeted();
    // There is no connection to the relay.
    carriers.send(id, greeting(TABLE.self().nodeId()));
    carriers.send(id, new Frame.Ping());

    assertThat(inputs)
        .endsWith(
            new Input.NotWritten(id, "handshake", Cause.of(SendCause.RELAY_FULL)),
            new Input.Ended(id, CloseReason.FAILED, Cause.of(EndCause.GREETING_NOT_TAKEN)),
            new Input.NotWritten(id, "ping", Cause.of(SendCause.CONNECTION_CLOSED)));
  }

  @Test
  void eachPongHasAnEnvelopeOfItsOwn() {
    TransportId id = greeted();
    // There is no connection to the relay.
    carriers.sendPongs(id, 2);

    Input notWritten = new Input.NotWritten(id, "pong", Cause.of(SendCause.RELAY_FULL));
    assertThat(inputs).endsWith(notWritten, notWritten);
  }

  @Test
  void aWayThatWasClosedIsOpenedAnewByTheNextGreeting() {
    TransportId id = greeted();
    carriers.close(id);
    inputs.clear();

    greeted();
    assertThat(inputs)
        .hasExactlyElementsOfTypes(Input.Accepted.class, Input.Sampled.class, Input.Received.class);
  }

  @Test
  void aHandshakeThatIsSaidAgainEndsNoProvenWay() {
    TransportId held = proven();
    // The same again, an earlier one, one without our extra.
    for (Frame again : List.of(greeting("a", 5, 5L), greeting("a", 2, 2L), greeting(MEMBER))) {
      hear(again);
      pass(10);
    }

    assertThat(inputs).hasOnlyElementsOfType(Input.Received.class);
    assertThat(inputs).allSatisfy(in -> assertThat(((Input.Received) in).id()).isEqualTo(held));
    assertThat(standing()).isEqualTo(held);
    assertThat(isProven(held)).isTrue();
  }

  @Test
  void aHandshakeThatIsMadeUpEndsNoProvenWay() {
    TransportId held = proven();
    for (Frame forged : List.of(greeting("a", 6, 6L), greeting("b", 1, 1L))) {
      hear(forged);
      hear(new Frame.Proof("made up"));
      pass(10);
      hear(new Frame.Ping());
    }

    assertThat(standing()).isEqualTo(held);
    assertThat(isProven(held)).isTrue();
    // What comes after that belongs to the way that stands.
    assertThat(((Input.Received) inputs.getLast()).id()).isEqualTo(held);
    assertThat(table.peer(MEMBER).orElseThrow().transports()).containsExactly(held);
  }

  @Test
  void whoOpensItsWayAnewTakesTheOldOnesPlaceWhenItHasProvenItself() {
    TransportId held = proven();
    hear(greeting("a", 6, 6L));
    assertThat(standing()).isEqualTo(held);
    hear(new Frame.Proof("signed"));
    TransportId fresh = standing();
    hear(new Frame.Ping());

    assertThat(fresh).isNotEqualTo(held);
    assertThat(isProven(fresh)).isTrue();
    assertThat(((Input.Received) inputs.getLast()).id()).isEqualTo(fresh);
  }

  @Test
  void whoWasRestartedBehindTheRelayTakesItsPlaceWhenItHasProvenItself() {
    TransportId held = proven();
    hear(greeting("b", 1, 1L));
    hear(new Frame.Proof("signed"));
    TransportId fresh = standing();
    carriers.close(held);
    pass(10);
    // The life before is replaced: what it said once says nothing now.
    inputs.clear();
    hear(greeting("a", 9, 9L));

    assertThat(fresh).isNotEqualTo(held);
    assertThat(inputs).hasExactlyElementsOfTypes(Input.Received.class);
    assertThat(standing()).isEqualTo(fresh);
  }

  @Test
  void whoLeavesTheRelayLeavesWithAllItsWays() {
    TransportId held = proven();
    hear(greeting("b", 1, 1L));
    links.gone(MEMBER);

    assertThat(table.peer(MEMBER).orElseThrow().transports()).isEmpty();
    assertThat(inputs.stream().filter(Input.Ended.class::isInstance)).hasSize(2);
    assertThat(table.transport(held)).isEmpty();
  }

  @Test
  void whereOurOwnConnectionEndedNobodyLeftTheRelay() {
    TransportId id = greeted();
    links.gone(MEMBER);

    assertThat(inputs)
        .last()
        .isEqualTo(new Input.Ended(id, CloseReason.REMOTE_CLOSED, Cause.of(EndCause.RELAY_ENDED)));
  }
}
