package dev.meshscope.engine.net.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.link.SocketOptions;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.relay.RelaySetup;
import dev.meshscope.relay.TestRelay;
import dev.meshscope.relay.TestRelayMain;
import dev.meshscope.text.Telling;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The client on real sockets, against the test relay.
class RelayClientIT {
  private TestRelay relay = TestRelay.start();
  private final List<AutoCloseable> toClose = new ArrayList<>();

  @AfterEach
  void everythingEnds() throws Exception {
    for (AutoCloseable one : toClose.reversed()) {
      one.close();
    }
    relay.close();
  }

  private void relay(RelaySetup setup) {
    relay.close();
    relay = TestRelay.start(setup);
  }

  private <T extends AutoCloseable> T closing(T one) {
    toClose.add(one);
    return one;
  }

  private LiveClient client(char last) {
    return closing(LiveClient.open(last, relay.url().toString()));
  }

  private LiveClient client(char last, RelayTimings timings) {
    return closing(LiveClient.open(last, relay.url().toString(), null, timings, null));
  }

  private static RelayTimings quick(long authMs, long pongMs, long silenceMs, long stalledMs) {
    return quick(10_000, authMs, pongMs, silenceMs, stalledMs);
  }

  private static RelayTimings quick(
      long connectMs, long authMs, long pongMs, long silenceMs, long stalledMs) {
    RelayTimings q = LiveClient.QUICK;
    return new RelayTimings(
        LiveClient.ms(connectMs),
        LiveClient.ms(authMs),
        q.authAgainNs(),
        LiveClient.ms(pongMs),
        LiveClient.ms(silenceMs),
        LiveClient.ms(stalledMs),
        LiveClient.ms(200),
        q.shortestNs(),
        q.longestNs(),
        q.refusedNs(),
        q.stoodNs());
  }

  // The protocol.

  @Test
  void twoNodesSeeEachOtherTalkAndPart() {
    LiveClient anna = client('a');
    anna.awaitOpen(0);
    LiveClient bert = client('b');
    bert.awaitOpen(1);
    anna.awaitPresent(bert);
    bert.awaitPresent(anna);

    assertThat(anna.send(bert, "{\"type\":\"ping\"}")).isTrue();
    bert.awaitFrame(anna, "{\"type\":\"ping\"}");
    assertThat(bert.send(anna, "{\"type\":\"pong\"}")).isTrue();
    anna.awaitFrame(bert, "{\"type\":\"pong\"}");

    bert.leave();
    anna.ear.await(Told.Gone.class, gone -> gone.peer().equals(bert.id));
    relay.awaitPresent(anna.id.text());
    relay.await("a clean goodbye", r -> r.farewells().equals(List.of(1000)));
    assertThat(anna.awaitOpen(0)).isNotNull();
  }

  @Test
  void itWorksWithoutEpollToo() {
    LiveClient anna = client('a');
    LiveClient nio = closing(LiveClient.openNio('b', relay.url().toString()));
    nio.awaitPresent(anna);
    anna.awaitPresent(nio);

    assertThat(nio.send(anna, "{\"type\":\"x\"}")).isTrue();
    anna.awaitFrame(nio, "{\"type\":\"x\"}");
  }

  @Test
  void theSocketToTheRelayHasItsKeepalive() {
    assumeTrue(Epoll.isAvailable());

    SocketOptions options = client('a').ear.await(Told.Tuned.class, any -> true).options();

    assertThat(options).isEqualTo(new SocketOptions(true, true, 1, 1, 10, 11_000));
  }

  @Test
  void theLongestFrameGoesThrough() {
    LiveClient anna = client('a');
    LiveClient bert = client('b');
    anna.awaitPresent(bert);
    int around = RelayJson.envelope(bert.id).length + 1 + "{\"type\":\"cmb\",\"x\":\"\"}".length();
    String frame = "{\"type\":\"cmb\",\"x\":\"" + "y".repeat(Frame.MAX_BYTES - around) + "\"}";

    assertThat(anna.send(bert, frame)).isTrue();

    bert.awaitFrame(anna, frame);
    assertThat(anna.send(bert, frame.replace("y\"", "yy\""))).isFalse();
  }

  @Test
  void itAnswersTheRelaysPingsAndIsNotThrownOut() {
    relay(RelaySetup.DEFAULT.pingEvery(Duration.ofSeconds(1)));
    LiveClient anna = client('a');

    relay.await("two pongs", r -> r.heard("relay-pong") >= 2);

    assertThat(anna.ear.states()).noneMatch(RelayState.Waiting.class::isInstance);
  }

  @Test
  void itSaysPongByItself() {
    client('a', quick(10_000, 50, 60_000, 10_000));

    relay.await("three pongs", r -> r.heard("relay-pong") >= 3);
  }

  @Test
  void aClientThatMissesTheHeartbeatIsThrownOutAndComesBack() {
    relay(RelaySetup.DEFAULT.pingEvery(Duration.ofMillis(200)));
    LiveClient anna = client('a');
    anna.awaitOpen(0);

    relay.deaf(true);
    String why = anna.awaitWhy();
    relay.deaf(false);

    assertThat(why).isEqualTo("The relay missed our heartbeat (4005: Heartbeat timeout).");
    relay.await("a second connection", r -> r.connections() >= 2);
    relay.awaitPresent(anna.id.text());
  }

  @Test
  void aBroadcastReachesUsAndOtherClientsUnderstandUs() throws Exception {
    LiveClient anna = client('a');
    anna.awaitOpen(0);
    Foreigner foreigner = closing(new Foreigner(relay.url()));
    foreigner.say(
        "{\"type\":\"relay-auth\",\"nodeId\":\"50000000-0000-7000-8000-00000000000F\",\"name\":\"foreign\",\"wakeChannel\":{\"platform\":\"none\"}}");
    assertThat(foreigner.hear()).contains("relay-peers", anna.id.text(), "node-a");
    anna.ear.await(Told.Present.class, told -> told.name().text().equals("foreign"));

    foreigner.say("{\"payload\":{\"type\":\"mood\",\"x\":[1, 2]}}");

    anna.ear.await(Told.Payload.class, told -> told.frame().contains("mood"));
    anna.leave();
    assertThat(foreigner.hear()).contains("relay-peer-left", anna.id.text());
  }

  @Test
  void whoIsOfflineIsNotPresent() throws Exception {
    try (Foreigner foreigner = new Foreigner(relay.url())) {
      foreigner.say(
          "{\"type\":\"relay-auth\",\"nodeId\":\"50000000-0000-7000-8000-00000000000f\",\"name\":\"phone\",\"wakeChannel\":{\"platform\":\"apns\",\"token\":\"t\"}}");
      foreigner.hear();
    }
    relay.awaitPresent();

    LiveClient anna = client('a');

    anna.awaitOpen(0);
    assertThat(anna.ear.told(Told.Present.class)).isEmpty();
  }

  // Doors that stay shut.

  @Test
  void aTokenOpensTheDoor() {
    relay(RelaySetup.DEFAULT.withToken("s3cret"));
    String url = relay.url().toString();

    closing(LiveClient.open('a', url, "s3cret", LiveClient.QUICK, null)).awaitOpen(0);
    LiveClient wrong = closing(LiveClient.open('b', url, "guess", LiveClient.QUICK, null));
    LiveClient none = closing(LiveClient.open('c', url, null, LiveClient.QUICK, null));

    assertThat(wrong.awaitWhy())
        .isEqualTo("The relay does not accept our token (4003: Invalid token).");
    assertThat(none.awaitWhy()).isEqualTo("The relay wants a token (4003: Invalid token).");
    assertThat(wrong.ear.told(Told.Said.class)).containsExactly(new Told.Said("Invalid token"));
    RelayState.Waiting state = (RelayState.Waiting) wrong.state();
    assertThat(state.untilNs() - System.nanoTime()).isGreaterThan(LiveClient.ms(500_000));
  }

  @Test
  void whoeverTakesOurNodeIdStopsUs() {
    relay(RelaySetup.DEFAULT.replacing());
    LiveClient first = client('a');
    first.awaitOpen(0);

    LiveClient second = client('a');
    second.awaitOpen(0);

    RelayState.Stopped stopped = first.ear.awaitState(RelayState.Stopped.class, any -> true);
    assertThat(stopped.code()).isEqualTo(4004);
    assertThat(Telling.cause(stopped.why())).contains("somebody else runs with our identity");
    relay.awaitPresent(second.id.text());
    assertThat(second.state()).isInstanceOf(RelayState.Open.class);
  }

  @Test
  void whereOurNodeIdIsAlreadyWeStop() {
    relay(RelaySetup.DEFAULT.refusing());
    LiveClient first = client('a');
    first.awaitOpen(0);

    LiveClient second = client('a');

    assertThat(second.ear.awaitState(RelayState.Stopped.class, any -> true).code()).isEqualTo(4006);
    assertThat(first.state()).isInstanceOf(RelayState.Open.class);
  }

  @Test
  void aRedirectIsNotFollowed() {
    try (TestRelay other = TestRelay.start()) {
      relay.answerUpgradesWith(302, other.url().toString());
      LiveClient anna = client('a');

      assertThat(anna.awaitWhy())
          .isEqualTo("The relay answered with HTTP status 302 instead of a WebSocket.");
      assertThat(other.connections()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 401, 404, 503})
  void anAnswerThatIsNoWebSocketIsSaidAndTriedAgain(int status) {
    relay.answerUpgradesWith(status, "");
    LiveClient anna = client('a');

    assertThat(anna.awaitWhy()).contains("HTTP status " + status);
    relay.answerUpgradesWith(101, "");
    anna.awaitOpen(0);
  }

  @Test
  void whereNobodyListensItIsSaidAndTriedAgain() {
    String url = relay.url().toString();
    int port = relay.port();
    relay.close();
    LiveClient anna = closing(LiveClient.open('a', url));

    assertThat(anna.awaitWhy())
        .isEqualTo(
            "The relay cannot be reached at 127.0.0.1, port " + port + ": Connection refused.");
    relay = TestRelay.start(RelaySetup.DEFAULT.onPort(port));
    anna.awaitOpen(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SSH-2.0-OpenSSH_9.6\\r\\n|speak HTTP",
        "HTTP/1.1 101 Switching Protocols\\r\\n\\r\\n|handshake is wrong",
        "HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\nSec-WebSocket-Accept: x\\r\\n\\r\\n|handshake is wrong",
        "HTTP/1.1 200 OK\\r\\nContent-Length: 99999999\\r\\n\\r\\nx|HTTP status 200",
        "HTTP/1.1 999999 OK\\r\\n\\r\\n|The relay",
        "''|in time"
      })
  void aServerThatIsNoRelayIsSaidInOneSentence(String answer, String why) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerAll(server, answer.replace("\\r\\n", "\r\n")));
      LiveClient anna =
          closing(
              LiveClient.open(
                  'a',
                  "ws://127.0.0.1:" + server.getLocalPort(),
                  null,
                  quick(500, 10_000, 20_000, 60_000, 10_000),
                  null));

      assertThat(anna.awaitWhy()).contains(why).matches("The [^\n]+\\.");
    }
  }

  @Test
  void anEndlessAnswerIsCutOff() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(() -> answerAll(server, "HTTP/1.1 101 X\r\nA: " + "x".repeat(1_000_000)));
      LiveClient anna = closing(LiveClient.open('a', "ws://127.0.0.1:" + server.getLocalPort()));

      assertThat(anna.awaitWhy()).contains("speak HTTP");
    }
  }

  /// Says the same to everybody who connects and keeps the connection.
  private static void answerAll(ServerSocket server, String answer) {
    List<Socket> kept = new ArrayList<>();
    try {
      while (true) {
        Socket socket = server.accept();
        kept.add(socket);
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    socket.getInputStream().read();
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                  } catch (IOException e) {
                    // the client has heard enough
                  }
                });
      }
    } catch (IOException e) {
      for (Socket socket : kept) {
        try {
          socket.close();
        } catch (IOException ignored) {
          // gone already
        }
      }
    }
  }

  // Losing and finding the relay.

  @Test
  void aRelayThatVanishesTakesItsPeersAndComesBackWithThem() {
    LiveClient anna = client('a');
    LiveClient bert = client('b');
    anna.awaitPresent(bert);
    bert.awaitPresent(anna);

    anna.ear.takeTold();
    relay.cut();

    assertThat(anna.awaitWhy()).isEqualTo("The relay closed the connection.");
    anna.ear.await(Told.Gone.class, gone -> gone.peer().equals(bert.id));
    relay.await("both again", r -> r.connections() >= 4);
    relay.awaitPresent(anna.id.text(), bert.id.text());
    anna.awaitPresent(bert);
    assertThat(anna.send(bert, "{\"type\":\"x\"}")).isTrue();
    bert.awaitFrame(anna, "{\"type\":\"x\"}");
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 1011, 4000, 4005, 4007, 4999})
  void afterAnyOtherCloseItComesBack(int code) {
    LiveClient anna = client('a');
    anna.awaitOpen(0);

    relay.close(code, "as told");

    assertThat(anna.awaitWhy()).contains("(" + code + ": as told)");
    relay.await("a second connection", r -> r.connections() >= 2);
    relay.awaitPresent(anna.id.text());
    relay.await("the close answered", r -> r.farewells().contains(code));
  }

  @ParameterizedTest
  @ValueSource(ints = {4001, 4002, 4003})
  void afterARefusalItIsNotHammered(int code) {
    LiveClient anna = client('a');
    anna.awaitOpen(0);

    relay.close(code, "as told");

    RelayState.Waiting waiting = anna.ear.awaitState(RelayState.Waiting.class, any -> true);
    assertThat(Telling.cause(waiting.why())).contains("(" + code + ": as told)");
    assertThat(waiting.untilNs() - System.nanoTime()).isGreaterThan(LiveClient.ms(500_000));
  }

  @Test
  void aRelayThatForgotUsHearsAgainWhoWeAre() {
    LiveClient anna = client('a', quick(10_000, 100, 60_000, 10_000));
    LiveClient bert = client('b', quick(10_000, 100, 60_000, 10_000));
    anna.awaitPresent(bert);
    bert.awaitPresent(anna);

    anna.ear.takeTold();
    bert.ear.takeTold();

    relay.forget();

    anna.awaitOpen(1);
    bert.awaitOpen(1);
    assertThat(relay.heard("relay-auth")).isEqualTo(4);
    assertThat(relay.connections()).isEqualTo(2);
    assertThat(anna.send(bert, "{\"type\":\"x\"}")).isTrue();
    bert.awaitFrame(anna, "{\"type\":\"x\"}");
  }

  @Test
  void aRelayThatFallsSilentIsGivenUp() {
    LiveClient anna = client('a', quick(1_000, 20_000, 2_000, 10_000));
    anna.awaitOpen(0);

    relay.silent(true);

    anna.awaitWhy("The relay was silent for too long.");
    anna.awaitWhy("The relay did not answer our auth in time.");
    relay.silent(false);
    relay.awaitPresent(anna.id.text());
  }

  @Test
  void aRelayThatDoesNotReadIsToldLittleAndGivenUp() {
    LiveClient anna = client('a', quick(10_000, 20_000, 60_000, 1_000));
    LiveClient bert = client('b');
    anna.awaitPresent(bert);
    String frame = "{\"type\":\"cmb\",\"x\":\"" + "y".repeat(100_000) + "\"}";

    relay.deaf(true);
    int sent = 0;
    while (anna.send(bert, frame) && sent < 1_000) {
      sent++;
    }

    assertThat(sent).isBetween(10, 300);
    assertThat(anna.send(bert, "{\"type\":\"ping\"}")).isFalse();
    anna.awaitWhy("The relay does not read what we send.");
    anna.ear.await(Told.Gone.class, gone -> gone.peer().equals(bert.id));
  }

  @Test
  void aRelayThatReadsLateLosesNothing() {
    LiveClient anna = client('a');
    LiveClient bert = client('b');
    anna.awaitPresent(bert);
    bert.awaitPresent(anna);

    relay.deaf(true);
    int sent = 0;
    while (sent < 1_000
        && anna.send(bert, "{\"n\":" + sent + ",\"x\":\"" + "y".repeat(50_000) + "\"}")) {
      sent++;
    }
    relay.deaf(false);

    int last = sent - 1;
    bert.ear.await(Told.Payload.class, told -> told.frame().startsWith("{\"n\":" + last + ","));
    assertThat(bert.ear.told(Told.Payload.class)).hasSize(sent);
  }

  @Test
  void aRelayThatLosesAndDelaysFramesIsNobodysFaultHere() {
    LiveClient anna = client('a');
    LiveClient bert = client('b');
    anna.awaitPresent(bert);
    relay.drop(frame -> frame.payload().path("n").asInt() % 2 == 1);
    relay.delay(Duration.ofMillis(50));

    for (int i = 0; i < 20; i++) {
      assertThat(anna.send(bert, "{\"n\":" + i + "}")).isTrue();
    }

    bert.awaitFrame(anna, "{\"n\":18}");
    assertThat(bert.ear.told(Told.Payload.class)).hasSize(10);
    assertThat(relay.dropped()).isEqualTo(10);
    assertThat(relay.routed()).isEqualTo(10);
  }

  // A hostile relay.

  @Test
  void garbageIsCountedAndTheConnectionStands() {
    LiveClient anna = client('a');
    LiveClient bert = client('b');
    anna.awaitPresent(bert);
    bert.awaitPresent(anna);
    anna.ear.takeTold();

    relay.sayGarbage();
    relay.sayInPieces("{\"type\":\"relay-nonsense\"}", 1, true);
    assertThat(bert.send(anna, "{\"type\":\"x\"}")).isTrue();

    anna.awaitFrame(bert, "{\"type\":\"x\"}");
    assertThat(anna.ear.told(Told.Ignored.class)).hasSize(TestRelay.garbage().size() + 2);
    assertThat(anna.ear.states()).isEmpty();
  }

  @Test
  void aMessageInManyPiecesIsTakenAsOne() {
    LiveClient anna = client('a');
    anna.awaitOpen(0);

    relay.sayInPieces("{\"type\":\"relay-error\",\"message\":\"ä€😀 in pieces\"}", 1, true);
    relay.sayInPieces("{\"type\":\"relay-error\",\"message\":\"again\"}", 7, true);

    anna.ear.await(Told.Said.class, told -> told.text().equals("ä€😀 in pieces"));
    anna.ear.await(Told.Said.class, told -> told.text().equals("again"));
  }

  @Test
  void aMessageThatIsTooLongEndsTheConnection() {
    LiveClient anna = client('a');
    anna.awaitOpen(0);

    relay.say("x".repeat(RelayJson.MAX_BYTES + 1));

    assertThat(anna.awaitWhy())
        .startsWith("The relay broke the WebSocket protocol: Max frame length of 1052672");
    relay.await("the code for too long", r -> r.farewells().contains(1009));
    relay.awaitPresent(anna.id.text());
  }

  @Test
  void aMessageThatNeverEndsEndsTheConnection() {
    LiveClient anna = client('a');
    anna.awaitOpen(0);

    relay.sayInPieces("x".repeat(2 * RelayJson.MAX_BYTES), 10_000, false);

    assertThat(anna.awaitWhy()).isEqualTo("The relay sent a message of more than 1052672 bytes.");
    relay.await("the code for too long", r -> r.farewells().contains(1009));
  }

  @ParameterizedTest
  @CsvSource({
    "c1027b7d, RSV, 1002",
    "818200000000 7b7d, masked, 1002",
    "8102c328, bytes, 1007",
    "83017b, opcode, 1002",
    "8b00, opcode, 1002",
    "80017b, continuation, 1002",
    "0900, fragmented, 1002",
    "897e0080, 125, 1002",
    "817f8000000000000000, negative, 1002",
    "817f000000007fffffff, Max frame length, 1009",
    "817e0001 7b, minimal, 1002",
    "880103, payload len 1, 1002",
    "88020001, code, 1002"
  })
  void whatIsNoWebSocketFrameEndsTheConnection(String bytes, String why, int code) {
    LiveClient anna = client('a');
    anna.awaitOpen(0);

    relay.sayRaw(HexFormat.of().parseHex(bytes.replace(" ", "")));

    assertThat(anna.awaitWhy())
        .startsWith("The relay broke the WebSocket protocol: ")
        .containsIgnoringCase(why);
    relay.await("the code of the fault", r -> r.farewells().contains(code));
    relay.awaitPresent(anna.id.text());
  }

  @Test
  void aRelayThatFloodsIsSlowedDown() {
    LiveClient anna = client('a');
    anna.awaitOpen(0);
    long begun = System.nanoTime();

    // More than a burst: the whole of it takes two seconds at the pace that is allowed.
    for (int i = 0; i < 40; i++) {
      for (int j = 0; j < 500; j++) {
        relay.say("{\"type\":\"relay-nonsense\"}");
      }
    }
    anna.ear.awaitCount(Told.Ignored.class, 20_000, Duration.ofSeconds(30));

    assertThat(System.nanoTime() - begun).isGreaterThan(LiveClient.ms(1_500));
    assertThat(anna.state()).isInstanceOf(RelayState.Open.class);
  }

  @Test
  void aRelayThatFloodsAndIsAlwaysInTheMiddleOfAMessageIsSlowedDownToo() {
    LiveClient anna = client('a');
    anna.awaitOpen(0);
    String text = "{\"type\":\"relay-nonsense\",\"x\":\"" + "y".repeat(64 << 10) + "\"}";
    long begun = System.nanoTime();

    // 16 MiB, of which 8 may come at once and the rest in two seconds.
    for (int i = 0; i < 256; i++) {
      relay.sayInPieces(text, 1_000, true);
    }
    anna.ear.awaitCount(Told.Ignored.class, 256, Duration.ofSeconds(30));

    assertThat(System.nanoTime() - begun).isGreaterThan(LiveClient.ms(1_500));
    assertThat(anna.state()).isInstanceOf(RelayState.Open.class);
  }

  @Test
  void aTokenInAnAnswerIsNotShown() {
    relay(RelaySetup.DEFAULT.withToken("s3cret"));
    LiveClient anna =
        closing(LiveClient.open('a', relay.url().toString(), "s3cret", LiveClient.QUICK, null));
    anna.awaitOpen(0);

    relay.error("you said s3cret");
    relay.close(4000, "s3cret");

    anna.awaitWhy();
    assertThat(anna.ear.told().toString()).contains("you said •••").doesNotContain("s3cret");
  }

  /// A client of another kind: the JDK's WebSocket. It shares no code with ours.
  private static final class Foreigner implements AutoCloseable, WebSocket.Listener {
    private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuilder begun = new StringBuilder();
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;

    Foreigner(URI url) throws Exception {
      socket = http.newWebSocketBuilder().buildAsync(url, this).get(10, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      begun.append(text);
      if (last) {
        heard.add(begun.toString());
        begun.setLength(0);
      }
      from.request(1);
      return null;
    }

    void say(String text) throws Exception {
      socket.sendText(text, true).get(10, TimeUnit.SECONDS);
    }

    String hear() throws InterruptedException {
      String text = heard.poll(10, TimeUnit.SECONDS);
      assertThat(text).as("what the relay says").isNotNull();
      return text;
    }

    @Override
    public void close() {
      socket.abort();
      http.shutdownNow();
    }
  }

  @Test
  void theTestRelayRunsAsAProgramToo() throws Exception {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TestRelayMain.class.getName(),
                "0",
                "s3cret")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var out = program.inputReader(StandardCharsets.UTF_8);
        var in = program.outputWriter(StandardCharsets.UTF_8)) {
      String port = out.readLine().replaceAll("\\D", "");
      LiveClient anna =
          closing(LiveClient.open('a', "ws://127.0.0.1:" + port, "s3cret", LiveClient.QUICK, null));
      anna.awaitOpen(0);

      in.write("nonsense\nerror hear hear\nclose 4005\n");
      in.flush();

      anna.ear.await(Told.Said.class, told -> told.text().equals("hear hear"));
      assertThat(anna.awaitWhy()).isEqualTo("The relay missed our heartbeat (4005: as told).");
      in.write("quit\n");
      in.flush();
      assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(program.exitValue()).isZero();
    } finally {
      program.destroyForcibly();
    }
  }

  @Test
  void nothingOfAClientIsLeftBehind() throws InterruptedException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    for (char last : "abcdef".toCharArray()) {
      try (LiveClient one = LiveClient.open(last, relay.url().toString())) {
        one.awaitOpen(0);
      }
      relay.awaitPresent();
    }

    relay.await("no connection", r -> r.open() == 0);
    assertThat(relay.farewells()).hasSize(6).containsOnly(1000);
    for (Thread left : Thread.getAllStackTraces().keySet()) {
      if (!before.contains(left) && left.getName().startsWith("live")) {
        // A loop says that it has ended while it still runs its last lines.
        assertThat(left.join(Duration.ofSeconds(5))).as("%s has ended", left).isTrue();
      }
    }
  }
}
