package dev.meshscope.bench;

import dev.meshscope.outside.Launch;
import dev.meshscope.outside.Proc;
import dev.meshscope.outside.Program;
import dev.meshscope.outside.RawPeers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/// Raw peers that join a headless node as fast as they can: handshakes a second, and what the node
/// weighs before and after.
final class HandshakeLoad {
  private HandshakeLoad() {}

  static final int IN_FLIGHT = 64;
  private static final int PRACTICE = 3;
  private static final int BARE = 3;
  private static final int TURNS = 5;

  /// What a load found.
  ///
  /// @param millis from the first dial to the last live
  /// @param live counted in the node's own table
  /// @param beforeKib resident before the first dial
  /// @param afterKib resident when all were live and had been watched for a while
  record Result(int peers, double millis, int live, long beforeKib, long afterKib) {
    double perSecond() {
      return HandshakeLoad.perSecond(peers, millis);
    }

    double kibPerPeer() {
      return (afterKib - beforeKib) / (double) peers;
    }
  }

  /// Arguments: peers (default 2000), seconds to watch (20); or also PORT and PID of a node that
  /// runs already.
  public static void main(String[] args) throws Exception {
    int peers = args.length > 0 ? Integer.parseInt(args[0]) : 2_000;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 20;
    boolean ours = args.length < 4;
    Result result =
        ours
            ? fresh(peers, seconds)
            : running(Integer.parseInt(args[2]), Long.parseLong(args[3]), peers, seconds);
    Pair fresh = new Pair(freshBare(peers), result.perSecond());
    Pair practised = inTurns(peers);
    System.out.printf("%d peers, %d dials in flight, a fresh node%n", peers, IN_FLIGHT);
    System.out.printf("all live after   %,10.0f ms%n", result.millis());
    System.out.printf("handshakes / s   %,10.0f      bar >= 5000%n", result.perSecond());
    System.out.printf("live in table    %,10d%n", result.live());
    System.out.printf("resident before  %,10d KiB%n", result.beforeKib());
    System.out.printf("resident after   %,10d KiB  bar < 160 MB%n", result.afterKib());
    System.out.printf("per peer         %,10.1f KiB  bar < 12 KiB%n", result.kibPerPeer());
    System.out.printf(
        "%-34s %12s %12s %7s%n", "handshakes / s", "bare Netty", "Meshscope", "ratio");
    print("just started", fresh, ">= 0.5");
    print("in practice, in turns", practised, "");
    boolean met =
        result.perSecond() >= 5_000
            && fresh.ratio() >= 0.5
            && result.afterKib() * 1024 < 160_000_000L
            && result.kibPerPeer() < 12
            && result.live() == peers;
    System.out.println(met ? "all bars are met" : "NOT MET");
    System.exit(met ? 0 : 1);
  }

  private static void print(String what, Pair pair, String bar) {
    System.out.printf(
        "%-34s %,12.0f %,12.0f %7.2f  %s%n", what, pair.bare(), pair.ours(), pair.ratio(), bar);
  }

  private static double perSecond(int peers, double millis) {
    return peers / (millis / 1e3);
  }

  /// Starts a node and loads it, with clients that are in practice: what is measured is the node.
  static Result fresh(int peers, int seconds) throws Exception {
    Path folder = Files.createTempDirectory("meshscope-load");
    practise(folder.resolve("practice"), peers);
    try (Program node = Launch.shipped().keeping("started", "peers").node(folder.resolve("node"))) {
      int port = node.port();
      settle(3);
      long before = new Proc(node.process().pid()).residentKib();
      try (RawPeers load = RawPeers.speaking(port, peers, IN_FLIGHT)) {
        double millis = load.awaitLive(60) / 1e6;
        settle(seconds);
        long after = new Proc(node.process().pid()).residentKib();
        return new Result(peers, millis, live(node.table()), before, after);
      }
    }
  }

  private static void practise(Path folder, int peers) throws Exception {
    try (Program node = Launch.shipped().keeping("started").node(folder)) {
      for (int i = 0; i < PRACTICE; i++) {
        perSecond(node, peers);
      }
    }
  }

  /// Handshakes a second of bare servers that have just been started, as our node has; the median.
  private static double freshBare(int peers) throws Exception {
    double[] found = new double[BARE];
    for (int i = 0; i < BARE; i++) {
      try (Program bare = Launch.of("dev.meshscope.bench.BareHandshake").start()) {
        bare.port();
        settle(3);
        found[i] = perSecond(bare, peers);
      }
    }
    return Pair.median(found);
  }

  /// Handshakes a second of a bare server and of a node, which have had as many before and take
  /// turns; the medians.
  private static Pair inTurns(int peers) throws Exception {
    Path folder = Files.createTempDirectory("meshscope-load");
    double[][] found = new double[2][TURNS];
    try (Program bare = Launch.of("dev.meshscope.bench.BareHandshake").start();
        Program ours = Launch.shipped().keeping("started").node(folder)) {
      for (int i = -PRACTICE; i < TURNS; i++) {
        double one = perSecond(bare, peers);
        double other = perSecond(ours, peers);
        if (i >= 0) {
          found[0][i] = one;
          found[1][i] = other;
        }
      }
    }
    return new Pair(Pair.median(found[0]), Pair.median(found[1]));
  }

  /// Loads it once, and waits until it has let go of everybody.
  private static double perSecond(Program server, int peers) throws Exception {
    int port = server.port();
    Proc process = new Proc(server.process().pid());
    long before = process.sockets();
    try (RawPeers load = RawPeers.speaking(port, peers, IN_FLIGHT)) {
      return perSecond(peers, load.awaitLive(60) / 1e6);
    } finally {
      process.awaitSockets(before, Duration.ofSeconds(10));
      settle(1);
    }
  }

  private static Result running(int port, long pid, int peers, int seconds)
      throws IOException, InterruptedException {
    long before = new Proc(pid).residentKib();
    try (RawPeers load = RawPeers.speaking(port, peers, IN_FLIGHT)) {
      double millis = load.awaitLive(60) / 1e6;
      settle(seconds);
      return new Result(peers, millis, peers - load.closed(), before, new Proc(pid).residentKib());
    }
  }

  /// How many peers the node itself calls live.
  static int live(JsonNode table) {
    return (int)
        table.path("peers").valueStream().filter(peer -> peer.path("present").asBoolean()).count();
  }

  private static void settle(int seconds) throws InterruptedException {
    Thread.sleep(seconds * 1_000L);
  }
}
