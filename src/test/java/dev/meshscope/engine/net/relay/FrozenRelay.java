package dev.meshscope.engine.net.relay;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;

/// A client whose time stands still until it is moved, and its relay, played by the test: no
/// sockets, and WebSocket frames as objects.
final class FrozenRelay implements AutoCloseable {
  static final NodeId SELF = id(0);
  static final String URL = "ws://relay.example";
  private static final long STEP_MS = 50;

  final Ear ear = new Ear();
  final RelayClient client;

  /// Connections that were dialled and not yet made or failed, the youngest last.
  final List<RelayChannel> dialled = new ArrayList<>();

  final List<Integer> attempts = new ArrayList<>();
  private final MockTicker ticker = Ticker.newMockTicker();
  private final EmbeddedChannel loop = EmbeddedChannel.builder().ticker(ticker).build();
  private final List<EmbeddedChannel> channels = new ArrayList<>();

  FrozenRelay(String token, LongUnaryOperator jitter) {
    client =
        new RelayClient(
            RelayConfig.parse(URL, token),
            SELF,
            new NodeName("me"),
            loop.eventLoop(),
            ear,
            jitter,
            RelayTimings.DEFAULT,
            ticker::nanoTime,
            (connection, attempt) -> {
              dialled.add(connection);
              attempts.add(attempt);
            });
  }

  /// Without a token; the shortest pauses.
  FrozenRelay() {
    this(null, bound -> 0);
  }

  static NodeId id(int number) {
    return new NodeId("50000000-0000-7000-8000-%012x".formatted(number));
  }

  long nowNs() {
    return ticker.nanoTime();
  }

  /// Makes the connection that was dialled last.
  EmbeddedChannel connect() {
    RelayChannel connection = dialled.removeLast();
    EmbeddedChannel channel =
        EmbeddedChannel.builder().ticker(ticker).handlers(connection.gate(), connection).build();
    channels.add(channel);
    connection.upgraded();
    run();
    return channel;
  }

  /// Opens, connects, and answers the auth with these peers; what was said and told until then is
  /// forgotten.
  EmbeddedChannel open(int... peers) {
    client.open();
    EmbeddedChannel channel = connect();
    hear(channel, peers(peers));
    takeSaid(channel);
    ear.takeTold();
    return channel;
  }

  static String peers(int... peers) {
    StringBuilder list = new StringBuilder();
    for (int peer : peers) {
      list.append(list.isEmpty() ? "" : ",")
          .append("{\"nodeId\":\"%s\",\"name\":\"n%d\"}".formatted(id(peer), peer));
    }
    return "{\"type\":\"relay-peers\",\"peers\":[" + list + "]}";
  }

  static String joined(int peer) {
    return "{\"type\":\"relay-peer-joined\",\"nodeId\":\"%s\",\"name\":\"n%d\"}"
        .formatted(id(peer), peer);
  }

  static String left(int peer) {
    return "{\"type\":\"relay-peer-left\",\"nodeId\":\"%s\",\"name\":\"n%d\"}"
        .formatted(id(peer), peer);
  }

  static String from(int peer, String frame) {
    return "{\"from\":\"%s\",\"fromName\":\"n%d\",\"payload\":%s}".formatted(id(peer), peer, frame);
  }

  /// The client hears this.
  void hear(EmbeddedChannel channel, String text) {
    hear(channel, new TextWebSocketFrame(text));
  }

  void hear(EmbeddedChannel channel, WebSocketFrame frame) {
    channel.writeInbound(frame);
    run();
  }

  /// The relay closes.
  void close(EmbeddedChannel channel, int code, String reason) {
    hear(channel, new CloseWebSocketFrame(code, reason));
    channel.close();
    run();
  }

  /// What the client has said since: texts, and other frames by their kind.
  List<String> takeSaid(EmbeddedChannel channel) {
    List<String> said = new ArrayList<>();
    for (Object out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      WebSocketFrame frame = (WebSocketFrame) out;
      said.add(
          switch (frame) {
            case TextWebSocketFrame text -> text.text();
            case CloseWebSocketFrame close -> "close " + close.statusCode();
            default ->
                frame.getClass().getSimpleName()
                    + " "
                    + frame.content().toString(java.nio.charset.StandardCharsets.UTF_8);
          });
      frame.release();
    }
    return said;
  }

  /// Our own process stands still: what is due is due all at once, before anything is read.
  void stall(long millis) {
    ticker.advance(millis, TimeUnit.MILLISECONDS);
    run();
  }

  /// Lets time pass in small steps.
  void pass(long millis) {
    for (long left = millis; left > 0; left -= STEP_MS) {
      ticker.advance(Math.min(STEP_MS, left), TimeUnit.MILLISECONDS);
      run();
    }
  }

  void run() {
    loop.runPendingTasks();
    loop.runScheduledPendingTasks();
    for (EmbeddedChannel channel : List.copyOf(channels)) {
      channel.runPendingTasks();
      channel.runScheduledPendingTasks();
      channel.runPendingTasks();
    }
  }

  @Override
  public void close() {
    channels.forEach(EmbeddedChannel::finishAndReleaseAll);
    loop.finishAndReleaseAll();
  }
}
