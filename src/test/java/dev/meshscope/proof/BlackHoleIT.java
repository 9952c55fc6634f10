package dev.meshscope.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.meshscope.outside.Launch;
import dev.meshscope.outside.Program;
import dev.meshscope.outside.TwoHosts;
import dev.meshscope.outside.TwoHosts.Host;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Real hosts and a path that swallows everything without a word. Two pairs of hosts at once: on
/// one both directions are lost, on the other one only. All happens before the first test, which
/// looks at what was recorded. Needs root.
class BlackHoleIT {
  private static final String SURVIVOR = "50000000-0000-7000-8000-000000000000";
  private static final String IDLE = "60000000-0000-7000-8000-000000000001";
  private static final String BUSY = "60000000-0000-7000-8000-000000000002";
  private static final String RAW_IDLE = "60000000-0000-7000-8000-000000000003";
  private static final String RAW_BUSY = "60000000-0000-7000-8000-000000000004";

  private static final Duration SOON = Duration.ofSeconds(20);

  /// Of an idle path: the keepalive's second and its ten probes, and one more.
  private static final long IDLE_MILLIS = 12_000;

  /// Of a path with data in flight: TCP_USER_TIMEOUT and two seconds.
  private static final long BUSY_MILLIS = 11_000 + 2_000;

  /// Of a path that is idle when it is cut, but on which a ping is due soon.
  private static final long PINGED_MILLIS = 3_000 + BUSY_MILLIS;

  /// How long a healed path may stay unused.
  private static final long HEALED_MILLIS = 10_000;

  private static final long LOOK_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(200);

  @TempDir static Path folder;
  private static final List<AutoCloseable> OPEN = new ArrayList<>();

  private static TwoHosts hole;
  private static Program survivor;
  private static Program idle;
  private static Program busy;

  private static TwoHosts street;
  private static Program unheard;
  private static Program heard;

  private static long toIdle;
  private static long toBusy;
  private static long toRawIdle;
  private static long toRawBusy;
  private static long toHeard;
  private static long toUnheard;
  private static Instant cut;
  private static Diagnoses diagnoses;
  private static Instant healed;

  @BeforeAll
  static void cutAndHeal() {
    Optional<String> missing = TwoHosts.missing();
    missing.ifPresent(why -> System.err.println("BlackHoleIT is skipped: " + why + "."));
    assumeThat(missing).isEmpty();
    start();
    cut();
    long end = TimeUnit.MILLISECONDS.toNanos(PINGED_MILLIS) + System.nanoTime();
    while (System.nanoTime() < end && !allEnded()) {
      busyWith("are you there?");
      List.of(survivor, idle, busy, unheard, heard).forEach(diagnoses::look);
      LockSupport.parkNanos(LOOK_EVERY_NS);
    }
    for (Host host : Host.values()) {
      hole.healFrom(host);
    }
    street.healFrom(Host.LEFT);
    healed = Instant.now();
  }

  private static void start() {
    hole = open(new TwoHosts());
    street = open(new TwoHosts());
    // Of a raw peer nothing is asked for a minute, so that only the kernel can tell.
    survivor = node(hole, Host.LEFT, SURVIVOR, "--heartbeat-interval", "60s");
    unheard = node(street, Host.LEFT, SURVIVOR);
    idle = node(hole, Host.RIGHT, IDLE, "--dial", at(hole, survivor));
    busy = node(hole, Host.RIGHT, BUSY, "--dial", at(hole, survivor));
    heard = node(street, Host.RIGHT, IDLE, "--dial", at(street, unheard));
    raw(RAW_IDLE);
    raw(RAW_BUSY);
    toIdle = joined(survivor, IDLE);
    toBusy = joined(survivor, BUSY);
    toRawIdle = joined(survivor, RAW_IDLE);
    toRawBusy = joined(survivor, RAW_BUSY);
    toHeard = joined(unheard, IDLE);
    toUnheard = joined(heard, SURVIVOR);
  }

  private static void raw(String id) {
    Program raw =
        open(
            hole.at(Host.RIGHT, Launch.of("dev.meshscope.outside.LoneRawPeer"))
                .start(hole.address(Host.LEFT), String.valueOf(survivor.port()), id));
    raw.event(0, SOON, "joined");
  }

  private static void cut() {
    busyWith("hello");
    busy.event(0, SOON, "message");
    diagnoses = new Diagnoses();
    cut = Instant.now();
    for (Host host : Host.values()) {
      hole.swallowFrom(host);
    }
    street.swallowFrom(Host.LEFT);
  }

  private static <T extends AutoCloseable> T open(T one) {
    OPEN.addFirst(one);
    return one;
  }

  private static Program node(TwoHosts hosts, Host host, String id, String... more) {
    String[] all = new String[more.length + 4];
    all[0] = "--bind";
    all[1] = hosts.address(host);
    all[2] = "--node-id";
    all[3] = id;
    System.arraycopy(more, 0, all, 4, more.length);
    return open(hosts.at(host, Launch.program()).node(folder.resolve(OPEN.size() + "-" + id), all));
  }

  private static String at(TwoHosts hosts, Program node) {
    return hosts.address(Host.LEFT) + ":" + node.port();
  }

  /// The number of the transport on which this peer has joined and answered.
  private static long joined(Program node, String peer) {
    return node.event(
            0, SOON, e -> Program.is(e, "round-trip") && e.path("peer").asString().equals(peer))
        .path("transport")
        .asLong();
  }

  private static void busyWith(String text) {
    for (String to : List.of(BUSY, RAW_BUSY)) {
      survivor.write("{\"do\":\"send\",\"to\":\"" + to + "\",\"text\":\"" + text + "\"}");
    }
  }

  private static boolean allEnded() {
    return end(survivor, toIdle).isPresent()
        && end(survivor, toBusy).isPresent()
        && end(survivor, toRawIdle).isPresent()
        && end(survivor, toRawBusy).isPresent()
        && end(unheard, toHeard).isPresent()
        && end(heard, toUnheard).isPresent();
  }

  private static Optional<JsonNode> end(Program node, long transport) {
    return node.already(
        0, e -> Program.is(e, "closed") && e.path("transport").asLong() == transport);
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable one : OPEN) {
      one.close();
    }
  }

  @Test
  void anIdlePathIsCalledDeadInTime() {
    assertCalledDead(survivor, toRawIdle, IDLE_MILLIS);
    assertCalledDead(survivor, toIdle, IDLE_MILLIS);
  }

  @Test
  void anIdleTransportIsEndedByTheKernelsKeepalive() {
    assertEnded(survivor, toRawIdle, IDLE_MILLIS + 1_000, "timed-out");
  }

  @Test
  void anIdleTransportBetweenTwoOfOursEnds() {
    assertEnded(survivor, toIdle, PINGED_MILLIS, "heartbeat-timeout", "timed-out");
  }

  @Test
  void aPathWithDataInFlightIsCalledDeadInTime() {
    assertCalledDead(survivor, toRawBusy, BUSY_MILLIS);
    assertCalledDead(survivor, toBusy, BUSY_MILLIS);
  }

  @Test
  void aTransportWithDataInFlightIsGivenUpByTheKernel() {
    assertEnded(survivor, toRawBusy, BUSY_MILLIS, "timed-out");
  }

  @Test
  void aTransportWithDataInFlightBetweenTwoOfOursEnds() {
    assertEnded(survivor, toBusy, BUSY_MILLIS, "heartbeat-timeout", "timed-out");
  }

  /// Whoever still hears the other may know more: that only what goes out is lost.
  @Test
  void aPathThatIsLostInOneDirectionIsCalledDeadOrOneWayWhereItHearsAndDeadWhereItDoesNot() {
    assertCalled(unheard, toHeard, PINGED_MILLIS, "path-dead", "one-way");
    assertCalledDead(heard, toUnheard, PINGED_MILLIS);
  }

  @Test
  void aTransportThatIsLostInOneDirectionEndsAtBothEnds() {
    assertEnded(unheard, toHeard, PINGED_MILLIS, "heartbeat-timeout", "timed-out", "reset");
    assertEnded(heard, toUnheard, PINGED_MILLIS, "heartbeat-timeout", "timed-out", "reset");
  }

  @Test
  void whenThePathIsHealedEverybodyIsBackSoon() {
    assertBack(survivor, IDLE, toIdle);
    assertBack(survivor, BUSY, toBusy);
    assertBack(unheard, IDLE, toHeard);
  }

  private static void assertCalledDead(Program node, long transport, long within) {
    assertCalled(node, transport, within, "path-dead");
  }

  private static void assertCalled(Program node, long transport, long within, String... names) {
    Optional<Long> called =
        Stream.of(names)
            .flatMap(name -> diagnoses.of(node, transport, name).stream())
            .min(Comparator.naturalOrder());
    assertThat(called).as("what was said of #%d, when: %s", transport, diagnoses).isPresent();
    assertThat(called.get()).isLessThanOrEqualTo(within);
    tell(
        "#%d called %s %,d ms after the cut"
            .formatted(transport, String.join(" or ", names), called.get()));
  }

  private static void assertEnded(Program node, long transport, long within, String... reasons) {
    Optional<JsonNode> end = end(node, transport);
    assertThat(end).as("the end of #%d; said of it: %s", transport, diagnoses).isPresent();
    long millis = Duration.between(cut, time(end.get())).toMillis();
    tell("#%d ended %,d ms after the cut: %s".formatted(transport, millis, end.get()));
    assertThat(end.get().path("reason").asString()).isIn((Object[]) reasons);
    assertThat(millis).isLessThanOrEqualTo(within);
  }

  private static void assertBack(Program node, String peer, long before) {
    JsonNode live =
        node.event(
            0,
            Duration.between(Instant.now(), healed.plusMillis(HEALED_MILLIS)),
            e ->
                Program.is(e, "live")
                    && e.path("peer").asString().equals(peer)
                    && e.path("transport").asLong() > before
                    && e.has("reason")
                    && time(e).isAfter(healed));
    tell(
        "%s is back %,d ms after it was healed"
            .formatted(peer, Duration.between(healed, time(live)).toMillis()));
  }

  private static void tell(String what) {
    System.out.println("black hole: " + what);
  }

  private static Instant time(JsonNode event) {
    return Instant.parse(event.path("time").asString());
  }
}
