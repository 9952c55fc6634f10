package dev.meshscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import dev.meshscope.engine.net.Carriers;
import dev.meshscope.engine.net.FrameJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private final Carriers carriers = new Carriers(inputs::add);
  private final RelayLinks links =
      new RelayLinks(
          new Endpoint("127.0.0.1", 1),
          carriers,
          inputs::add,
          () -> TABLE,
          () -> new Nonce("0".repeat(32)));

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
            new Input.NotWritten(id, "handshake", "the relay does not take it now"),
            new Input.Ended(id, CloseReason.FAILED, "the relay did not take our handshake"),
            new Input.NotWritten(id, "ping", "the connection is closed"));
  }

  @Test
  void eachPongHasAnEnvelopeOfItsOwn() {
    TransportId id = greeted();
    // There is no connection to the relay.
    carriers.sendPongs(id, 2);

    Input notWritten = new Input.NotWritten(id, "pong", "the relay does not take it now");
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
  void whereOurOwnConnectionEndedNobodyLeftTheRelay() {
    TransportId id = greeted();
    links.gone(MEMBER);

    assertThat(inputs)
        .last()
        .isEqualTo(
            new Input.Ended(
                id, CloseReason.REMOTE_CLOSED, "our own connection to the relay ended"));
  }
}
