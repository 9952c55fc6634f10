package dev.meshscope.lab.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.meshscope.outside.Launch;
import dev.meshscope.outside.Program;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The lab's small peers as processes, from outside.
class SmallPeersIT {
  private static final String SMALL = "01920000-0000-7000-8000-000000000001";
  private static final String LARGE = "01930000-0000-7000-8000-000000000002";
  private static final String KEY = "A".repeat(43);
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int A_WHILE_MS = 1_500;

  @TempDir private Path dir;

  /// One of our own connections to it.
  private record Line(Socket socket, DataInputStream in) implements AutoCloseable {
    static Line to(Program peer) throws IOException {
      int port = peer.event(0, SOON, "started").path("port").asInt();
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout((int) SOON.toMillis());
      return new Line(
          socket, new DataInputStream(new BufferedInputStream(socket.getInputStream())));
    }

    void greet() throws IOException {
      Wire.write(socket.getOutputStream(), Wire.handshake(SMALL, "we", KEY));
    }

    void ping() throws IOException {
      Wire.write(socket.getOutputStream(), Wire.frame("ping"));
    }

    String next() throws IOException {
      return Wire.type(Wire.read(in));
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private Program raw(Launch launch) {
    return launch.start(
        "lab:raw-peer", LARGE, "peer", KEY, "127.0.0.1", dir.resolve("registry").toString());
  }

  private Program deployed(String kind) {
    return Launch.program()
        .start(
            "lab:deployed-peer",
            kind,
            LARGE,
            "peer",
            KEY,
            "127.0.0.1",
            dir.resolve("registry").toString(),
            dir.resolve("lan").toString());
  }

  private Program peer(String kind) {
    return kind.equals("raw") ? raw(Launch.program()) : deployed(kind);
  }

  private static void passes(Program peer, long millis) {
    peer.process().onExit().completeOnTimeout(null, millis, TimeUnit.MILLISECONDS).join();
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw", "d0", "d10", "d1"})
  void anAddressThatIsNoneDoesNotEndTheirListening(String kind) throws Exception {
    try (Program peer = peer(kind)) {
      for (String address : List.of("nowhere", "localhost:1", "127.0.0.1:99999", "127.0.0.1:x")) {
        int mark = peer.mark();
        peer.write("{\"do\":\"dial\",\"address\":\"" + address + "\"}");
        assertThat(peer.event(mark, SOON, "failed").path("what").asString()).isEqualTo("command");
      }
      peer.write("{\"do\":\"quit\"}");
      assertThat(peer.exit(SOON)).as(peer.said()).isZero();
    }
  }

  @Test
  void whereNoDescriptorIsLeftItGoesOnAcceptingAfterwards() throws Exception {
    assumeThat(Files.isExecutable(Path.of("/usr/bin/prlimit"))).as("limits can be set").isTrue();
    Launch few = Launch.program().inside("/usr/bin/prlimit", "--nofile=200:200");
    try (Program peer = raw(few)) {
      // Its classes are files here; shipped, they lie in its image.
      try (Line first = Line.to(peer)) {
        first.greet();
        assertThat(first.next()).isEqualTo("handshake");
      }
      peer.event(0, SOON, "closed");
      List<Line> many = new ArrayList<>();
      for (int i = 0; i < 250; i++) {
        many.add(Line.to(peer));
      }
      JsonNode failed = peer.event(0, SOON, "failed");
      for (Line line : many) {
        line.close();
      }

      assertThat(failed.path("what").asString()).isEqualTo("accept");
      try (Line late = Line.to(peer)) {
        late.greet();
        assertThat(late.next()).isEqualTo("handshake");
        late.ping();
        assertThat(late.next()).isEqualTo("pong");
      }
    }
  }

  @Test
  void theNewestThatReplacedASocketGreetsHearsAndCannotAnswer() throws Exception {
    try (Program peer = deployed("d1");
        Line first = Line.to(peer)) {
      first.greet();
      assertThat(first.next()).isEqualTo("handshake");
      first.ping();
      assertThat(first.next()).isEqualTo("pong");
      passes(peer, A_WHILE_MS);

      try (Line second = Line.to(peer)) {
        second.greet();
        assertThat(second.next()).isEqualTo("handshake");
        second.ping();
        second.socket().setSoTimeout(A_WHILE_MS);
        assertThatThrownBy(second::next).isInstanceOf(SocketTimeoutException.class);
        assertThatThrownBy(first::next).isInstanceOf(EOFException.class);
      }
      peer.event(0, SOON, "left");
      try (Line third = Line.to(peer)) {
        third.greet();
        assertThat(third.next()).isEqualTo("handshake");
        third.ping();
        assertThat(third.next()).isEqualTo("pong");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"d0", "d10"})
  void theOlderOnesTurnASecondSocketAway(String kind) throws Exception {
    try (Program peer = deployed(kind);
        Line first = Line.to(peer)) {
      first.greet();
      assertThat(first.next()).isEqualTo("handshake");
      passes(peer, A_WHILE_MS);

      try (Line second = Line.to(peer)) {
        second.greet();
        assertThatThrownBy(second::next).isInstanceOf(EOFException.class);
      }
      first.ping();
      assertThat(first.next()).isEqualTo("pong");
    }
  }

  @Test
  void theOlderOnesWriteNoRecordAndAreHeardOnTheLan() throws Exception {
    try (Program peer = deployed("d10")) {
      int port = peer.event(0, SOON, "started").path("port").asInt();
      Path record = dir.resolve("lan").resolve(LARGE + ".json");
      long end = System.nanoTime() + SOON.toNanos();
      while (!Files.exists(record) && System.nanoTime() < end) {
        passes(peer, 50);
      }

      assertThat(Wire.JSON.readTree(Files.readAllBytes(record)).path("port").asInt())
          .isEqualTo(port);
      assertThat(dir.resolve("registry")).doesNotExist();
    }
  }
}
