package dev.meshscope.lines.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.identity.Seal;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.PeerTable;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PresentTest {
  private static final Endpoint HERE = new Endpoint("127.0.0.1", 5000);
  private static final Endpoint THERE = new Endpoint("127.0.0.1", 6000);
  private static final Nonce NONCE = new Nonce("0".repeat(32));

  /// Signs nothing: nobody is greeted here.
  private static final Seal NONE =
      new Seal() {
        @Override
        public String sign(String statement) {
          return "";
        }

        @Override
        public boolean verifies(PublicKey key, String statement, String signature) {
          return false;
        }
      };

  private static PeerTable after(Input input, long nowNs) {
    Self self =
        new Self(
            new NodeId("019ab052-7263-78f0-a8d4-263be690ae7c"),
            new NodeName("self"),
            new PublicKey("u6U4fLfrrZl1QzJDV__VURtXIWNTlAteoaf5BqPn32E"),
            null,
            Group.DEFAULT,
            new Incarnation("0".repeat(32)),
            0);
    return PeerTable.empty(self, Settings.DEFAULT, Map.of()).step(input, NONE, nowNs).table();
  }

  @Test
  void whoComesLateIsToldOfAConnectionThatWasAcceptedBefore() {
    var id = new TransportId(1);
    PeerTable table = after(new Input.Accepted(id, Kind.DIRECT, HERE, THERE, NONCE), 1_000);
    assertThat(Present.of(table, 2_000))
        .containsExactly(new MeshEvent.Accepted(1_000, id, Kind.DIRECT, HERE, THERE, NONCE));
  }

  @Test
  void aDialThatDoesNotStandYetIsNotTold() {
    PeerTable table = after(new Input.DialWanted(THERE), 1_000);
    assertThat(Present.of(table, 2_000)).isEmpty();
  }
}
