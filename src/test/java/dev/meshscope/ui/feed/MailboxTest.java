package dev.meshscope.ui.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.wire.Extra;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MailboxTest {
  private static final NodeId PEER = new NodeId("40000000-0000-7000-8000-000000000000");
  private static final PublicKey KEY = new PublicKey("A".repeat(43));
  private static final Incarnation LIFE = new Incarnation("0".repeat(32));
  private static final TransportId ONE = new TransportId(1);
  private static final PeerTable TABLE =
      PeerTable.empty(
          new Self(PEER, new NodeName("me"), KEY, null, Group.DEFAULT, LIFE, 0),
          Settings.DEFAULT,
          Map.of());

  private final Mailbox mailbox = new Mailbox(1_000_000);

  @Test
  void whatPeersSayToTheLayersAboveIsNotKept() {
    Frame words = new Frame.Message("", "", "a".repeat(1 << 20), 1);
    mailbox.put(
        TABLE,
        List.of(
            new MeshEvent.ContentReceived(1, ONE, PEER, words),
            new MeshEvent.ContentHeld(2, ONE, words, 1 << 20, true)));

    assertThat(mailbox.take()).isEqualTo(new Batch(TABLE, List.of(), 2, 0));
  }

  @Test
  void whatWaitsIsBoundedInSizeAndWhatIsLostIsCounted() {
    MeshEvent handshake =
        new MeshEvent.HandshakeReceived(
            1,
            ONE,
            new Handshake(
                PEER,
                new NodeName("p"),
                "1.1.0",
                KEY,
                null,
                "participant",
                Group.DEFAULT,
                new Extra(LIFE, 0, 1, Collections.nCopies(256, 1L), new Nonce("0".repeat(32)))),
            true);
    for (int i = 0; i < 10_000; i++) {
      mailbox.put(TABLE, List.of(handshake));
    }
    Batch batch = mailbox.take();

    assertThat(batch).isNotNull();
    assertThat(batch.events()).hasSizeBetween(1_000, 1_400);
    assertThat(batch.dropped()).isEqualTo(10_000 - batch.events().size());
    mailbox.put(TABLE, List.of(handshake));
    assertThat(mailbox.take()).as("there is room again").isNotNull();
  }
}
