package dev.meshscope.engine.net.relay;

import static dev.meshscope.engine.net.relay.FrozenRelay.SELF;
import static dev.meshscope.engine.net.relay.FrozenRelay.URL;
import static dev.meshscope.engine.net.relay.FrozenRelay.from;
import static dev.meshscope.engine.net.relay.FrozenRelay.id;
import static dev.meshscope.engine.net.relay.FrozenRelay.joined;
import static dev.meshscope.engine.net.relay.FrozenRelay.left;
import static dev.meshscope.engine.net.relay.FrozenRelay.peers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.RelayCause;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.relay.TestRelay;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The client in frozen time, its relay played by the test.
class RelayClientTest {
  private static final String AUTH =
      "{\"type\":\"relay-auth\",\"nodeId\":\"" + SELF + "\",\"name\":\"me\"}";
  private static final String PONG = "{\"type\":\"relay-pong\"}";
  private static final String PING = "{\"type\":\"relay-ping\"}";
  private static final String REAUTH = "{\"type\":\"relay-reauth\"}";
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final byte[] FRAME = "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8);

  private FrozenRelay relay = new FrozenRelay();

  @AfterEach
  void nothingIsLeftBehind() {
    relay.close();
  }

  private RelayClient client() {
    return relay.client;
  }

  private static Told state(RelayState state) {
    return new Told.State(state);
  }

  private Told open(int present) {
    return state(new RelayState.Open(URL, relay.nowNs(), present));
  }

  private static Told present(int peer) {
    return new Told.Present(id(peer), new NodeName("n" + peer));
  }

  private static Cause saying(RelayCause why, int code) {
    return Cause.of(why, Cause.of(RelayCause.CODE_SAYING, code, "x"));
  }

  private Told waiting(long pauseNs, int attempt, Cause why) {
    return state(new RelayState.Waiting(URL, relay.nowNs() + pauseNs, attempt, why));
  }

  // Getting in.

  @Test
  void theAuthGoesOutAtOnceAndTheAnswerOpens() {
    client().open();
    EmbeddedChannel channel = relay.connect();

    assertThat(relay.takeSaid(channel)).containsExactly(AUTH);
    assertThat(client().send(id(1), FRAME)).isFalse();

    relay.hear(channel, peers(1, 0, 2));

    assertThat(relay.ear.told())
        .containsExactly(
            state(new RelayState.Connecting(URL, 1)),
            state(new RelayState.Authenticating(URL)),
            open(2),
            present(1),
            present(2));
    assertThat(relay.takeSaid(channel)).isEmpty();
  }

  @Test
  void theTokenIsSentAndNeverShown() {
    relay = new FrozenRelay("s3cret", bound -> 0);
    client().open();
    EmbeddedChannel channel = relay.connect();
    assertThat(relay.takeSaid(channel).getFirst()).contains("\"token\":\"s3cret\"");

    relay.hear(channel, "{\"type\":\"relay-error\",\"message\":\"bad s3cret\\u0007\\u202e!\"}");
    relay.hear(channel, "{\"type\":\"s3cret\"}");
    relay.close(channel, 4003, "Invalid token s3cret");

    assertThat(relay.ear.told().toString())
        .doesNotContain("s3cret")
        .contains("Said[text=bad •••\uFFFD\uFFFD!]", "Invalid token •••");
  }

  @Test
  void aRelayThatDoesNotAnswerTheAuthIsGivenUpAfterTenSeconds() {
    client().open();
    EmbeddedChannel channel = relay.connect();
    relay.takeSaid(channel);

    relay.pass(9_950);
    assertThat(client().state()).isEqualTo(new RelayState.Authenticating(URL));
    relay.hear(channel, PING);
    relay.pass(50);

    assertThat(relay.ear.told()).endsWith(waiting(SECOND, 2, Cause.of(RelayCause.AUTH_UNANSWERED)));
    assertThat(relay.takeSaid(channel)).containsExactly(PONG, "close 1001");
  }

  @Test
  void nothingButTheDirectoryOpens() {
    client().open();
    EmbeddedChannel channel = relay.connect();
    relay.ear.takeTold();

    relay.hear(channel, joined(1));
    relay.hear(channel, left(1));
    relay.hear(channel, from(1, "{}"));

    assertThat(relay.ear.told())
        .extracting(told -> told instanceof Told.Ignored(var why, _) ? why : told)
        .containsOnly(Ignored.BEFORE_AUTH);
    assertThat(client().state()).isEqualTo(new RelayState.Authenticating(URL));
  }

  @Test
  void openingTwiceDialsOnce() {
    client().open();
    client().open();
    relay.connect();
    client().open();

    assertThat(relay.attempts).containsExactly(1);
  }

  // The directory.

  @Test
  void whoComesAndGoesIsTold() {
    EmbeddedChannel channel = relay.open(1);

    relay.hear(channel, joined(2));
    relay.hear(channel, left(1));
    relay.hear(channel, left(1));

    assertThat(relay.ear.told())
        .containsExactly(open(2), present(2), open(1), new Told.Gone(id(1)));
  }

  @Test
  void whoJoinsWhilePresentHasRejoined() {
    EmbeddedChannel channel = relay.open(1);

    relay.hear(channel, joined(1));

    assertThat(relay.ear.told()).containsExactly(new Told.Rejoined(id(1), new NodeName("n1")));
  }

  @Test
  void aSecondDirectoryTellsOnlyWhatIsDifferent() {
    EmbeddedChannel channel = relay.open(1, 2);

    relay.hear(channel, peers(2, 3));

    assertThat(relay.ear.told()).containsExactly(open(2), new Told.Gone(id(1)), present(3));
  }

  @Test
  void entriesThatAreNoneAreCountedAndOurOwnIdIsIgnored() {
    EmbeddedChannel channel = relay.open();

    String odd = "{\"type\":\"relay-peers\",\"peers\":[7,{}]}";
    relay.hear(channel, odd);
    relay.hear(channel, joined(0));

    assertThat(relay.ear.told())
        .containsExactly(
            open(0),
            new Told.Ignored(Ignored.NO_NODE_ID, odd.length()),
            new Told.Ignored(Ignored.OURSELVES, joined(0).length()));
  }

  @Test
  void theDirectoryIsBoundedAndTheRestIsCounted() {
    EmbeddedChannel channel = relay.open();
    int[] many = IntStream.rangeClosed(1, Directory.MOST + 5).toArray();

    relay.hear(channel, peers(many));
    relay.hear(channel, joined(9_999));

    assertThat(relay.ear.told(Told.Present.class)).hasSize(Directory.MOST);
    assertThat(relay.ear.told(Told.Ignored.class))
        .extracting(Told.Ignored::why)
        .containsExactly(Ignored.DIRECTORY_FULL, Ignored.DIRECTORY_FULL);
    assertThat(client().state()).isEqualTo(new RelayState.Open(URL, relay.nowNs(), Directory.MOST));
  }

  // Frames.

  @Test
  void aFrameOfAPeerIsHandedOnAsItCame() {
    EmbeddedChannel channel = relay.open(1);

    relay.hear(channel, from(1, "{\"type\" : \"ping\"}"));

    assertThat(relay.ear.told()).containsExactly(new Told.Payload(id(1), "{\"type\" : \"ping\"}"));
  }

  @Test
  void aFrameInOurOwnNameOrOfSomebodyWhoIsNotThereIsIgnored() {
    EmbeddedChannel channel = relay.open(1);

    relay.hear(channel, from(0, "{}"));
    relay.hear(channel, from(2, "{}"));

    assertThat(relay.ear.told())
        .containsExactly(
            new Told.Ignored(Ignored.OURSELVES, from(0, "{}").length()),
            new Told.Ignored(Ignored.NOT_PRESENT, from(2, "{}").length()));
  }

  @Test
  void aFrameToAPeerGoesOutInItsEnvelope() {
    EmbeddedChannel channel = relay.open(1);

    assertThat(client().send(id(1), FRAME)).isTrue();
    relay.run();

    assertThat(relay.takeSaid(channel))
        .containsExactly("{\"to\":\"" + id(1) + "\",\"payload\":{\"type\":\"ping\"}}");
  }

  @Test
  void theEnvelopeCountsTowardTheLongestFrame() {
    EmbeddedChannel channel = relay.open(1);
    int envelope = RelayJson.envelope(id(1)).length + 1;

    assertThat(client().send(id(1), new byte[Frame.MAX_BYTES - envelope])).isTrue();
    assertThat(client().send(id(1), new byte[Frame.MAX_BYTES - envelope + 1])).isFalse();
    relay.run();

    assertThat(relay.takeSaid(channel))
        .singleElement()
        .satisfies(text -> assertThat(text).hasSize(Frame.MAX_BYTES));
  }

  @Test
  void nothingIsSentWithoutAConnection() {
    assertThat(client().send(id(1), FRAME)).isFalse();
    client().open();
    assertThat(client().send(id(1), FRAME)).isFalse();
    EmbeddedChannel channel = relay.connect();
    relay.hear(channel, peers(1));
    relay.close(channel, 1001, "");
    assertThat(client().send(id(1), FRAME)).isFalse();
  }

  // Garbage.

  @Test
  void whateverARelaySaysTheConnectionStands() {
    EmbeddedChannel channel = relay.open(1);

    for (String text : TestRelay.garbage()) {
      relay.hear(channel, text);
    }
    relay.hear(channel, new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[7])));

    assertThat(relay.ear.told())
        .hasSize(TestRelay.garbage().size() + 1)
        .allMatch(told -> told instanceof Told.Ignored)
        .endsWith(new Told.Ignored(Ignored.BINARY, 7));
    assertThat(client().state()).isEqualTo(new RelayState.Open(URL, 0, 1));
    assertThat(relay.takeSaid(channel)).isEmpty();
  }

  @Test
  void aMessageThatIsTooLongEndsTheConnection() {
    EmbeddedChannel channel = relay.open();

    channel.pipeline().fireExceptionCaught(new TooLongFrameException("x"));
    relay.run();

    assertThat(relay.ear.told())
        .containsExactly(waiting(SECOND, 2, Cause.of(RelayCause.MESSAGE_TOO_LONG, 1_052_672)));
    assertThat(relay.takeSaid(channel)).containsExactly("close 1009");
  }

  // Heartbeat.

  @Test
  void aRelayPingIsAnsweredAtOnce() {
    EmbeddedChannel channel = relay.open();

    relay.hear(channel, PING);

    assertThat(relay.takeSaid(channel)).containsExactly(PONG);
    assertThat(relay.ear.told()).isEmpty();
  }

  @Test
  void anUnsolicitedPongGoesOutEveryTwentySeconds() {
    EmbeddedChannel channel = relay.open();

    relay.pass(19_950);
    assertThat(relay.takeSaid(channel)).isEmpty();
    relay.pass(50);
    assertThat(relay.takeSaid(channel)).containsExactly(PONG);
    relay.pass(19_950);
    assertThat(relay.takeSaid(channel)).isEmpty();
    relay.pass(50);
    assertThat(relay.takeSaid(channel)).containsExactly(PONG);
  }

  @Test
  void aRelayThatIsSilentForSixtySecondsIsGivenUp() {
    EmbeddedChannel channel = relay.open(1);

    relay.pass(59_900);
    relay.hear(channel, PING);
    relay.pass(59_950);
    assertThat(relay.ear.told()).isEmpty();
    relay.pass(50);

    assertThat(relay.ear.told())
        .containsExactly(waiting(SECOND, 2, Cause.of(RelayCause.SILENT)), new Told.Gone(id(1)));
    assertThat(relay.takeSaid(channel)).endsWith("close 1001");
  }

  @Test
  void whatCameWhileWeStoodStillIsReadBeforeSilenceIsActedOn() {
    EmbeddedChannel channel = relay.open(1);

    relay.stall(70_000);
    assertThat(relay.ear.told()).isEmpty();
    relay.close(channel, 4004, "");
    relay.pass(100_000);

    assertThat(relay.ear.states()).containsExactly(replaced());
    assertThat(relay.dialled).isEmpty();
  }

  @Test
  void whoStaysSilentAfterWeStoodStillIsGivenUpAMomentLater() {
    relay.open(1);

    relay.stall(70_000);
    relay.pass(50);

    assertThat(relay.ear.states())
        .containsExactly(
            new RelayState.Waiting(URL, relay.nowNs() + SECOND, 2, Cause.of(RelayCause.SILENT)));
  }

  @Test
  void whatTheRelaySaidLastIsReadAlsoWhenItTakesNothingAnyMore() {
    EmbeddedChannel channel = relay.open(1);
    channel.pipeline().addFirst(new TakesNothing());

    client().send(id(1), FRAME);
    relay.run();
    relay.close(channel, 4004, "");
    relay.pass(100_000);

    assertThat(relay.ear.states()).containsExactly(replaced());
    assertThat(relay.dialled).isEmpty();
  }

  @Test
  void aRelayThatTakesNothingAndSaysNothingIsLeftAMomentLater() {
    EmbeddedChannel channel = relay.open(1);
    channel.pipeline().addFirst(new TakesNothing());

    client().send(id(1), FRAME);
    relay.run();
    assertThat(relay.ear.told()).isEmpty();
    relay.pass(50);

    assertThat(relay.ear.states())
        .containsExactly(
            new RelayState.Waiting(
                URL, relay.nowNs() + SECOND, 2, Cause.of(RelayCause.BROKE, "broken pipe")));
  }

  private static RelayState replaced() {
    return new RelayState.Stopped(URL, 4004, Cause.of(RelayCause.ID_TAKEN, 4004));
  }

  /// Every write fails.
  private static final class TakesNothing extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
      ReferenceCountUtil.release(message);
      promise.setFailure(new IOException("broken pipe"));
    }
  }

  @Test
  void anythingHeardCountsAsLife() {
    EmbeddedChannel channel = relay.open();

    for (int i = 0; i < 4; i++) {
      relay.pass(50_000);
      relay.hear(channel, "rubbish");
      relay.pass(50_000);
      relay.hear(channel, new PongWebSocketFrame());
      relay.pass(50_000);
      relay.hear(
          channel, new PingWebSocketFrame(Unpooled.copiedBuffer("x", StandardCharsets.UTF_8)));
    }

    assertThat(relay.ear.states()).isEmpty();
    assertThat(relay.takeSaid(channel)).contains("PongWebSocketFrame x");
  }

  // Auth again.

  @Test
  void aRelayThatForgotUsIsToldAgainAndThePeersStay() {
    EmbeddedChannel channel = relay.open(1, 2);
    relay.pass(5_000);

    relay.hear(channel, REAUTH);
    assertThat(relay.takeSaid(channel)).containsExactly(AUTH);
    assertThat(relay.ear.takeTold()).containsExactly(state(new RelayState.Authenticating(URL)));
    assertThat(client().send(id(1), FRAME)).isFalse();

    relay.hear(channel, peers(2, 3));
    assertThat(relay.ear.takeTold())
        .containsExactly(state(new RelayState.Open(URL, 0, 2)), new Told.Gone(id(1)), present(3));
    assertThat(client().send(id(2), FRAME)).isTrue();
  }

  @Test
  void whoComesAndGoesMeanwhileIsToldWithoutClaimingThatItIsOpen() {
    EmbeddedChannel channel = relay.open(1);
    relay.pass(5_000);
    relay.hear(channel, REAUTH);
    relay.ear.takeTold();

    relay.hear(channel, joined(2));
    relay.hear(channel, left(1));
    relay.hear(channel, from(2, "{}"));

    assertThat(relay.ear.told())
        .containsExactly(present(2), new Told.Gone(id(1)), new Told.Payload(id(2), "{}"));
  }

  @Test
  void aRelayThatForgotUsAndDoesNotAnswerIsGivenUp() {
    EmbeddedChannel channel = relay.open(1);
    relay.pass(5_000);
    relay.hear(channel, REAUTH);
    relay.ear.takeTold();

    relay.pass(9_950);
    assertThat(relay.ear.told()).isEmpty();
    relay.pass(50);

    assertThat(relay.ear.told())
        .containsExactly(
            waiting(SECOND, 2, Cause.of(RelayCause.AUTH_UNANSWERED)), new Told.Gone(id(1)));
  }

  @Test
  void aRelayThatAsksAllTheTimeIsAnsweredOnceASecond() {
    EmbeddedChannel channel = relay.open();
    relay.pass(5_000);

    for (int i = 0; i < 39; i++) {
      relay.hear(channel, REAUTH);
      relay.hear(channel, peers());
      relay.pass(50);
    }

    assertThat(relay.takeSaid(channel)).hasSize(2).containsOnly(AUTH);
    assertThat(relay.ear.states().stream().filter(RelayState.Authenticating.class::isInstance))
        .hasSize(2);
  }

  // Its words.

  @Test
  void whatTheRelayWantsToBeKnownIsToldAlsoBeforeTheAuthIsAnswered() {
    client().open();
    EmbeddedChannel channel = relay.connect();
    relay.ear.takeTold();

    relay.hear(channel, "{\"type\":\"relay-error\",\"message\":\"not today\"}");

    assertThat(relay.ear.told()).containsExactly(new Told.Said("not today"));
  }

  // The end.

  @ParameterizedTest
  @CsvSource({
    "4005, 1, HEARTBEAT_MISSED",
    "1000, 1, CLOSED_SAYING",
    "1001, 1, CLOSED_SAYING",
    "4000, 1, CLOSED_SAYING",
    "4008, 1, CLOSED_SAYING",
    "4001, 300, AUTH_AWAITED",
    "4002, 300, AUTH_REFUSED",
    "4003, 300, TOKEN_WANTED"
  })
  void afterThisCloseItComesBackAfterThatManySeconds(int code, int seconds, RelayCause why) {
    EmbeddedChannel channel = relay.open(1);

    relay.close(channel, code, "x");

    assertThat(relay.ear.takeTold())
        .containsExactly(waiting(seconds * SECOND, 2, saying(why, code)), new Told.Gone(id(1)));
    assertThat(relay.takeSaid(channel)).containsExactly("close " + code);
    assertThat(channel.isOpen()).isFalse();

    relay.pass(seconds * 1_000L - 50);
    assertThat(relay.dialled).isEmpty();
    relay.pass(50);
    assertThat(relay.dialled).hasSize(1);
    assertThat(relay.ear.told()).containsExactly(state(new RelayState.Connecting(URL, 2)));
  }

  @ParameterizedTest
  @CsvSource({"4004, ID_TAKEN", "4006, ID_CONNECTED"})
  void afterThisCloseItNeverComesBackByItself(int code, RelayCause why) {
    EmbeddedChannel channel = relay.open(1);

    relay.close(channel, code, "x");
    relay.pass(600_000);

    assertThat(relay.ear.takeTold())
        .containsExactly(
            state(new RelayState.Stopped(URL, code, saying(why, code))), new Told.Gone(id(1)));
    assertThat(relay.dialled).isEmpty();

    client().open();
    assertThat(relay.dialled).hasSize(1);
    assertThat(relay.attempts).containsExactly(1, 1);
  }

  @Test
  void aCloseBeforeTheAuthIsAnsweredCountsAsWell() {
    client().open();
    EmbeddedChannel channel = relay.connect();

    relay.close(channel, 4006, "");

    assertThat(client().state()).isInstanceOf(RelayState.Stopped.class);
  }

  @Test
  void aCloseFrameWithoutACodeIsAnsweredAndSaidSo() {
    EmbeddedChannel channel = relay.open();

    relay.hear(channel, new CloseWebSocketFrame());

    assertThat(relay.ear.told())
        .containsExactly(
            waiting(SECOND, 2, Cause.of(RelayCause.CLOSED_SAYING, Cause.of(RelayCause.NO_CODE))));
    assertThat(relay.takeSaid(channel)).containsExactly("close 1000");
  }

  @Test
  void aConnectionThatBreaksIsSaidInOneSentence() {
    EmbeddedChannel channel = relay.open();

    channel.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));
    channel.close();
    relay.run();

    assertThat(relay.ear.told())
        .containsExactly(
            waiting(SECOND, 2, Cause.of(RelayCause.BROKE, "Connection reset by peer")));
  }

  @Test
  void aConnectionEndsOnceAndWhatComesLateIsNotLookedAt() {
    EmbeddedChannel channel = relay.open(1);
    relay.hear(channel, new CloseWebSocketFrame(1001, ""));
    relay.ear.takeTold();

    relay.hear(channel, joined(2));
    relay.hear(channel, PING);
    relay.hear(channel, new BinaryWebSocketFrame());
    channel.pipeline().fireExceptionCaught(new IOException("x"));
    channel.close();
    relay.run();

    assertThat(relay.ear.told()).isEmpty();
    assertThat(relay.takeSaid(channel)).containsExactly("close 1001");
  }

  @Test
  void theLateEndOfAnOldConnectionDoesNotTouchTheNewOne() {
    EmbeddedChannel old = relay.open(1);
    old.pipeline().fireExceptionCaught(new IOException("x"));
    relay.pass(950);
    assertThat(old.isOpen()).isTrue();
    client().open();
    EmbeddedChannel next = relay.connect();
    relay.hear(next, peers(2));
    relay.ear.takeTold();

    relay.close(old, 4004, "Replaced");

    assertThat(relay.ear.told()).isEmpty();
    assertThat(client().send(id(2), FRAME)).isTrue();
  }

  @Test
  void aRelayThatDoesNotCloseAfterAGoodbyeIsCutAfterASecond() {
    EmbeddedChannel channel = relay.open();
    client().close();
    relay.run();
    assertThat(relay.takeSaid(channel)).containsExactly("close 1000");

    relay.pass(950);
    assertThat(channel.isOpen()).isTrue();
    relay.pass(50);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void aGoodbyeThatIsAnsweredEndsAtOnce() {
    EmbeddedChannel channel = relay.open();
    client().close();

    relay.hear(channel, new CloseWebSocketFrame(1000, ""));

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void afterClosingNothingIsToldAndNobodyDials() {
    EmbeddedChannel channel = relay.open(1);

    client().close();
    assertThat(relay.ear.takeTold())
        .containsExactly(state(new RelayState.Off()), new Told.Gone(id(1)));
    relay.hear(channel, joined(2));
    relay.close(channel, 1000, "");
    client().close();
    relay.pass(600_000);

    assertThat(relay.ear.told()).isEmpty();
    assertThat(relay.dialled).isEmpty();
  }

  @Test
  void closingWhileItWaitsForgetsTheNextAttempt() {
    relay.close(relay.open(), 1001, "");

    client().close();
    relay.pass(60_000);

    assertThat(relay.dialled).isEmpty();
    assertThat(client().state()).isEqualTo(new RelayState.Off());
  }

  @Test
  void closingWhileItDialsMakesTheConnectionUseless() {
    client().open();
    RelayChannel dialled = relay.dialled.getLast();

    client().close();

    assertThat(dialled.over()).isTrue();
    dialled.fail(Cause.of(RelayCause.NOBODY_LISTENS, 443));
    dialled.upgraded();
    assertThat(client().state()).isEqualTo(new RelayState.Off());
    client().open();
    assertThat(relay.dialled).hasSize(2);
  }

  @Test
  void aListenerMayCloseInTheMiddleOfTheDirectory() {
    client().open();
    EmbeddedChannel channel = relay.connect();
    relay.ear.takeTold();
    relay.ear.then(
        told -> {
          if (told.equals(present(2))) {
            client().close();
          }
        });

    relay.hear(channel, peers(1, 2, 3));

    assertThat(relay.ear.told())
        .containsExactly(
            open(3),
            present(1),
            present(2),
            state(new RelayState.Off()),
            new Told.Gone(id(1)),
            new Told.Gone(id(2)),
            new Told.Gone(id(3)));
  }

  // Coming back.

  private void failToConnect() {
    relay.dialled.removeLast().fail(Cause.of(RelayCause.NOBODY_LISTENS, 443));
    relay.run();
  }

  private long pause() {
    return (((RelayState.Waiting) client().state()).untilNs() - relay.nowNs()) / SECOND;
  }

  @Test
  void pausesGrowWithEachFailureUpToThirtySecondsAndAttemptsAreCounted() {
    AtomicReference<Long> bound = new AtomicReference<>();
    relay =
        new FrozenRelay(
            null,
            given -> {
              bound.set(given);
              return given - 1;
            });
    client().open();

    for (int seconds : new int[] {2, 4, 8, 16, 30, 30, 30}) {
      failToConnect();
      assertThat(pause()).isEqualTo(seconds);
      assertThat(bound.get()).isEqualTo((seconds - 1) * SECOND + 1);
      relay.pass(seconds * 1_000L);
      assertThat(relay.dialled).hasSize(1);
    }

    assertThat(relay.attempts).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(client().state()).isEqualTo(new RelayState.Connecting(URL, 8));
  }

  @ParameterizedTest
  @CsvSource({"29950, 16", "30000, 2"})
  void onlyAConnectionThatStoodForAWhileBeginsTheCountAnew(long openMillis, int seconds) {
    relay = new FrozenRelay(null, bound -> bound - 1);
    client().open();
    for (int i = 0; i < 3; i++) {
      failToConnect();
      relay.pass(30_000);
    }
    EmbeddedChannel channel = relay.connect();
    relay.hear(channel, peers());
    relay.pass(openMillis);

    relay.close(channel, 1001, "");

    assertThat(pause()).isEqualTo(seconds);
  }

  @Test
  void aConnectionThatNeverAuthenticatedDoesNotBeginTheCountAnew() {
    relay = new FrozenRelay(null, bound -> bound - 1);
    client().open();
    for (int seconds : new int[] {2, 4, 8}) {
      EmbeddedChannel channel = relay.connect();
      relay.pass(9_000);
      relay.close(channel, 1011, "");
      assertThat(pause()).isEqualTo(seconds);
      relay.pass(seconds * 1_000L);
    }
  }

  @Test
  void theUserNeedNotWait() {
    client().open();
    failToConnect();
    relay.pass(1_000);
    failToConnect();

    client().open();

    assertThat(relay.attempts).containsExactly(1, 2, 1);
    relay.pass(60_000);
    assertThat(relay.dialled).hasSize(1);
  }

  @Test
  void afterALossEverythingIsBuiltAnew() {
    EmbeddedChannel channel = relay.open(1, 2);
    relay.close(channel, 4005, "");
    relay.pass(1_000);
    relay.ear.takeTold();

    EmbeddedChannel next = relay.connect();
    assertThat(relay.takeSaid(next)).containsExactly(AUTH);
    relay.hear(next, peers(2));

    assertThat(relay.ear.told())
        .containsExactly(state(new RelayState.Authenticating(URL)), open(1), present(2));
  }

  // Not too fast, not too slow.

  @ParameterizedTest
  @ValueSource(strings = {"rubbish", "{\"type\":\"relay-ping\"}"})
  void aRelayThatFloodsIsNotReadFromUntilItIsDue(String text) {
    EmbeddedChannel channel = relay.open();

    int taken = 0;
    while (channel.config().isAutoRead() && taken < 20_000) {
      relay.hear(channel, text);
      taken++;
    }

    assertThat(taken).isBetween(9_000, 10_100);
    for (int i = 0; i < 5_000; i++) {
      channel.writeInbound(new TextWebSocketFrame(text));
    }
    relay.pass(950);
    assertThat(channel.config().isAutoRead()).isFalse();
    relay.pass(100);
    assertThat(channel.config().isAutoRead()).isTrue();
  }

  @Test
  void aRelayThatChangesItsDirectoryAllTheTimeIsSlowedByWhatItTells() {
    EmbeddedChannel channel = relay.open();
    int[] some = IntStream.rangeClosed(1, 4_000).toArray();

    for (int i = 0; i < 2; i++) {
      relay.hear(channel, peers(some));
      relay.hear(channel, peers());
    }

    assertThat(channel.config().isAutoRead()).isFalse();
  }

  @Test
  void aRelayThatWantsToBeReadAllTheTimeIsSlowedSooner() {
    EmbeddedChannel channel = relay.open();

    int taken = 0;
    while (channel.config().isAutoRead() && taken < 1_000) {
      relay.hear(channel, "{\"type\":\"relay-error\",\"message\":\"look at me\"}");
      taken++;
    }

    assertThat(relay.ear.told(Told.Slowed.class)).hasSize(1);
    assertThat(taken).isBetween(90, 110);
  }

  @Test
  void longMessagesAreCountedByTheirLength() {
    EmbeddedChannel channel = relay.open();
    String text = "x".repeat(1 << 20);

    for (int i = 0; i < 7; i++) {
      relay.hear(channel, text);
      assertThat(channel.config().isAutoRead()).as("message %d", i).isTrue();
    }
    relay.hear(channel, text);
    relay.hear(channel, text);

    assertThat(channel.config().isAutoRead()).isFalse();
    relay.pass(350);
    assertThat(channel.config().isAutoRead()).isTrue();
  }

  @Test
  void aRelayThatDoesNotReadGetsNothingMoreIsNotReadAndIsGivenUpAfterTenSeconds() {
    EmbeddedChannel channel = relay.open(1);

    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    relay.run();
    assertThat(client().send(id(1), FRAME)).isFalse();
    assertThat(channel.config().isAutoRead()).isFalse();
    relay.pass(9_950);
    assertThat(relay.ear.told()).isEmpty();
    relay.pass(50);

    assertThat(relay.ear.told())
        .containsExactly(
            waiting(SECOND, 2, Cause.of(RelayCause.NOT_READING)), new Told.Gone(id(1)));
    relay.pass(1_000);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void aRelayThatReadsAgainInTimeIsKept() {
    EmbeddedChannel channel = relay.open(1);
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    relay.pass(9_000);

    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
    relay.pass(5_000);

    assertThat(relay.ear.told()).isEmpty();
    assertThat(channel.config().isAutoRead()).isTrue();
    assertThat(client().send(id(1), FRAME)).isTrue();
  }

  @Test
  void theHeartbeatGoesOnInTheBackgroundOfTraffic() {
    EmbeddedChannel channel = relay.open(1);
    for (int i = 0; i < 60; i++) {
      client().send(id(1), FRAME);
      relay.hear(channel, from(1, "{}"));
      relay.pass(1_000);
    }

    List<String> said = relay.takeSaid(channel);
    assertThat(said).hasSize(63);
    assertThat(said.stream().filter(PONG::equals)).hasSize(3);
  }
}
