package dev.meshscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.StartException;
import dev.meshscope.outside.RawClient;
import dev.meshscope.outside.Signer;
import dev.meshscope.outside.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys are free: strangers that connect, prove themselves and leave do not shut out whoever comes
/// next, with a real engine and real sockets. With a small table; all of it, for a few minutes:
/// `-Dmeshscope.strangers=20000`.
@Tag("proof")
class ProvenStrangersIT {
  private static final int FEW = 600;
  private static final int STRANGERS = Integer.getInteger("meshscope.strangers", FEW);
  private static final int ROOM = STRANGERS <= FEW ? 300 : Limits.DEFAULT.peers();
  private static final int SMALL_ROOM = 20;
  private static final int HONEST = 5;
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir private Path dir;

  private final Random random = new Random();

  private MeshEngine start(int peers) throws StartException {
    MeshEngine engine =
        MeshEngine.start(
            new EngineConfig(
                new NodeName("survivor"),
                null,
                dir.resolve("survivor"),
                dir.resolve("registry"),
                "127.0.0.1",
                0,
                Group.DEFAULT,
                Settings.DEFAULT,
                List.of()));
    Limits usual = Limits.DEFAULT;
    engine.change(
        Settings.DEFAULT.with(
            new Limits(
                usual.connections(),
                usual.perAddress(),
                usual.pendingHandshakes(),
                usual.failuresPerSecond(),
                usual.framesPerSecond(),
                usual.bytesPerSecond(),
                usual.frameDepth(),
                usual.gossipEntries(),
                peers,
                usual.announcements(),
                usual.dials())));
    engine.caughtUp().join();
    return engine;
  }

  private Signer stranger() {
    return Signer.born(Wire.nodeId(random), random);
  }

  @Test
  void newcomersGetInWhileProvenStrangersComeAndGo() throws Exception {
    List<RawClient> honest = new ArrayList<>();
    List<Signer> who = new ArrayList<>();
    try (MeshEngine engine = start(ROOM)) {
      int port = engine.listening().port();
      for (int i = 1; i <= STRANGERS; i++) {
        try (RawClient link = stranger().join(port, random)) {
          assertThat(link.frame("x-meshscope-proof", 0, SOON)).as("stranger %d", i).isNotNull();
          assertThat(link.answersPing()).isTrue();
        }
        if (i % (STRANGERS / HONEST) == 0) {
          who.add(stranger());
          honest.add(who.getLast().join(port, random));
          assertThat(honest.getLast().answersPing()).as("newcomer at %d", i).isTrue();
        }
      }
      engine.caughtUp().join();

      assertThat(honest).hasSize(HONEST).allMatch(RawClient::answersPing);
      assertThat(engine.table().peers())
          .containsKeys(who.stream().map(one -> new NodeId(one.nodeId())).toArray(NodeId[]::new))
          .hasSizeLessThanOrEqualTo(ROOM);
      assertThat(engine.table().networks().reached(Limits.Which.PEERS)).isZero();
    } finally {
      honest.forEach(RawClient::close);
    }
  }

  @Test
  void whoFindsNoRoomBesideThoseThatStayIsToldAndCounted() throws Exception {
    List<RawClient> stay = new ArrayList<>();
    Recorder heard = new Recorder();
    try (MeshEngine engine = start(SMALL_ROOM)) {
      engine.observe(heard);
      int port = engine.listening().port();
      for (int i = 0; i < SMALL_ROOM; i++) {
        stay.add(stranger().join(port, random));
        assertThat(stay.getLast().answersPing()).isTrue();
      }
      for (int i = 1; i <= HONEST; i++) {
        try (RawClient link = stranger().join(port, random)) {
          assertThat(link.untilTheEnd()).contains("\"code\":1903");
        }
        heard.await(MeshEvent.TurnedAway.class, i, away -> away.limit() == Limits.Which.PEERS);
      }
      engine.caughtUp().join();

      assertThat(engine.table().networks().reached(Limits.Which.PEERS)).isEqualTo(HONEST);
      assertThat(stay).allMatch(RawClient::answersPing);
    } finally {
      stay.forEach(RawClient::close);
    }
  }
}
