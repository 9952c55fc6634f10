package dev.meshscope.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.LanCause;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.LanState;
import dev.meshscope.engine.discovery.LanRecorder.Told;
import dev.meshscope.engine.discovery.RawMessage.Received;
import dev.meshscope.engine.discovery.RawMessage.Type;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// With real multicast on loopback, and hosts that speak mDNS by the bytes or are processes. Every
/// run has a group, and so a service type, of its own.
@Tag("alone")
class LanDiscoveryIT {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final NodeId ME = new NodeId("40000000-0000-7000-8000-0000000000aa");
  private static final NodeId PEER = new NodeId("50000000-0000-7000-8000-0000000000bb");
  private static final String KEY = "6hiUZLnE8N_gb-REOJKaGs6qt1pCZlNSvKUK857RGwE";
  private static final int OUR_PORT = 50_598;

  private final Group group = new Group("t-" + UUID.randomUUID().toString().substring(0, 13));
  private final String type = "_" + group + "._tcp.local.";
  private final String ourName = ME + "." + type;
  private final LanRecorder recorder = new LanRecorder();
  private RawMdns raw;
  private @Nullable LanDiscovery discovery;

  @BeforeEach
  void open() {
    try {
      raw = RawMdns.open();
    } catch (IOException e) {
      Assumptions.abort("no mDNS on loopback here: " + e.getMessage());
    }
    raw.send(RawMessage.response().text("probe." + type, 1, "probe=" + group));
    Assumptions.assumeFalse(
        raw.heard(Duration.ofSeconds(2), it -> it.content().contains("probe=" + group)).isEmpty(),
        "multicast on loopback does not come back here");
  }

  @AfterEach
  void close() {
    if (discovery != null) {
      discovery.close();
    }
    raw.close();
  }

  private void start() {
    start(LanProcess.QUICK);
  }

  private void start(LanTimings timings) {
    discovery =
        LanDiscovery.start(
            LanProcess.self(ME, "Müllers Büro", group),
            OUR_PORT,
            recorder,
            () -> List.of(LanProcess.LOOPBACK),
            timings);
    // Then it hears.
    on(it -> it.networks().stream().anyMatch(n -> n.own() instanceof LanState.Echo.Heard));
  }

  private Received hears(Type kind, String name) {
    return hears(it -> it.type() == kind.number && it.name().equalsIgnoreCase(name));
  }

  private Received hears(Predicate<Received> wanted) {
    List<Received> heard = raw.heard(SOON, wanted);
    assertThat(heard).hasSize(1);
    return heard.getFirst();
  }

  private static InetAddress local(int last) {
    return InetAddress.ofLiteral("127.0.0." + last);
  }

  private RawMessage peer(int ttl, int port, InetAddress... addresses) {
    String name = PEER + "." + type;
    RawMessage message =
        RawMessage.response()
            .pointer(type, ttl, name)
            .service(name, ttl, port, "raw-bb.local.")
            .text(name, ttl, "node-id=" + PEER, "node-name=raw", "public-key=" + KEY);
    Stream.of(addresses).forEach(it -> message.address("raw-bb.local.", ttl, it.getAddress()));
    return message;
  }

  private static Told found(int port, int... last) {
    return new Told.Found(
        PEER,
        new NodeName("raw"),
        Arrays.stream(last).mapToObj(it -> new Endpoint("127.0.0." + it, port)).toList(),
        new PublicKey(KEY));
  }

  private void told(int mark, Told wanted) {
    recorder.await(mark, SOON, wanted::equals);
  }

  private LanState.On on(Predicate<LanState.On> wanted) {
    Told told =
        recorder.await(
            0, SOON, it -> it instanceof Told.State(LanState.On state) && wanted.test(state));
    return (LanState.On) ((Told.State) told).state();
  }

  @Test
  void weAreAnnouncedAsTheProtocolSays() {
    start();

    assertThat(hears(Type.PTR, type).content()).containsExactly(ourName);
    Received service = hears(Type.SRV, ourName);
    String host = service.content().getFirst().split(" ")[1];
    assertThat(service.content()).containsExactly(OUR_PORT + " " + host);
    assertThat(service.flush()).isTrue();
    assertThat(service.ttl()).isBetween(1L, 120L);
    assertThat(host).matches("[a-z0-9-]{1,40}-0000000000aa\\.local\\.");
    assertThat(hears(Type.TXT, ourName).content())
        .containsExactlyInAnyOrder(
            "node-id=" + ME,
            "node-name=Müllers Büro",
            "public-key=" + "A".repeat(43),
            "hostname=" + host.replace("-0000000000aa.local.", ""),
            "group=" + group);
    assertThat(hears(Type.A, host).content())
        .containsExactly(HexFormat.of().formatHex(local(1).getAddress()));
  }

  @Test
  void weKnowThatOurAnnouncementsWentOutAndCameBack() {
    start();

    LanState.On state =
        on(it -> it.networks().stream().anyMatch(n -> n.own() instanceof LanState.Echo.Heard));
    assertThat(state.networks()).hasSize(1);
    assertThat(state.networks().getFirst().name()).isEqualTo("lo");
    assertThat(state.announced()).isPositive();
    assertThat(state.sent()).isGreaterThanOrEqualTo(state.announced());
    assertThat(state.peersHeard()).isZero();
    assertThat(state.lastProblem()).isNull();
  }

  @Test
  void whoLeavesSaysGoodbye() {
    start();
    hears(Type.SRV, ourName);
    long begun = System.nanoTime();
    discovery.close();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
    hears(it -> it.ttl() == 0 && it.type() == Type.SRV.number && it.name().equals(ourName));
    hears(it -> it.ttl() == 0 && it.type() == Type.PTR.number && it.name().equals(type));
    assertThat(recorder.since(0).getLast()).isEqualTo(new Told.State(new LanState.Off()));
  }

  @Test
  void whoLeftLeavesNoThreadBehind() {
    for (int i = 0; i < 3; i++) {
      start();
      discovery.close();
    }
    List<String> left = threads();
    for (int i = 0; i < 50 && !left.isEmpty(); i++) {
      raw.heard(Duration.ofMillis(100), _ -> false);
      left = threads();
    }

    assertThat(left).isEmpty();
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("JmDNS") || name.startsWith("SocketListener"))
        .toList();
  }

  @Test
  void aPeerThatRestartsWithANewPortIsFoundThere() {
    start();
    raw.send(peer(4_500, 4_001, local(1)));
    told(0, found(4_001, 1));
    int mark = recorder.mark();
    raw.send(peer(4_500, 4_002, local(1)));

    told(mark, found(4_002, 1));
    assertThat(recorder.since(mark)).doesNotContain(new Told.Lost(PEER));
  }

  @Test
  void addressesThatComeAndGoAreTold() {
    start();
    raw.send(peer(4_500, 4_001, local(1)));
    told(0, found(4_001, 1));
    int mark = recorder.mark();
    raw.send(peer(4_500, 4_001, local(1), local(2)));
    told(mark, found(4_001, 1, 2));
    mark = recorder.mark();
    raw.send(RawMessage.response().address("raw-bb.local.", 0, local(1).getAddress()));

    told(mark, found(4_001, 2));
  }

  @Test
  void aPeerThatSaysGoodbyeIsLost() {
    start();
    raw.send(peer(4_500, 4_001, local(1)));
    told(0, found(4_001, 1));
    raw.send(peer(0, 4_001, local(1)));

    told(0, new Told.Lost(PEER));
  }

  @Test
  void aPeerThatDiedWithoutAWordIsLostAlthoughItsRecordsLiveForHours() {
    start(LanProcess.timings(1_000));
    raw.send(peer(28_800, 4_001, local(1)));
    told(0, found(4_001, 1));

    told(0, new Told.Lost(PEER));
  }

  @Test
  void whatIsMissingIsAskedFor() {
    start();
    String name = PEER + "." + type;
    raw.send(RawMessage.response().pointer(type, 120, name));
    raw.send(RawMessage.response().service(name, 120, 4_001, "raw-bb.local."));
    raw.send(RawMessage.response().text(name, 120, "node-name=raw", "public-key=" + KEY));
    raw.send(RawMessage.response().address("raw-bb.local.", 120, local(1).getAddress()));

    told(0, found(4_001, 1));
  }

  @Test
  void whoLiesAboutItsIdIsIgnoredAndCounted() {
    start();
    String name = PEER + "." + type;
    raw.send(peer(120, 4_001, local(1)).text(name, 120, "node-id=" + ME, "node-name=raw"));

    on(state -> state.ignored() == 1);
    assertThat(recorder.since(0)).noneMatch(Told.Found.class::isInstance);
  }

  @Test
  void whoAnnouncesOurNodeIdDoesNotSilenceUs() {
    start();
    hears(Type.SRV, ourName);
    for (int i = 0; i < 10; i++) {
      raw.send(RawMessage.response().service(ourName, 120, 666, "thief.local."));
      raw.heard(Duration.ofMillis(20), _ -> false);
    }
    String ours = OUR_PORT + " ";
    try (RawMdns later = RawMdns.open()) {
      assertThat(
              later.heard(
                  SOON,
                  it ->
                      it.type() == Type.SRV.number
                          && it.name().equals(ourName)
                          && it.ttl() > 0
                          && it.content().getFirst().startsWith(ours)))
          .hasSize(1);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void garbageAndHostileRecordsLeaveUsHearing() {
    start();
    hears(Type.SRV, ourName);
    RandomGenerator random = new Random(4_711);
    for (int i = 0; i < 300; i++) {
      byte[] message = peer(120, 4_001, local(1)).bytes();
      message[random.nextInt(message.length)] = (byte) random.nextInt(256);
      message[random.nextInt(message.length)] = (byte) random.nextInt(256);
      raw.send(message);
    }
    raw.send(RawMessage.response().record("raw-bb.local.", Type.AAAA, 120, new byte[4]));
    raw.send(RawMessage.response().record(ourName, Type.TXT, 120, new byte[0]));
    raw.send(new byte[] {1, 2, 3});
    // Packets may be lost.
    List<Told> found = List.of();
    for (int i = 0; i < 100 && found.isEmpty(); i++) {
      raw.send(peer(120, 4_099, local(1)));
      raw.heard(Duration.ofMillis(100), _ -> false);
      found = recorder.since(0).stream().filter(it -> isFoundAt(it, 4_099)).toList();
    }

    assertThat(found).isNotEmpty();
    on(state -> state.networks().stream().anyMatch(it -> it.dropped() > 0));
  }

  private static boolean isFoundAt(Told told, int port) {
    return told instanceof Told.Found(NodeId id, _, List<Endpoint> at, _)
        && id.equals(PEER)
        && at.contains(new Endpoint("127.0.0.1", port));
  }

  @Test
  void theNameOfAGroupThatIsNoLabelIsToldAndNothingIsSent() {
    try (LanDiscovery _ =
        LanDiscovery.start(
            LanProcess.self(ME, "me", new Group("a.b")),
            OUR_PORT,
            recorder,
            () -> List.of(LanProcess.LOOPBACK),
            LanProcess.QUICK)) {
      recorder.await(
          0,
          SOON,
          it ->
              it instanceof Told.State(LanState.Failed(var why))
                  && why.is(LanCause.GROUP_NOT_ANNOUNCEABLE));
    }
  }

  @Test
  void aNetworkThatCannotBeUsedIsToldAndTriedAgain() {
    LanAddress elsewhere = new LanAddress("none", InetAddress.ofLiteral("198.51.100.1"), 24);
    try (LanDiscovery _ =
        LanDiscovery.start(
            LanProcess.self(ME, "me", group),
            OUR_PORT,
            recorder,
            () -> List.of(elsewhere),
            LanProcess.QUICK)) {
      recorder.await(
          0,
          SOON,
          it ->
              it instanceof Told.State(LanState.Failed(var why))
                  && why.is(LanCause.PORT_NOT_OPENED));
    }
  }

  @Test
  void whyDiscoveryEndedIsTold() {
    try (LanDiscovery _ =
        LanDiscovery.start(
            LanProcess.self(ME, "me", group),
            OUR_PORT,
            recorder,
            () -> {
              throw new IllegalStateException("ours");
            },
            LanProcess.QUICK)) {
      recorder.await(
          0,
          SOON,
          new Told.State(new LanState.Failed(Cause.of(LanCause.ENDED, "IllegalStateException")))
              ::equals);
    }
  }
}
