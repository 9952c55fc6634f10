package dev.meshscope.engine.net.relay;

import static dev.meshscope.engine.net.relay.FrozenRelay.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.RelayState;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PresenceTest {
  private static final RelayState OPEN = new RelayState.Open("ws://relay.example", 0, 0);
  private static final byte[] FRAME = {'{', '}'};

  private final MockTicker ticker = Ticker.newMockTicker();
  private final EmbeddedChannel loop = EmbeddedChannel.builder().ticker(ticker).build();
  private final Ear ear = new Ear();
  private final Presence presence = new Presence(ear, loop.eventLoop(), ticker::nanoTime);

  @BeforeEach
  void theRelayIsOpen() {
    presence.state(OPEN);
    ear.takeTold();
  }

  private static NodeName name(int peer) {
    return new NodeName("n" + peer);
  }

  private static Told present(int peer) {
    return new Told.Present(id(peer), name(peer));
  }

  private void pass(long millis) {
    for (long left = millis; left > 0; left -= 10) {
      ticker.advance(10, TimeUnit.MILLISECONDS);
      loop.runScheduledPendingTasks();
    }
  }

  @Test
  void whoComesAndGoesLikeAProgramThatIsRestartedIsToldAtOnce() {
    presence.present(id(1), name(1));
    presence.gone(id(1));
    presence.present(id(1), name(1));
    presence.rejoined(id(1), name(1));

    assertThat(ear.told())
        .containsExactly(
            present(1), new Told.Gone(id(1)), present(1), new Told.Rejoined(id(1), name(1)));
  }

  @Test
  void ofAPeerThatFlapsTheLastStateIsToldOnceASecond() {
    presence.present(id(1), name(1));
    for (int i = 0; i < 5_000; i++) {
      presence.gone(id(1));
      presence.present(id(1), name(1));
      pass(10);
    }
    int most = Presence.OF_ONE_AT_ONCE + 50 * Presence.OF_ONE_PER_SECOND + 2;
    assertThat(ear.told().size()).isBetween(most / 2, most);

    presence.gone(id(1));
    pass(3_000);
    assertThat(ear.told()).endsWith(new Told.Gone(id(1)));
  }

  @Test
  void whoWasAwayInBetweenHasRejoined() {
    presence.present(id(1), name(1));
    for (int i = 0; i < Presence.OF_ONE_AT_ONCE; i++) {
      presence.rejoined(id(1), name(1));
    }
    ear.takeTold();
    presence.gone(id(1));
    presence.present(id(1), name(1));
    assertThat(ear.takeTold()).isEmpty();
    pass(3_000);

    assertThat(ear.takeTold()).containsExactly(new Told.Rejoined(id(1), name(1)));
  }

  @Test
  void strangersThatComeAndGoAreToldAtAPace() {
    for (int i = 1; i <= 20_000; i++) {
      presence.present(id(i), name(i));
      presence.gone(id(i));
      if (i % 10 == 0) {
        pass(10);
      }
    }

    assertThat(ear.told().size())
        .isLessThanOrEqualTo(Presence.AT_ONCE + 20 * Presence.PER_SECOND + 10);
    pass(3_000);
    ear.takeTold();
    presence.present(id(30_000), name(1));
    assertThat(ear.takeTold()).containsExactly(new Told.Present(id(30_000), name(1)));
  }

  @Test
  void aLargeDirectoryIsToldInPiecesAndWhole() {
    for (int i = 1; i <= 1_000; i++) {
      presence.present(id(i), name(i));
    }
    assertThat(ear.told()).hasSize(Presence.IN_ONE_GO);
    pass(10);
    assertThat(ear.told()).hasSize(2 * Presence.IN_ONE_GO);

    pass(10_000);
    assertThat(ear.told()).hasSize(1_000).doesNotHaveDuplicates();
  }

  @Test
  void whoSpeaksIsToldBeforeWhatItSays() {
    for (int i = 1; i <= 20; i++) {
      presence.present(id(i), name(i));
    }
    ear.takeTold();
    presence.payload(id(20), FRAME);

    assertThat(ear.takeTold()).containsExactly(present(20), new Told.Payload(id(20), "{}"));
  }

  @Test
  void whatIsSaidBySomebodyWhoFlapsIsNotTakenForTheWordsOfWhoWasThere() {
    for (int i = 0; i < Presence.OF_ONE_AT_ONCE; i++) {
      presence.rejoined(id(1), name(1));
    }
    presence.rejoined(id(1), name(1));
    presence.rejoined(id(1), name(1));
    ear.takeTold();
    presence.payload(id(1), FRAME);

    assertThat(ear.takeTold()).isEqualTo(List.of(new Told.Ignored(Ignored.TOO_FAST, 2)));
  }

  @Test
  void whereTheConnectionIsOverAllAreGoneSoon() {
    for (int i = 1; i <= 150; i++) {
      presence.present(id(i), name(i));
    }
    pass(1_000);
    ear.takeTold();
    RelayState off = new RelayState.Off();
    presence.state(off);
    for (int i = 1; i <= 150; i++) {
      presence.gone(id(i));
    }
    pass(250);

    assertThat(ear.told(Told.Gone.class)).hasSize(150);
  }

  @Test
  void howManyAreThereIsToldAtAPaceAndTheLastIsRight() {
    for (int i = 1; i <= 1_000; i++) {
      presence.state(new RelayState.Open("ws://relay.example", 0, i));
    }
    assertThat(ear.takeTold()).hasSizeLessThanOrEqualTo(Presence.COUNTS_AT_ONCE + 1);
    pass(2_000);

    assertThat(ear.takeTold())
        .containsExactly(new Told.State(new RelayState.Open("ws://relay.example", 0, 1_000)));
  }

  @Test
  void anotherStateIsToldAtOnce() {
    for (int i = 1; i <= 100; i++) {
      presence.state(new RelayState.Open("ws://relay.example", 0, i));
    }
    ear.takeTold();
    presence.state(new RelayState.Off());
    pass(2_000);

    assertThat(ear.takeTold()).containsExactly(new Told.State(new RelayState.Off()));
  }
}
