package dev.meshscope.proof;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Networking;
import dev.meshscope.lines.ReadBack;
import dev.meshscope.outside.Jcmd;
import dev.meshscope.outside.Launch;
import dev.meshscope.outside.Proc;
import dev.meshscope.outside.Program;
import dev.meshscope.outside.Wire;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/// A node and its peers, which are restarted, killed, frozen, doubled and half dead for a long
/// time, beside a relay that drops what it should pass on. At the end the node's table must be what
/// is true, and nothing may have leaked. The node is a process of its own; the raw peers and the
/// engines live here.
final class Soak {

  /// @param seconds of restarts and the rest; what comes before and after is bounded, not counted
  /// @param peers a tenth of them engines, a few processes, the others raw
  record Plan(int seconds, int peers, long seed) {
    int engines() {
      return peers / 10;
    }

    int processes() {
      return Math.min(4, Math.max(1, peers / 50));
    }

    int raw() {
      return peers - engines() - processes();
    }
  }

  /// What the node weighs after a collection.
  record Weight(long second, long residentKib, long heapKib, long sockets, long threads) {}

  /// What came of it.
  ///
  /// @param differences between the node's table and what is true
  /// @param told what the node said on standard error
  /// @param idle before the first peer
  /// @param weights at each fifth of the time
  /// @param last when all is over and the table is at rest
  /// @param connected peers that are there at the end
  /// @param events lines of events by kind that should be rare
  /// @param lines all that it printed, read back
  record Result(
      List<String> faults,
      Map<String, Integer> done,
      List<String> differences,
      String told,
      Weight idle,
      List<Weight> weights,
      Weight last,
      int connected,
      Map<String, Long> events,
      ReadBack lines,
      Blame wrongPromotions) {}

  /// Of how many "wrong promotions" it is known what they were.
  ///
  /// @param right an older life of the peer spoke again: it had been replaced by a newer one
  /// @param wrong nobody but the present life was there to speak
  record Blame(long right, long wrong) {}

  private static final String NODE = "50000000-0000-7000-8000-000000000000";
  private static final int WEIGHINGS = 5;

  /// Longer than the longest wait before the relay is dialled again.
  private static final Duration SETTLE = Duration.ofSeconds(45);

  private static final int ANNOUNCE_SECONDS = 5;
  private static final long ASK_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(500);

  /// Told rarely, if at all; the rest is too much to keep.
  private static final Set<String> RARE =
      Set.of(
          "wrong-promotion",
          "flap",
          "clone",
          "identity-alarm",
          "remote-cannot-send",
          "superseded-returned",
          "dropped",
          "clock-jump");

  private final Plan plan;
  private final Path folder;
  private final PrintStream out;
  private final SoakFaults faults = new SoakFaults();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Semaphore beginning = new Semaphore(8);
  private final SoakRelay relay;
  private final List<SoakPeer> peers = new ArrayList<>();
  private final List<Ways.Listening> announced = new ArrayList<>();
  private final Map<String, Long> rare = new TreeMap<>();
  // By node id; guarded by itself.
  private final Map<String, Long> wrongPromotions = new TreeMap<>();
  // Guarded by itself; read when the node has ended.
  private final ReadBack lines = new ReadBack();
  private final AtomicLong acts = new AtomicLong();
  private long begunNs;

  private Soak(Plan plan, Path folder, PrintStream out) {
    this.plan = plan;
    this.folder = folder;
    this.out = out;
    this.relay = new SoakRelay(new Random(~plan.seed()), faults, over);
  }

  /// Arguments: seconds (1800), peers (200), seed (the time).
  public static void main(String[] args) throws Exception {
    Plan plan =
        new Plan(
            args.length > 0 ? Integer.parseInt(args[0]) : 1_800,
            args.length > 1 ? Integer.parseInt(args[1]) : 200,
            args.length > 2 ? Long.parseLong(args[2]) : System.currentTimeMillis());
    Result result = run(plan, Files.createTempDirectory("meshscope-soak"), System.out);
    System.exit(SoakReport.print(plan, result, System.out) ? 0 : 1);
  }

  static Result run(Plan plan, Path folder, PrintStream out) throws Exception {
    return new Soak(plan, folder, out).run();
  }

  private Result run() throws Exception {
    out.printf("seed %d: %d peers, %d s%n", plan.seed(), plan.peers(), plan.seconds());
    Launch launch =
        Launch.shipped()
            .jvm("-Dio.netty.leakDetection.level=paranoid", "-Dmeshscope.warm-up=false")
            .hearing(this::hear);
    try (Program node = launch.node(folder.resolve("node"), arguments())) {
      int port = node.port();
      begunNs = System.nanoTime();
      relay.awaitPresent(NODE);
      Weight idle = weigh(node);
      cast(port);
      List<Weight> weights = new ArrayList<>();
      inParallel(this::begin);
      List<Thread> lives = new ArrayList<>(peers.stream().map(this::live).toList());
      lives.add(relay.begin());
      watch(node, weights);
      over.countDown();
      for (Thread life : lives) {
        life.join(Duration.ofSeconds(60));
      }
      leaveSome();
      List<String> differences = settle(node);
      long connected = peers.stream().filter(peer -> present(peer).isPresent()).count();
      new Proc(node.process().pid()).awaitSockets(idle.sockets() + connected, SETTLE);
      Weight last = weigh(node);
      return new Result(
          faults.all(),
          faults.done(),
          differences,
          node.said(),
          idle,
          weights,
          last,
          (int) connected,
          rare(),
          lines,
          blame());
    } finally {
      over.countDown();
      inParallel(SoakPeer::close);
      relay.close();
    }
  }

  /// For who wants to see it fail: `--policy closed-flag` leaves every zombie where it is.
  private String[] arguments() {
    String more = System.getProperty("meshscope.soak.node", "");
    return "--node-id %s --relay %s %s".formatted(NODE, relay.url(), more).strip().split(" ");
  }

  private boolean hear(String line) {
    synchronized (lines) {
      lines.take(line);
    }
    int at = line.indexOf("\"event\":\"") + 9;
    String event = line.substring(at, line.indexOf('"', at));
    if (RARE.contains(event)) {
      synchronized (rare) {
        rare.merge(event, 1L, Long::sum);
      }
    }
    if (event.equals("wrong-promotion")) {
      int peer = line.indexOf("\"peer\":\"") + 8;
      synchronized (wrongPromotions) {
        wrongPromotions.merge(line.substring(peer, line.indexOf('"', peer)), 1L, Long::sum);
      }
    }
    if (!event.equals("peers") && !event.startsWith("frames-")) {
      faults.heard(line);
    }
    return event.equals("started") || event.equals("peers");
  }

  private Blame blame() {
    long right = 0;
    long all = 0;
    synchronized (wrongPromotions) {
      for (SoakPeer peer : peers) {
        long told = wrongPromotions.getOrDefault(peer.nodeId(), 0L);
        all += told;
        right += Math.min(told, peer.thaws());
      }
    }
    return new Blame(right, all - right);
  }

  private Map<String, Long> rare() {
    synchronized (rare) {
      return new TreeMap<>(rare);
    }
  }

  /// Who plays: smaller and larger ids, with and without proof, dialling and being dialled.
  private void cast(int port) {
    Random random = new Random(plan.seed());
    for (int i = 0; i < plan.raw(); i++) {
      boolean listens = i % 3 == 0;
      boolean signs = i % 2 == 0;
      String id = id(listens || i % 4 < 2 ? '9' : '1', random);
      String name =
          "raw-%d (%s, %s)"
              .formatted(i, listens ? "dialled" : "dialling", signs ? "signing" : "plain");
      SoakRaw.Way way = new Ways.Dialling(port);
      if (listens) {
        Ways.Listening listening =
            new Ways.Listening(id, folder.resolve("node").resolve("registry"), port);
        announced.add(listening);
        way = listening;
      }
      peers.add(new SoakRaw(way, id, name, signs, new Random(random.nextLong()), faults, over));
    }
    for (int i = 0; i < plan.engines(); i++) {
      peers.add(
          new SoakEngine(
              id(i % 2 == 0 ? '1' : '9', random),
              folder.resolve("engine-" + i),
              new NodeId(NODE),
              new Endpoint("127.0.0.1", port),
              new Networking(false, relay.url(), null, false),
              new Random(random.nextLong()),
              faults));
    }
    for (int i = 0; i < plan.processes(); i++) {
      peers.add(
          new SoakProcess(
              id(i % 2 == 0 ? '1' : '9', random),
              folder.resolve("process-" + i),
              "127.0.0.1:" + port,
              new Random(random.nextLong()),
              faults,
              over));
    }
  }

  private static String id(char first, Random random) {
    return first + Wire.nodeId(random).substring(1);
  }

  private Thread live(SoakPeer peer) {
    Random random = new Random(plan.seed() ^ peer.nodeId().hashCode());
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (!over.await(1_000 + random.nextInt(9_000), TimeUnit.MILLISECONDS)) {
                  peer.check();
                  peer.act();
                  acts.incrementAndGet();
                }
              } catch (Exception e) {
                faults.tell(peer.nodeId(), "its life ended: " + e);
              }
            });
  }

  private void inParallel(Step step) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (SoakPeer peer : peers) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      step.take(peer);
                    } catch (Exception e) {
                      faults.tell(peer.nodeId(), "it could not: " + e);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join(Duration.ofSeconds(60));
    }
  }

  /// A few at a time: what is measured is not how a cold node takes hundreds at once.
  private void begin(SoakPeer peer) throws Exception {
    beginning.acquire();
    try {
      peer.begin();
    } finally {
      beginning.release();
    }
  }

  private interface Step {
    void take(SoakPeer peer) throws Exception;
  }

  /// Until the time is over: the entries are kept fresh, the node is weighed, a line is told.
  private void watch(Program node, List<Weight> weights) throws InterruptedException {
    long begin = System.nanoTime();
    for (int second = 1; second <= plan.seconds(); second++) {
      long due = begin + TimeUnit.SECONDS.toNanos(second) - System.nanoTime();
      over.await(due, TimeUnit.NANOSECONDS);
      if (!node.process().isAlive()) {
        faults.tell("the node", "ended: " + node.said());
        return;
      }
      if (second % ANNOUNCE_SECONDS == 0) {
        announced.forEach(Ways.Listening::announce);
      }
      if (second % Math.max(1, plan.seconds() / WEIGHINGS) == 0) {
        Weight weight = weigh(node);
        weights.add(weight);
        out.printf(
            "%5d s: %,7d KiB resident, %,7d KiB of heap, %,4d sockets, %d threads; %,d acts, %d faults%n",
            second,
            weight.residentKib(),
            weight.heapKib(),
            weight.sockets(),
            weight.threads(),
            acts.get(),
            faults.all().size());
      }
    }
  }

  private Weight weigh(Program node) {
    long pid = node.process().pid();
    Proc proc = new Proc(pid);
    long heap = Jcmd.heapAfterCollectionKib(pid);
    long second = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begunNs);
    return new Weight(second, proc.residentKib(), heap, proc.sockets(), proc.threads());
  }

  /// A part of them goes for good, so that the end has absent peers too.
  private void leaveSome() {
    Random random = new Random(plan.seed());
    peers.stream().filter(peer -> random.nextInt(7) == 0).forEach(SoakPeer::close);
  }

  private Optional<SoakPeer.Ends> present(SoakPeer peer) {
    try {
      return peer.ends();
    } catch (Exception e) {
      faults.tell(peer.nodeId(), "it cannot tell where it stands: " + e);
      return Optional.empty();
    }
  }

  /// Waits until the node's table is what is true; what is not, in the end.
  private List<String> settle(Program node) throws IOException {
    long end = System.nanoTime() + SETTLE.toNanos();
    List<String> differences = differences(node.table());
    while (!differences.isEmpty() && System.nanoTime() < end) {
      announced.forEach(Ways.Listening::announce);
      // A whole table is much to write: asked for all the time it is a load of its own.
      LockSupport.parkNanos(ASK_AGAIN_NS);
      differences = differences(node.table());
    }
    return differences;
  }

  private List<String> differences(JsonNode table) {
    Map<String, JsonNode> known = new TreeMap<>();
    table.path("peers").valueStream().forEach(p -> known.put(p.path("peer").asString(), p));
    List<String> all = new ArrayList<>();
    if (!table.path("unidentified").isEmpty()) {
      all.add("unidentified transports: " + table.path("unidentified"));
    }
    for (SoakPeer peer : peers) {
      JsonNode seen = known.remove(peer.nodeId());
      difference(peer, present(peer), seen == null ? table.path("nobody") : seen)
          .ifPresent(all::add);
    }
    known.forEach((id, seen) -> all.add(id + " is nobody: " + seen.path("transports")));
    return all;
  }

  private static boolean well(JsonNode transport) {
    return transport.path("role").asString().equals("incumbent")
        && Set.of("live", "quiet").contains(transport.path("state").asString());
  }

  private static Optional<String> difference(
      SoakPeer peer, Optional<SoakPeer.Ends> ends, JsonNode seen) {
    JsonNode transports = seen.path("transports");
    if (ends.isEmpty()) {
      return transports.isEmpty()
          ? Optional.empty()
          : Optional.of(peer.nodeId() + " has gone, the table says " + transports);
    }
    List<JsonNode> well = transports.valueStream().filter(Soak::well).toList();
    boolean direct =
        well.stream()
            .filter(transport -> transport.path("kind").asString().equals("direct"))
            .anyMatch(
                transport ->
                    SoakProcess.port(transport, "local") == ends.get().nodes()
                        && SoakProcess.port(transport, "remote") == ends.get().own());
    boolean relayed = well.stream().anyMatch(t -> t.path("kind").asString().equals("relay"));
    int wanted = peer.onRelay() ? 2 : 1;
    boolean all = direct && relayed == peer.onRelay() && well.size() == wanted;
    return all && transports.size() == wanted
        ? Optional.empty()
        : Optional.of(
            "%s is there with %s, the table says %s, and of what ended %s"
                .formatted(peer.nodeId(), ends.get(), transports, seen.path("ended")));
  }
}
