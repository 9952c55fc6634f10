package dev.meshscope.bench;

import dev.meshscope.outside.Launch;
import dev.meshscope.outside.Program;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Answered pings of a bare Netty pipeline and of our node, alternating in one run: through one
/// full pipe, and one at a time. Both servers are processes of their own on loopback; ours observes
/// all.
final class PingBench {
  private PingBench() {}

  /// What a run found.
  record Result(Pair throughput, Pair p50, Pair p99) {}

  /// Arguments: rounds (default 9), milliseconds per round (2000), lone pings per round (20000).
  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 9;
    int millis = args.length > 1 ? Integer.parseInt(args[1]) : 2_000;
    int lone = args.length > 2 ? Integer.parseInt(args[2]) : 20_000;
    Result result = run(rounds, millis, lone);
    PrintStream out = System.out;
    out.printf("%-28s %14s %14s %8s   bar%n", "", "bare Netty", "Meshscope", "ratio");
    print("answered pings / s", result.throughput(), 1, ">= 0.7");
    print("lone ping, p50, microseconds", result.p50(), 1e3, "");
    print("lone ping, p99, microseconds", result.p99(), 1e3, "<= 1.5");
    boolean met = result.throughput().ratio() >= 0.7 && result.p99().ratio() <= 1.5;
    out.println(met ? "both bars are met" : "NOT MET");
    System.exit(met ? 0 : 1);
  }

  private static void print(String what, Pair pair, double unit, String bar) {
    System.out.printf(
        "%-28s %,14.1f %,14.1f %8.2f   %s%n",
        what, pair.bare() / unit, pair.ours() / unit, pair.ratio(), bar);
  }

  static Result run(int rounds, int millis, int lone) throws Exception {
    Path folder = Files.createTempDirectory("meshscope-bench");
    try (Program bare = Launch.of("dev.meshscope.bench.BarePong").start();
        Program ours = Launch.shipped().keeping("started").node(folder);
        PingClient toBare = new PingClient(bare.port());
        PingClient toOurs = new PingClient(ours.port()).greet()) {
      return measure(toBare, toOurs, rounds, millis, lone);
    }
  }

  private static Result measure(PingClient bare, PingClient ours, int rounds, int millis, int lone)
      throws IOException, InterruptedException {
    for (int i = 0; i < 3; i++) {
      bare.throughput(millis / 2);
      bare.roundTrips(lone);
      ours.throughput(millis / 2);
      ours.roundTrips(lone);
    }
    double[][] found = new double[6][rounds];
    for (int i = 0; i < rounds; i++) {
      found[0][i] = bare.throughput(millis);
      found[1][i] = ours.throughput(millis);
      long[] one = sorted(bare.roundTrips(lone));
      long[] other = sorted(ours.roundTrips(lone));
      found[2][i] = one[lone / 2];
      found[3][i] = other[lone / 2];
      found[4][i] = one[lone * 99 / 100];
      found[5][i] = other[lone * 99 / 100];
    }
    return new Result(
        new Pair(Pair.median(found[0]), Pair.median(found[1])),
        new Pair(Pair.median(found[2]), Pair.median(found[3])),
        new Pair(Pair.median(found[4]), Pair.median(found[5])));
  }

  private static long[] sorted(long[] all) {
    Arrays.sort(all);
    return all;
  }
}
