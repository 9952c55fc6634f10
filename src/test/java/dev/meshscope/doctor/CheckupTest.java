package dev.meshscope.doctor;

import static dev.meshscope.ui.DemoMesh.demo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.LanCause;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Descriptors;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.LanState;
import dev.meshscope.core.link.LeftOut;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.Networking;
import dev.meshscope.core.link.RegistrySurvey;
import dev.meshscope.core.link.RegistrySurvey.Kind;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.SocketFault;
import dev.meshscope.core.link.SocketOptions;
import dev.meshscope.core.link.SocketTrial;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import dev.meshscope.doctor.Check.State;
import dev.meshscope.doctor.Check.Topic;
import dev.meshscope.ui.DemoMesh;
import dev.meshscope.ui.DemoMesh.Demo;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckupTest {
  private static final Path STATE = Path.of("/home/ada/.config/meshscope");
  private static final Path FOLDER = Path.of("/home/ada/.sym/loopback");
  private static final String URL = "wss://relay.example";
  private static final SocketOptions AS_WANTED = new SocketOptions(true, true, 1, 1, 10, 11_000);

  private static final Endpoint ADDRESS = new Endpoint("127.0.0.1", 4_712);

  /// The larger id: we dial.
  private static final Demo OURS = demo("archivist", 8, false);

  /// The smaller id: it dials.
  private static final Demo THEIRS = demo("watcher", 7, false);

  private final DemoMesh mesh = new DemoMesh(Settings.DEFAULT);
  private Networking wanted = Networking.LOOPBACK;
  private Endpoint listening = mesh.listening();
  private RegistrySurvey registry = survey(Map.of(Kind.COUNTS, 1));
  private SocketTrial socket = new SocketTrial(AS_WANTED, true, Cause.none());
  private Descriptors descriptors = new Descriptors(80, 20_000);

  private List<LeftOut> leftOut = List.of();

  private static RegistrySurvey survey(Map<Kind, Integer> others) {
    return new RegistrySurvey(true, true, true, false, true, others);
  }

  private Secrecy secrecy = Secrecy.PRIVATE;

  private Checkup checkup() {
    return Checkup.of(
        mesh.table(),
        listening,
        wanted,
        new Surroundings(
            STATE,
            FOLDER,
            secrecy,
            registry,
            List.of("192.168.1.20", "127.0.0.1"),
            socket,
            descriptors,
            leftOut),
        mesh.nowNs());
  }

  private Check only(Topic topic) {
    List<Check> found =
        checkup().checks().stream().filter(check -> check.topic() == topic).toList();
    assertThat(found).as("%s", topic).hasSize(1);
    return found.getFirst();
  }

  private void lan(LanState state) {
    wanted = Networking.LOOPBACK.onLan(true);
    listening = new Endpoint("::", 48_211);
    mesh.step(new Input.LanTold(state));
  }

  private void relay(RelayState state) {
    wanted = new Networking(false, URL, null, false);
    mesh.step(new Input.RelayTold(state));
  }

  private static LanState.On on(int heard, LanState.Network... networks) {
    return new LanState.On(List.of(networks), heard, 0, null);
  }

  private static LanState.Network eth(long announced, LanState.Echo echo) {
    return new LanState.Network("eth0", "192.168.1.20", 40, announced, 90, 0, echo);
  }

  private LanState.Echo heardNow() {
    return new LanState.Echo.Heard(mesh.nowNs());
  }

  @Test
  void aNodeOfThisMachineOnlyWithAPeerIsWell() {
    mesh.dialsUs(THEIRS);

    assertThat(checkup().checks())
        .extracting(Check::topic, Check::state)
        .containsExactly(
            tuple(Topic.IDENTITY, State.OK),
            tuple(Topic.LISTENING, State.OK),
            tuple(Topic.GROUP, State.OK),
            tuple(Topic.REGISTRY, State.OK),
            tuple(Topic.LAN, State.OFF),
            tuple(Topic.RELAY, State.OFF),
            tuple(Topic.KEEPALIVE, State.OK),
            tuple(Topic.KERNEL, State.OK),
            tuple(Topic.DESCRIPTORS, State.OK),
            tuple(Topic.CLOCK, State.OK),
            tuple(Topic.CONNECTED, State.OK));
    assertThat(checkup().summary()).isEqualTo("Nothing is wrong.");
  }

  @Test
  void itSaysWhoWeAreAndWhereThatIsKept() {
    assertThat(only(Topic.IDENTITY).fact())
        .contains("studio-mac")
        .contains(mesh.self().nodeId().text())
        .contains(STATE.toString());
  }

  @Test
  void nobodyElseIsWorthALookAndNotWrong() {
    registry = survey(Map.of());

    assertThat(only(Topic.REGISTRY).state()).isEqualTo(State.WARN);
    assertThat(only(Topic.CONNECTED).fact()).isEqualTo("Nobody.");
    assertThat(checkup().count(State.BAD)).isZero();
    assertThat(checkup().summary()).isEqualTo("Nothing is wrong; 2 things are worth a look.");
  }

  @Test
  void aFolderThatCannotServeIsWrong() {
    registry = new RegistrySurvey(false, false, false, false, false, Map.of());
    assertThat(only(Topic.REGISTRY).fact()).isEqualTo(FOLDER + " is not there.");
    registry = new RegistrySurvey(true, false, true, false, false, Map.of());
    assertThat(only(Topic.REGISTRY).fact()).contains("cannot be read");
    registry = new RegistrySurvey(true, true, false, false, true, Map.of());
    assertThat(only(Topic.REGISTRY).fact()).contains("cannot be written");
    registry = new RegistrySurvey(true, true, true, false, false, Map.of(Kind.COUNTS, 2));
    assertThat(only(Topic.REGISTRY))
        .returns(State.BAD, Check::state)
        .extracting(Check::fact)
        .asString()
        .contains("does not hold our entry");
  }

  @Test
  void aRegistryThatOthersWriteInIsWorthAWord() {
    registry = new RegistrySurvey(true, true, true, true, true, Map.of(Kind.COUNTS, 1));
    assertThat(checkup().checks())
        .filteredOn(check -> check.topic() == Topic.REGISTRY)
        .extracting(Check::state, Check::fact)
        .containsExactly(
            tuple(State.OK, FOLDER + " holds one other entry: 1 written just now."),
            tuple(State.WARN, "Other users of this machine can write to " + FOLDER + "."));
  }

  @Test
  void aRegistryFullOfWhatIsNoEntryIsWorthAWord() {
    registry = survey(Map.of(Kind.COUNTS, 1, Kind.NONE, 100));
    assertThat(only(Topic.REGISTRY).state()).isEqualTo(State.OK);
    registry = survey(Map.of(Kind.COUNTS, 1, Kind.NONE, 101));
    assertThat(only(Topic.REGISTRY).state()).isEqualTo(State.WARN);
    registry = survey(Map.of(Kind.COUNTS, 1, Kind.NOT_LOOKED_AT, 904));
    assertThat(only(Topic.REGISTRY))
        .returns(State.WARN, Check::state)
        .extracting(Check::fact)
        .asString()
        .endsWith("1 written just now, 904 more that were not looked at.");
  }

  @Test
  void keysThatOthersCouldReadAreWorthAWord() {
    assertThat(only(Topic.IDENTITY).state()).isEqualTo(State.OK);
    secrecy = Secrecy.SHOWN;
    assertThat(only(Topic.IDENTITY))
        .returns(State.WARN, Check::state)
        .extracting(Check::fact)
        .asString()
        .startsWith("Other users of this machine can read the keys in " + STATE);
    secrecy = Secrecy.REPLACEABLE;
    assertThat(only(Topic.IDENTITY).fact())
        .startsWith("Other users of this machine can write to " + STATE);
  }

  @Test
  void entriesThatDoNotCountAreToldWithTheReason() {
    registry = survey(Map.of(Kind.OTHER_GROUP, 2, Kind.STALE, 1, Kind.DEAD, 1));

    assertThat(only(Topic.REGISTRY))
        .returns(State.WARN, Check::state)
        .returns(
            FOLDER
                + " holds 4 other entries: 2 of another group, 1 not written for 30 seconds, 1 of"
                + " dead processes.",
            Check::fact);
    assertThat(only(Topic.GROUP).state()).isEqualTo(State.WARN);
  }

  @Test
  void aLimitThatWasReachedIsToldOnlyThen() {
    assertThat(checkup().checks()).noneMatch(check -> check.topic() == Topic.LIMITS);
    mesh.step(new Input.TurnedAway(Limits.Which.PER_ADDRESS, 7, "192.168.1.66"));

    assertThat(only(Topic.LIMITS))
        .returns(State.WARN, Check::state)
        .returns("Reached: 7 connections beyond those from one address.", Check::fact);

    mesh.step(new Input.RelaySlowed(3));
    assertThat(only(Topic.LIMITS).fact())
        .isEqualTo(
            "Reached: 7 connections beyond those from one address, 3 times the relay brought more"
                + " than is taken in.");
  }

  @Test
  void onTheLanWeListenOnEveryAddress() {
    lan(on(1, eth(3, heardNow())));

    assertThat(only(Topic.LISTENING))
        .returns(State.OK, Check::state)
        .returns("On port 48211 of every address: 192.168.1.20, 127.0.0.1.", Check::fact);
  }

  @Test
  void whoIsOnTheLanAndListensOnLoopbackCannotBeReached() {
    lan(on(1, eth(3, heardNow())));
    listening = new Endpoint("127.0.0.5", 48_211);

    assertThat(only(Topic.LISTENING).state()).isEqualTo(State.BAD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"::1", "127.0.0.5", "192.168.1.20"})
  void whoListensWhereTheRegistryDoesNotLeadIsToldSo(String host) {
    listening = new Endpoint(host, 48_211);

    assertThat(only(Topic.LISTENING))
        .returns(State.WARN, Check::state)
        .returns("On " + listening + " only, where nobody of this machine looks.", Check::fact);
    wanted = new Networking(false, URL, null, true);
    assertThat(only(Topic.LISTENING).state()).isEqualTo(State.OK);
  }

  @Test
  void interfacesThatAreNotUsedAreSaidAndACrowdIsWorthALook() {
    lan(on(2, eth(37, heardNow())));
    leftOut = List.of(new LeftOut("docker0", LeftOut.Why.DOWN));
    assertThat(only(Topic.LAN))
        .returns(State.OK, Check::state)
        .returns(
            "Joined, on eth0 192.168.1.20. Not used, off or without anything connected: docker0.",
            Check::fact);

    leftOut =
        IntStream.range(0, 8).mapToObj(i -> new LeftOut("br" + i, LeftOut.Why.TOO_MANY)).toList();
    assertThat(only(Topic.LAN))
        .returns(State.WARN, Check::state)
        .returns(
            "Joined, on eth0 192.168.1.20. Not used, there are more than eight:"
                + " br0, br1, br2, br3, br4, br5 and 2 more.",
            Check::fact);
  }

  @Test
  void multicastThatGoesOutAndComesBackAndBringsSomebodyIsWell() {
    lan(on(2, eth(37, heardNow())));
    mesh.pass(3_000);

    assertThat(only(Topic.LAN).fact()).isEqualTo("Joined, on eth0 192.168.1.20.");
    assertThat(only(Topic.MULTICAST).fact()).isEqualTo("40 packets sent, 37 of them announce us.");
    assertThat(only(Topic.ECHO).fact())
        .isEqualTo("Our own announcement came back 3.0 s ago on eth0.");
    assertThat(only(Topic.NEIGHBOURS).fact()).isEqualTo("2 nodes of our group are heard.");
    assertThat(checkup().count(State.BAD)).isZero();
  }

  @Test
  void announcementsThatNeverComeBackAreWrongOnceThereWereEnough() {
    lan(on(0, eth(1, new LanState.Echo.NotHeard())));
    assertThat(only(Topic.ECHO).state()).isEqualTo(State.WARN);

    lan(on(0, eth(3, new LanState.Echo.NotHeard())));
    assertThat(only(Topic.ECHO))
        .returns(State.BAD, Check::state)
        .extracting(Check::advice)
        .asString()
        .contains("firewall", "5353");
  }

  @Test
  void anEchoOfLongAgoIsWorthALook() {
    lan(on(1, eth(9, heardNow())));
    mesh.pass(91_000);

    assertThat(only(Topic.ECHO).state()).isEqualTo(State.WARN);
  }

  @Test
  void aNetworkWithoutAnEchoIsNamed() {
    LanState.Network wlan =
        new LanState.Network("wlan0", "10.0.0.2", 12, 9, 0, 0, new LanState.Echo.NotHeard());
    lan(on(1, eth(9, heardNow()), wlan));

    assertThat(only(Topic.ECHO))
        .returns(State.WARN, Check::state)
        .extracting(Check::fact)
        .asString()
        .endsWith("but not on wlan0.");
  }

  @Test
  void withoutANetworkNothingIsSaidOfWhatGoesOverIt() {
    lan(on(0));

    assertThat(only(Topic.LAN).state()).isEqualTo(State.BAD);
    assertThat(checkup().checks())
        .extracting(Check::topic)
        .doesNotContain(Topic.MULTICAST, Topic.ECHO, Topic.NEIGHBOURS);
  }

  @Test
  void aLanThatFailsSaysWhy() {
    lan(new LanState.Failed(Cause.of(LanCause.GROUP_NOT_ANNOUNCEABLE)));

    assertThat(only(Topic.LAN))
        .returns(State.BAD, Check::state)
        .extracting(Check::fact)
        .asString()
        .contains("cannot be announced");
  }

  @Test
  void whoUsesOnlyTheRelayHasSwitchedTheRestOff() {
    wanted = new Networking(true, URL, null, true);

    assertThat(only(Topic.REGISTRY).state()).isEqualTo(State.OFF);
    assertThat(only(Topic.LAN))
        .returns(State.OFF, Check::state)
        .returns("Wanted, but only the relay is used.", Check::fact);
  }

  @Test
  void anOpenRelayTellsWhoIsThere() {
    relay(new RelayState.Open(URL, mesh.nowNs(), 3));
    mesh.pass(5_000);
    assertThat(only(Topic.RELAY))
        .returns(State.OK, Check::state)
        .returns(URL + ": open for 5.0 s, 3 peers are there.", Check::fact);

    relay(new RelayState.Open(URL, mesh.nowNs(), 0));
    assertThat(only(Topic.RELAY).state()).isEqualTo(State.WARN);
  }

  @Test
  void aRelayThatIsTriedAgainSaysWhyAndWhen() {
    relay(
        new RelayState.Waiting(
            URL, mesh.nowNs() + 4_200_000_000L, 3, Cause.of(SocketFault.REFUSED)));

    assertThat(only(Topic.RELAY))
        .returns(State.BAD, Check::state)
        .returns(URL + ": Connection refused. Again in 5 s, attempt 3.", Check::fact);
  }

  @Test
  void aRelayThatStoppedSaysItsCodeAndWhatToDoAboutIt() {
    relay(
        new RelayState.Stopped(URL, 4003, new Cause.Said("The relay does not accept the token.")));
    assertThat(only(Topic.RELAY).fact()).contains("4003");
    assertThat(only(Topic.RELAY).advice()).contains("token");
    relay(new RelayState.Stopped(URL, 4004, new Cause.Said("Another connection took our place.")));
    assertThat(only(Topic.RELAY))
        .returns(State.BAD, Check::state)
        .extracting(Check::advice)
        .asString()
        .contains("our identity");
  }

  @Test
  void keepaliveThatTheSystemDidNotTakeIsWrong() {
    assertThat(only(Topic.KEEPALIVE).fact())
        .isEqualTo("On, read back: after 1 s of silence, every 1 s, 10 probes, user timeout 11 s.");
    socket = new SocketTrial(new SocketOptions(true, true, 7_200, 75, 9, null), true, Cause.none());
    assertThat(only(Topic.KEEPALIVE).state()).isEqualTo(State.BAD);
    socket = new SocketTrial(null, false, Cause.of(SocketFault.REFUSED));
    assertThat(only(Topic.KEEPALIVE))
        .returns(State.BAD, Check::state)
        .extracting(Check::fact)
        .asString()
        .endsWith("Connection refused.");
  }

  @Test
  void aConnectionWithoutItsKeepaliveIsCounted() {
    TransportId id = mesh.dialsUs(THEIRS);
    mesh.step(new Input.Tuned(id, new SocketOptions(false, true, 1, 1, 10, null)));

    assertThat(only(Topic.KEEPALIVE))
        .returns(State.BAD, Check::state)
        .extracting(Check::fact)
        .asString()
        .startsWith("On one connection");
  }

  @Test
  void aKernelThatSaysNothingIsNoFaultOfAnybody() {
    socket = new SocketTrial(AS_WANTED, false, Cause.none());

    assertThat(only(Topic.KERNEL).state()).isEqualTo(State.OFF);
    assertThat(only(Topic.KERNEL).advice()).contains("Linux");
  }

  @Test
  void descriptorsThatRunOutAreWrong() {
    descriptors = new Descriptors(80, 256);
    assertThat(only(Topic.DESCRIPTORS).state()).isEqualTo(State.WARN);
    descriptors = new Descriptors(19_500, 20_000);
    assertThat(only(Topic.DESCRIPTORS))
        .returns(State.BAD, Check::state)
        .returns("19\u2009500 open of 20\u2009000 allowed.", Check::fact);
  }

  @Test
  void aClockThatJumpedIsWorthALookForAWhile() {
    mesh.step(new Input.ClockJumped(60_000_000_000L));
    assertThat(only(Topic.CLOCK).state()).isEqualTo(State.WARN);
    mesh.pass(301_000);
    assertThat(only(Topic.CLOCK).state()).isEqualTo(State.OK);
  }

  @Test
  void anAnnouncementWhereItsLinkDoesNotLeadIsAFinding() {
    mesh.dialsUs(OURS);
    mesh.pass(1_000);
    mesh.sees(OURS, Source.LAN, new Endpoint("10.0.0.66", 7_777));
    mesh.pass(1_000);

    assertThat(only(Topic.PEER))
        .returns(State.WARN, Check::state)
        .returns(
            "Announced at 10.0.0.66:7777, where its link does not lead. The link answers, so"
                + " 10.0.0.66:7777 is not dialled.",
            Check::fact);
  }

  @Test
  void whoDialsUsAndHasNotIsWorthALook() {
    mesh.sees(THEIRS, Source.LOOPBACK, new Endpoint("127.0.0.1", 4711));

    assertThat(only(Topic.PEER))
        .returns(State.WARN, Check::state)
        .returns("watcher", Check::name)
        .extracting(Check::fact)
        .asString()
        .isEqualTo("seen at 127.0.0.1:4711; its smaller id dials us, else we dial in 5.0 s.");
  }

  @Test
  void aFailedDialIsWrongAndTellsErrorAgeAndWhatIsNext() {
    mesh.sees(OURS, Source.LAN, new Endpoint("192.168.1.31", 50_598));
    mesh.dialFails(Cause.of(SocketFault.REFUSED));
    mesh.pass(50);

    assertThat(only(Topic.PEER))
        .returns(State.BAD, Check::state)
        .extracting(Check::fact)
        .asString()
        .matches(
            "seen on the LAN at 192\\.168\\.1\\.31:50598; dialled at 192\\.168\\.1\\.31:50598,"
                + " 0\\.0 s ago: Connection refused; again in \\d\\.\\d s\\.");
    assertThat(only(Topic.PEER).advice()).contains("nobody listens there");
  }

  static Stream<Arguments> causes() {
    return Stream.of(
        arguments(Cause.of(SocketFault.UNKNOWN_HOST), "name server"),
        arguments(Cause.of(SocketFault.NO_NAMES), "do not answer"),
        arguments(Cause.of(SocketFault.SILENT), "a firewall (there, here or on the way) drops"),
        arguments(Cause.of(SocketFault.PROHIBITED), "This system forbids"),
        arguments(Cause.of(SocketFault.NO_ROUTE), "a firewall forbids it"),
        arguments(Cause.of(SocketFault.REFUSED), "a firewall refuses in its place"),
        arguments(Cause.of(SocketFault.RESET), "a firewall cuts it"),
        arguments(Cause.of(SocketFault.NO_DESCRIPTORS), "ulimit -n"),
        arguments(new Cause.Said("Netz ist nicht erreichbar"), "That is all that the system says"));
  }

  @ParameterizedTest
  @MethodSource("causes")
  void theAdviceFitsTheCause(Cause error, String advice) {
    mesh.sees(OURS, Source.LAN, new Endpoint("192.168.1.31", 50_598));
    mesh.dialFails(error);
    mesh.step(new Input.DialWanted(ADDRESS));
    mesh.dialFails(error);

    assertThat(only(Topic.PEER).advice()).contains(advice);
    assertThat(only(Topic.ADDRESS).advice()).contains(advice);
  }

  @Test
  void theAdviceFitsWhatEndedAConnectionThatWasMade() {
    mesh.step(new Input.DialWanted(ADDRESS));
    assertThat(only(Topic.ADDRESS))
        .isEqualTo(
            new Check(
                Topic.ADDRESS,
                State.WARN,
                "127.0.0.1:4712",
                "Being dialled.",
                "A name is looked up first; a dial is given up after ten seconds."));
    TransportId id = mesh.table().unidentified().iterator().next();
    mesh.step(new Input.Connected(id, mesh.listening(), new Nonce("0".repeat(32))));
    mesh.step(new Input.Ended(id, CloseReason.REMOTE_CLOSED, Cause.none()));

    assertThat(only(Topic.ADDRESS))
        .isEqualTo(
            new Check(
                Topic.ADDRESS,
                State.BAD,
                "127.0.0.1:4712",
                "Dials in a row that failed: 1. The last one 0.0 s ago: the peer closed it."
                    + " Again within 30 seconds.",
                "Somebody takes the connection and hangs up without a word that we can use:"
                    + " another program, or a proxy with nobody behind it."));
  }

  @Test
  void anAddressThatLeadsToSomebodyHasALineToo() {
    mesh.weDial(OURS);

    assertThat(only(Topic.ADDRESS))
        .returns(State.OK, Check::state)
        .returns("Dialled and connected: archivist.", Check::fact);
  }

  @Test
  void anAddressThatTurnedOutToBeOurOwnIsSaidToBeSo() {
    mesh.step(new Input.DialWanted(ADDRESS));
    TransportId dial = mesh.table().unidentified().iterator().next();
    Endpoint from = new Endpoint("127.0.0.1", 40_001);
    mesh.step(new Input.Connected(dial, from, new Nonce("0".repeat(32))));
    TransportId other = mesh.table().nextTransport();
    Self self = mesh.table().self();
    mesh.step(
        new Input.Accepted(
            other, dev.meshscope.core.link.Kind.DIRECT, ADDRESS, from, new Nonce("1".repeat(32))));
    mesh.step(
        new Input.Received(
            other,
            new Frame.Greeting(
                new Handshake(
                    self.nodeId(),
                    self.name(),
                    Handshake.VERSION,
                    self.publicKey(),
                    null,
                    "participant",
                    self.group(),
                    null)),
            200));
    mesh.step(new Input.Ended(dial, CloseReason.REMOTE_CLOSED, Cause.none()));

    assertThat(only(Topic.ADDRESS))
        .isEqualTo(
            new Check(
                Topic.ADDRESS,
                State.WARN,
                "127.0.0.1:4712",
                "It is our own address: whoever answers there is this node.",
                "Leave it away, or give the address of the node that is meant."
                    + " This one is not dialled again."));
  }

  @Test
  void anImpostorIsWrong() {
    mesh.dialsUs(THEIRS);
    mesh.impostor(THEIRS, 1);
    mesh.impostor(THEIRS, 1);

    assertThat(only(Topic.ALARM))
        .returns(State.BAD, Check::state)
        .returns("watcher", Check::name)
        .extracting(Check::fact)
        .asString()
        .contains("another key, 2 times", "192.168.1.66:51001");
  }

  @Test
  void ofManyAbsentPeersTheRestIsCounted() {
    for (int i = 0; i < 40; i++) {
      mesh.sees(
          demo("p" + i, 100 + i, false), Source.LOOPBACK, new Endpoint("127.0.0.1", 4_000 + i));
    }
    List<Check> peers =
        checkup().checks().stream().filter(check -> check.topic() == Topic.PEER).toList();

    assertThat(peers).hasSize(13);
    assertThat(peers.getLast().fact()).startsWith("28 more");
  }

  @Test
  void asTextEachCheckIsALineAndWhatIsAmissHasItsAdviceBelow() {
    registry = survey(Map.of());
    List<String> lines = checkup().lines();

    assertThat(lines.getFirst()).startsWith("ok    Identity        studio-mac, ");
    assertThat(lines).contains("off   LAN             Not joined.");
    int nobody = lines.indexOf("warn  Connected       Nobody.");
    assertThat(lines.get(nobody + 1))
        .isEqualTo(" ".repeat(22) + "What stands above and below says why.");
    assertThat(lines.getLast()).isEqualTo(checkup().summary());
  }

  @Test
  void valuesWithBracesAreTakenAsTheyAre() {
    assertThat(Text.of("lan.failed", "{0} {1}")).isEqualTo("Joined, and it fails: {0} {1}");
  }

  @Test
  void everyAdviceIsASentenceAndNoPlaceIsLeftEmpty() {
    ResourceBundle bundle = ResourceBundle.getBundle("dev.meshscope.doctor.checks");
    assertThat(Collections.list(bundle.getKeys()))
        .filteredOn(key -> key.endsWith(".why"))
        .allSatisfy(key -> assertThat(bundle.getString(key)).as(key).matches("(?s).*[.?]"));
    mesh.sees(OURS, Source.LAN, new Endpoint("192.168.1.31", 50_598));
    lan(on(0, eth(3, new LanState.Echo.NotHeard())));

    assertThat(checkup().lines()).noneMatch(line -> line.contains("{"));
  }

  @Test
  void whoHasFallenFromProvenAndWhoCameWithAFalseProofAreNamed() {
    Demo ours = demo("planner", 1, true);
    TransportId before = mesh.dialsUs(ours);
    mesh.pass(1_000);
    mesh.ends(before, CloseReason.RESET);
    TransportId thief = mesh.dialsUs(ours.unproven());
    mesh.step(new Input.Received(thief, new Frame.Proof("made up"), 120));
    mesh.dialsUs(ours.stripped());
    mesh.pass(1_000);

    assertThat(checkup().checks().stream().filter(check -> check.topic() == Topic.PROOF))
        .extracting(Check::state)
        .containsExactly(State.BAD, State.WARN);
    assertThat(checkup().checks().stream().filter(check -> check.topic() == Topic.PROOF))
        .allSatisfy(check -> assertThat(check.name()).isEqualTo("planner"))
        .extracting(Check::fact)
        .first()
        .isEqualTo("not proven: it had proven who it is, and now does not even say that it could.");
  }
}
