package dev.meshscope.proof;

import dev.meshscope.outside.Hello;
import dev.meshscope.outside.Jcmd;
import dev.meshscope.outside.Launch;
import dev.meshscope.outside.Proc;
import dev.meshscope.outside.Program;
import dev.meshscope.outside.RawClient;
import dev.meshscope.outside.RawPeers;
import dev.meshscope.outside.Wire;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A node with healthy peers under a flood of connection attempts: what becomes of the peers, of
/// its memory and of what it says. On the caller's thread; node, flood and some of the peers are
/// processes of their own.
final class Flood {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int CALM_SECONDS = 3;

  /// @param rate attempts a second
  /// @param sources addresses they come from
  /// @param raw healthy raw peers
  /// @param processes healthy Meshscope processes
  record Plan(int rate, int seconds, int sources, List<Garbage> kinds, int raw, int processes) {}

  /// What the node weighs.
  record Weight(long residentKib, long heapKib, long sockets, long threads) {
    static Weight of(Program node) {
      long pid = node.process().pid();
      Proc proc = new Proc(pid);
      long heap = Jcmd.heapAfterCollectionKib(pid);
      return new Weight(proc.residentKib(), heap, proc.sockets(), proc.threads());
    }
  }

  /// What a flood did.
  ///
  /// @param made attempts
  /// @param connected those that were established
  /// @param seconds how long it lasted
  /// @param lost healthy raw peers whose connection ended, and healthy peers of any kind that hold
  ///   their slot no more
  /// @param harm what the node told of the healthy ones
  /// @param worstRoundTripMs of a healthy raw peer's ping
  /// @param newcomersMs how long honest newcomers took to be answered; negative: they were not
  /// @param mostResidentKib while it lasted
  /// @param mostDescriptors while it lasted
  /// @param calmLines lines of JSON a second before
  /// @param lines lines of JSON by kind while it lasted
  /// @param errLines lines of standard error while it lasted
  record Result(
      long made,
      long connected,
      double seconds,
      int lost,
      List<String> harm,
      double longestGapMs,
      long worstRoundTripMs,
      List<Long> newcomersMs,
      Weight before,
      Weight after,
      long mostResidentKib,
      long mostDescriptors,
      double calmLines,
      Map<String, Long> lines,
      long errLines,
      Map<String, Long> processorMillis) {

    double attemptsPerSecond() {
      return made / seconds;
    }

    double linesPerSecond() {
      return lines.values().stream().mapToLong(n -> n).sum() / seconds;
    }

    double errLinesPerSecond() {
      return errLines / seconds;
    }
  }

  private final Plan plan;
  private final PrintStream out;
  private final FloodWatch watch = new FloodWatch();
  private final Path folder;
  private final List<Program> peers = new ArrayList<>();
  private final List<Long> newcomers = new ArrayList<>();
  private Map<String, Long> clientMillis = Map.of();
  private long mostResident;
  private long mostDescriptors;
  private long worstRoundTrip;

  private Flood(Path folder, Plan plan, PrintStream out) {
    this.folder = folder;
    this.plan = plan;
    this.out = out;
  }

  /// Arguments: attempts a second (10000), seconds (60), source addresses (200), kinds (the mix).
  public static void main(String[] args) throws Exception {
    Plan plan =
        new Plan(
            args.length > 0 ? Integer.parseInt(args[0]) : 10_000,
            args.length > 1 ? Integer.parseInt(args[1]) : 60,
            args.length > 2 ? Integer.parseInt(args[2]) : 200,
            args.length > 3 ? Garbage.parse(args[3]) : Garbage.MIX,
            17,
            3);
    Result result = run(Files.createTempDirectory("meshscope-flood"), plan, System.out);
    System.exit(FloodReport.print(plan, result, System.out) ? 0 : 1);
  }

  static Result run(Path folder, Plan plan, PrintStream out) throws Exception {
    return new Flood(folder, plan, out).run();
  }

  private Result run() throws Exception {
    // For who wants to look closer: a limit of descriptors, a recording of the flight.
    Launch launch =
        Launch.shipped()
            .inside(words("meshscope.flood.inside"))
            .jvm(words("meshscope.flood.jvm"))
            .hearing(watch);
    try (Program node = launch.node(folder.resolve("node"))) {
      Result result = flooded(node);
      // So that a recording of the flight is written, where one was asked for.
      node.write("{\"do\":\"quit\"}");
      node.exit(SOON);
      return result;
    } finally {
      peers.forEach(Program::close);
    }
  }

  private Result flooded(Program node) throws Exception {
    JsonNode started = node.event(0, SOON, "started");
    int port = started.path("port").asInt();
    try (RawPeers raw = RawPeers.lively(port, plan.raw())) {
      raw.awaitLive(20);
      for (int i = 0; i < plan.processes(); i++) {
        peers.add(
            Launch.program().node(folder.resolve("peer-" + i), "--dial", "127.0.0.1:" + port));
      }
      peers.forEach(peer -> peer.event(0, SOON, "joined"));
      Set<Long> healthy = spare(node);
      raw.awaitClosed(1, TimeUnit.SECONDS.toMillis(CALM_SECONDS));
      Weight before = Weight.of(node);
      long calm = node.outLines();
      raw.awaitClosed(1, TimeUnit.SECONDS.toMillis(CALM_SECONDS));
      double calmLines = (node.outLines() - calm) / (double) CALM_SECONDS;
      raw.worstRoundTripMillis();

      Map<String, Long> linesBefore = watch.counts();
      Map<String, Long> millisBefore = new Proc(node.process().pid()).processorMillis();
      long errBefore = node.errLines();
      JsonNode last = flood(node, raw, started.path("nodeId").asString(), port);
      double seconds = plan.seconds();
      Map<String, Long> lines = minus(watch.counts(), linesBefore);
      long errLines = node.errLines() - errBefore;
      Map<String, Long> millis =
          minus(new Proc(node.process().pid()).processorMillis(), millisBefore);
      millis.put("(the flood itself)", clientMillis.values().stream().mapToLong(n -> n).sum());

      Set<Long> left = calmDown(node);
      Weight after = settled(node, before.sockets());
      int lost = (int) healthy.stream().filter(id -> !left.contains(id)).count();
      return new Result(
          last.path("made").asLong(),
          last.path("connected").asLong(),
          seconds,
          Math.max(lost, raw.closed()),
          watch.harm(),
          watch.longestGapMs(),
          worstRoundTrip,
          List.copyOf(newcomers),
          before,
          after,
          mostResident,
          mostDescriptors,
          calmLines,
          lines,
          errLines,
          millis);
    }
  }

  private static String[] words(String property) {
    return Stream.of(System.getProperty(property, "").split(" "))
        .filter(word -> !word.isEmpty())
        .toArray(String[]::new);
  }

  /// Who is to be spared: all that hold a slot now.
  private Set<Long> spare(Program node) {
    Set<Long> transports = new HashSet<>();
    Set<String> ids = new HashSet<>();
    Set<Long> ours = new HashSet<>();
    for (JsonNode peer : node.table().path("peers").values()) {
      ids.add(peer.path("peer").asString());
      transports.add(peer.path("active").asLong());
      if (peer.path("transports").get(0).path("ours").asBoolean()) {
        ours.add(peer.path("active").asLong());
      }
    }
    watch.spare(transports, ids, ours);
    return transports;
  }

  private JsonNode flood(Program node, RawPeers raw, String nodeId, int port) throws Exception {
    List<Hello> victims = raw.hellos();
    String[] arguments =
        Stream.concat(
                Stream.of(
                    String.valueOf(port),
                    nodeId,
                    String.valueOf(plan.rate()),
                    String.valueOf(plan.seconds()),
                    String.valueOf(plan.sources()),
                    Garbage.names(plan.kinds())),
                victims.stream().map(hello -> hello.nodeId() + "," + hello.key()))
            .toArray(String[]::new);
    JsonNode last = JSON.createObjectNode();
    try (Program flood = Launch.of("dev.meshscope.proof.FloodClient").start(arguments)) {
      Thread newcomer = Thread.ofVirtual().start(() -> newcomers(flood, port));
      // Its lines are the clock.
      for (int mark = 0; !last.path("over").asBoolean(); mark++) {
        last = flood.event(mark, SOON, line -> line.has("made"));
        look(node, raw, mark + 1, last);
        clientMillis = new Proc(flood.process().pid()).processorMillis();
      }
      flood.exit(SOON);
      newcomer.join(SOON);
    }
    return last;
  }

  private void look(Program node, RawPeers raw, int second, JsonNode told) throws IOException {
    Proc proc = new Proc(node.process().pid());
    long resident = proc.residentKib();
    long descriptors = proc.descriptors();
    long roundTrip = raw.worstRoundTripMillis();
    mostResident = Math.max(mostResident, resident);
    mostDescriptors = Math.max(mostDescriptors, descriptors);
    worstRoundTrip = Math.max(worstRoundTrip, roundTrip);
    out.printf(
        "%3d s: %,9d made, %,9d connected, %,6d open; %,7d KiB, %,6d descriptors, %,9d lines, %,d on standard error; worst round trip %,5d ms, %d lost%n",
        second,
        told.path("made").asLong(),
        told.path("connected").asLong(),
        told.path("open").asLong(),
        resident,
        descriptors,
        node.outLines(),
        node.errLines(),
        roundTrip,
        raw.closed());
  }

  /// Honest peers that come while the flood lasts, one after the other.
  private void newcomers(Program flood, int port) {
    Random random = new Random();
    while (flood.process().isAlive()) {
      long begin = System.nanoTime();
      boolean in;
      try (RawClient client = RawClient.dial(port)) {
        client.send(Wire.handshake(Wire.nodeId(random), "newcomer", Wire.key(random)));
        in = client.frame("ping", 0, Duration.ofSeconds(10)) != null;
      } catch (RuntimeException e) {
        in = false;
      }
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
      synchronized (newcomers) {
        newcomers.add(in ? millis : -millis);
      }
      try {
        flood.process().waitFor(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /// Weighs it when no more sockets are open than before: of those that died while they waited to
  /// be accepted, a batch at a time is.
  private static Weight settled(Program node, long sockets) {
    long end = System.nanoTime() + SOON.toNanos();
    Weight weight = Weight.of(node);
    while (weight.sockets() > sockets && System.nanoTime() - end < 0) {
      new Proc(node.process().pid()).awaitSockets(sockets, SOON);
      weight = Weight.of(node);
    }
    return weight;
  }

  /// Waits until nobody is in the table but who was there before; the transports that are.
  private Set<Long> calmDown(Program node) {
    long end = System.nanoTime() + SOON.toNanos();
    while (true) {
      JsonNode table = node.table(SOON);
      Set<Long> held = new HashSet<>();
      table
          .path("peers")
          .valueStream()
          .flatMap(peer -> peer.path("transports").valueStream())
          .forEach(transport -> held.add(transport.path("transport").asLong()));
      boolean calm =
          table.path("unidentified").isEmpty() && held.size() <= plan.raw() + plan.processes();
      if (calm || System.nanoTime() > end) {
        return held;
      }
    }
  }

  private static Map<String, Long> minus(Map<String, Long> now, Map<String, Long> before) {
    Map<String, Long> more = new TreeMap<>();
    now.forEach((key, count) -> more.put(key, count - before.getOrDefault(key, 0L)));
    more.values().removeIf(count -> count <= 0);
    return more;
  }
}
