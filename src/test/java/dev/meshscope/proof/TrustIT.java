package dev.meshscope.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.outside.Hello;
import dev.meshscope.outside.Launch;
import dev.meshscope.outside.Program;
import dev.meshscope.outside.RawClient;
import dev.meshscope.outside.Signer;
import dev.meshscope.outside.Wire;
import dev.meshscope.proof.Victim.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Others claim to be a peer that is connected and answers. They know all that it tells everybody:
/// its id, its key, which life of it is running. What they cannot do is sign. None of them may take
/// its place, nor part it from the node, whoever dialled whom and whichever id is the smaller.
/// `-Dmeshscope.impostors=1000` for the whole bar.
@Tag("proof")
class TrustIT {
  private static final int IMPOSTORS = Integer.getInteger("meshscope.impostors", 300);
  private static final Random RANDOM = new Random();

  @TempDir static Path folder;
  private static Stage stage;

  /// So many attackers are summed up by the node that tells of them: a node of their own.
  private static Stage crowded;

  @BeforeAll
  static void start() {
    stage = new Stage(folder.resolve("one"));
    crowded = new Stage(folder.resolve("crowded"));
  }

  @AfterAll
  static void stop() {
    stage.close();
    crowded.close();
  }

  static Stream<Role> everybody() {
    return Stream.of(true, false)
        .flatMap(dialled -> Stream.of(true, false).map(smaller -> new boolean[] {dialled, smaller}))
        .flatMap(
            how -> Stream.of(false, true).map(meshscope -> new Role(meshscope, how[0], how[1])));
  }

  static Stream<Role> processes() {
    return everybody().filter(Role::meshscope);
  }

  // Another key.

  @ParameterizedTest
  @MethodSource("everybody")
  void anotherKeyIsRefusedAndAlarmed(Role role) {
    Victim victim = stage.victim(role);
    int mark = stage.node().mark();

    JsonNode refused = stage.withstands(victim, () -> says(hello(victim).key(Wire.key(RANDOM))));

    assertThat(refused.path("reason").asString()).isEqualTo("key-mismatch");
    JsonNode alarm = stage.node().event(mark, Stage.SOON, "identity-alarm");
    assertThat(alarm.path("peer").asString()).isEqualTo(victim.nodeId());
    assertThat(alarm.path("pinned").asString()).isEqualTo(victim.key());
  }

  @ParameterizedTest
  @MethodSource("processes")
  void anotherKeyWithTheRightLifeIsRefusedToo(Role role) {
    Victim victim = stage.victim(role);
    JsonNode told = victim.told();

    JsonNode refused =
        stage.withstands(
            victim,
            () -> says(hello(victim).key(Wire.key(RANDOM)).extra(copy(told, 1 << 20, "[]"))));

    assertThat(refused.path("reason").asString()).isEqualTo("key-mismatch");
  }

  // The same key, no proof.

  @ParameterizedTest
  @MethodSource("everybody")
  void theSameKeyWithoutProofIsToldThatItIsADuplicate(Role role) {
    Victim victim = stage.victim(role);

    stage.withstands(
        victim,
        () -> {
          RawClient attacker = says(hello(victim));
          attacker.closed(Stage.SOON);
          assertThat(attacker.said()).contains("1005");
          return attacker;
        });
  }

  @ParameterizedTest
  @MethodSource("everybody")
  void theSameKeyWithoutProofIsRefusedEachTimeOfHundredsInARow(Role role) {
    Victim victim = crowded.victim(role);
    long held = crowded.joined(victim.nodeId());
    int mark = crowded.node().mark();

    for (int i = 0; i < IMPOSTORS; i++) {
      try (RawClient attacker = RawClient.dial(crowded.port()).send(hello(victim).json())) {
        assertThat(attacker.closed(Stage.SOON)).as("attack %d of %d", i + 1, IMPOSTORS).isTrue();
        assertThat(attacker.said()).as("attack %d of %d", i + 1, IMPOSTORS).contains("1005");
      }
    }

    crowded.untouched(victim, held, mark);
  }

  // The same key and what a Meshscope peer adds, copied or made up; no proof, or a false one.

  @Test
  void aCopiedLifeThatSaysItGaveUpEverythingIsRefused() {
    withstandCopies(told -> copy(told, 1 << 20, "[]"));
  }

  @Test
  void aCopiedLifeWithAnOlderLinkIsRefused() {
    withstandCopies(told -> copy(told, 0, ""));
  }

  @Test
  void aCopiedLifeWithTheSameLinkIsRefused() {
    withstandCopies(told -> copy(told, told.path("link").asLong(), ""));
  }

  @Test
  void anInventedLifeOfTheFutureIsRefused() {
    long tomorrow = System.currentTimeMillis() + Duration.ofDays(1).toMillis();
    withstandLives(everybody(), tomorrow);
  }

  @Test
  void anInventedLifeOfThePastIsRefused() {
    withstandLives(processes(), 1);
  }

  @ParameterizedTest
  @MethodSource("processes")
  void aFalseProofIsWorthNoMoreThanNone(Role role) {
    Victim victim = stage.victim(role);
    Signer other = Signer.born(victim.nodeId(), RANDOM);
    String nonce = Wire.hex16(RANDOM);

    stage.withstands(
        victim,
        () -> {
          String life = Signer.extra(Wire.hex16(RANDOM), Long.MAX_VALUE, 9, "[9]", nonce);
          Hello hello = hello(victim).extra(life);
          RawClient attacker = says(hello);
          String theirs = attacker.frame("handshake", 0, Stage.SOON);
          // Signed with a key, but not with the victim's.
          return attacker.send(
              theirs == null ? Signer.proof("A".repeat(86)) : other.proof(hello.json(), theirs));
        });
  }

  // Other ways round.

  /// Whoever can have the node keep an address connected is dialled there.
  @ParameterizedTest
  @MethodSource("everybody")
  void anImpostorWhomTheNodeItselfDialsIsRefused(Role role) throws IOException {
    Victim victim = stage.victim(role);
    try (ServerSocket door = door()) {
      stage.withstands(
          victim,
          () -> {
            stage.node().write(dial(door.getLocalPort()));
            RawClient attacker = stage.attacker(RawClient.accept(door));
            attacker.hear("handshake");
            return attacker.send(hello(victim).json());
          });
    }
  }

  /// Whoever can write into the folder in which nodes find each other can announce a peer anywhere:
  /// as long as it answers where it is, nobody is dialled there.
  @ParameterizedTest
  @MethodSource("everybody")
  void whoIsOnlyAnnouncedIsNotDialledWhileThePeerAnswers(Role role) throws IOException {
    Victim victim = stage.victim(role);
    long held = stage.joined(victim.nodeId());
    int mark = stage.node().mark();
    Path entry = stage.registry().resolve(victim.nodeId() + ".json");
    try (ServerSocket door = door()) {
      announce(entry, victim.nodeId(), door.getLocalPort());

      JsonNode judged =
          stage
              .node()
              .event(
                  mark,
                  Duration.ofSeconds(10),
                  e -> Program.is(e, "dial-judged") && !decision(e).equals("ask"));

      assertThat(decision(judged)).as("of the announcement: %s", judged).isEqualTo("leave");
      stage.untouched(victim, held, mark);
      assertThat(stage.node().already(mark, e -> Program.is(e, "dialled"))).isEmpty();
    } finally {
      Files.deleteIfExists(entry);
    }
  }

  /// The victim, started anew, is made to dial the attacker first, who passes the nonces on: what
  /// it signs for one node must be worth nothing at another.
  @Test
  void aProofThatWasMadeForAnotherNodeIsWorthNothing() throws IOException {
    Victim victim = stage.victim(new Role(true, false, true));
    try (ServerSocket door = door();
        Program anew = ((Victim.Node) victim).again("--dial", "127.0.0.1:" + door.getLocalPort())) {
      RawClient fromVictim = stage.attacker(RawClient.accept(door));
      String speech = fromVictim.hear("handshake");
      stage.withstands(
          victim,
          () -> {
            RawClient attacker = stage.attacker(RawClient.dial(stage.port()).send(speech));
            String nonce = Signer.extraOf(attacker.hear("handshake")).path("nonce").asString();
            Hello own = new Hello(Wire.nodeId(RANDOM), "attacker", Wire.key(RANDOM));
            fromVictim.send(own.extra(Signer.extra(Wire.hex16(RANDOM), 1, 1, "[1]", nonce)).json());
            return attacker.send(fromVictim.hear("x-meshscope-proof"));
          });
      assertThat(anew.process().isAlive()).isTrue();
    }
  }

  /// While a peer is away its place is free; whoever takes it with a copy must not keep it.
  @Test
  void aCopyThatTookAnEmptyPlaceMakesRoomForWhoCanProve() {
    Signer signer = Signer.born("80000000-0000-7000-8000-000000000001", RANDOM);
    Program node = stage.node();
    try (RawClient first = signer.join(stage.port(), RANDOM)) {
      stage.joined(signer.nodeId());
      assertThat(first.answersPing()).isTrue();
    }
    stage.gone(signer.nodeId());
    // Numbers are easily guessed: the next one of the true peer.
    String copied = Signer.extra(signer.incarnation(), 1, 2, "[2]", Wire.hex16(RANDOM));
    try (RawClient thief = says(new Hello(signer.nodeId(), "thief", signer.key()).extra(copied))) {
      boolean inPlace = !thief.closed(Duration.ofMillis(300));
      int mark = node.mark();
      try (RawClient back = signer.join(stage.port(), RANDOM)) {
        node.event(
            mark,
            Stage.SOON,
            e -> Program.is(e, "live") && e.path("peer").asString().equals(signer.nodeId()));
        assertThat(back.answersPing())
            .as("who can prove is in, the thief was %s", inPlace)
            .isTrue();
        assertThat(thief.closed(Stage.SOON)).isTrue();
      }
    }
    stage.gone(signer.nodeId());
  }

  /// A node that has proven itself once always can: whoever does not is somebody else.
  @Test
  void whoCannotProveDoesNotReplaceASilentPeerThatCould() {
    Signer signer = Signer.born("80000000-0000-7000-8000-000000000002", RANDOM);
    try (RawClient frozen = signer.join(stage.port(), RANDOM)) {
      stage.joined(signer.nodeId());
      frozen.fallSilent();
      int mark = stage.node().mark();
      try (RawClient attacker = says(new Hello(signer.nodeId(), "attacker", signer.key()))) {
        assertThat(attacker.closed(Stage.SOON)).isTrue();
        assertThat(stage.node().already(mark, e -> Program.is(e, "promoted"))).isEmpty();
      }
    }
    stage.gone(signer.nodeId());
  }

  /// Everybody who once saw a life of a peer can name it: that alone says nothing about clones.
  @Test
  void anOldLifeThatIsOnlyClaimedRaisesNoAlarmOfClones() {
    Signer before = Signer.born("80000000-0000-7000-8000-000000000004", RANDOM);
    try (RawClient first = before.join(stage.port(), RANDOM)) {
      stage.joined(before.nodeId());
      Signer now = before.reborn(RANDOM);
      try (RawClient second = now.join(stage.port(), RANDOM)) {
        assertThat(first.closed(Stage.SOON)).isTrue();
        stage.joined(before.nodeId());
        int mark = stage.node().mark();
        for (int i = 0; i < 3; i++) {
          String old = Signer.extra(before.incarnation(), 1, 7, "[7]", Wire.hex16(RANDOM));
          Hello claim = new Hello(before.nodeId(), "attacker", before.key()).extra(old);
          try (RawClient attacker = says(claim)) {
            assertThat(attacker.closed(Stage.SOON)).isTrue();
          }
        }
        assertThat(second.answersPing()).isTrue();
        assertThat(stage.node().already(mark, e -> Program.is(e, "clone"))).isEmpty();
        assertThat(stage.peer(before.nodeId()).path("cloned").asBoolean()).isFalse();
      }
    }
    stage.gone(before.nodeId());
  }

  /// A peer has died; somebody sends a copy of its handshake, and a signature that is none.
  @Test
  void aFalseProofInTheNameOfAPeerThatDiedIsRefusedByName() {
    Signer signer = Signer.born("80000000-0000-7000-8000-000000000005", RANDOM);
    int mark = wasHere(signer);
    String copied = Signer.extra(signer.incarnation(), 1, 2, "[2]", Wire.hex16(RANDOM));
    Hello hello = new Hello(signer.nodeId(), "signer", signer.key()).extra(copied);
    try (RawClient thief = says(hello).send(Signer.proof("A".repeat(86)))) {
      JsonNode closed = stage.node().event(mark, Stage.SOON, "closed");
      stage.node().write(send(signer.nodeId(), "for the peer alone"));
      stage.node().event(mark, Stage.SOON, "command-failed");

      assertThat(closed.path("reason").asString()).isEqualTo("proof-invalid");
      assertThat(closed.path("peer").asString()).isEqualTo(signer.nodeId());
      assertThat(thief.closed(Stage.SOON)).isTrue();
      assertThat(thief.said()).contains("1902").doesNotContain("for the peer alone");
      assertThat(stage.node().already(mark, e -> Program.is(e, "live"))).isEmpty();
      assertThat(stage.peer(signer.nodeId()).path("proof").asString()).isEqualTo("nobody");
    }
  }

  /// The same without any proof, and with the extra taken out on the way.
  @Test
  void whoComesBackUnprovenIsSaidToHaveProvenItselfBefore() {
    Signer signer = Signer.born("80000000-0000-7000-8000-000000000006", RANDOM);
    Hello bare = new Hello(signer.nodeId(), "signer", signer.key());
    String copied = Signer.extra(signer.incarnation(), 1, 2, "[2]", Wire.hex16(RANDOM));
    comesBack(signer, bare, "cannot-prove-again");
    comesBack(signer, bare.extra(copied), "unproven-again");
  }

  private static void comesBack(Signer signer, Hello hello, String proof) {
    int mark = wasHere(signer);
    try (RawClient back = says(hello)) {
      JsonNode told = stage.node().event(mark, Stage.SOON, "not-proven");
      assertThat(told.path("peer").asString()).isEqualTo(signer.nodeId());
      JsonNode peer = stage.peer(signer.nodeId());
      assertThat(peer.path("proof").asString()).isEqualTo(proof);
      assertThat(peer.path("provenBefore").asBoolean()).isTrue();
      assertThat(back.answersPing()).isTrue();
    }
    stage.gone(signer.nodeId());
  }

  /// @return the mark after it has gone
  private static int wasHere(Signer signer) {
    try (RawClient first = signer.join(stage.port(), RANDOM)) {
      stage.joined(signer.nodeId());
      assertThat(stage.peer(signer.nodeId()).path("proof").asString()).isEqualTo("proven");
      assertThat(first.answersPing()).isTrue();
    }
    stage.gone(signer.nodeId());
    return stage.node().mark();
  }

  @Test
  void whereOnlyProvenPeersAreSentToOthersAreToldAsNotSentTo() {
    Path own = folder.resolve("proven-only");
    Signer signer = Signer.born("80000000-0000-7000-8000-000000000007", RANDOM);
    String bare = "80000000-0000-7000-8000-000000000008";
    try (Program node = Launch.program().node(own, "--proven-only");
        RawClient proven = signer.join(node.port(), RANDOM);
        RawClient other = RawClient.dial(node.port()).greet(bare, "other")) {
      node.event(0, Stage.SOON, e -> Program.is(e, "joined") && ofPeer(e, signer.nodeId()));
      node.event(0, Stage.SOON, e -> Program.is(e, "joined") && ofPeer(e, bare));
      int mark = node.mark();
      node.write(send(bare, "for you"));
      JsonNode failed = node.event(mark, Stage.SOON, "command-failed");
      node.write("{\"do\":\"send\",\"text\":\"for friends\"}");
      JsonNode sent = node.event(mark, Stage.SOON, "sent");

      assertThat(failed.path("why").asString()).contains("has not proven who it is");
      assertThat(sent.path("recipients").valueStream().map(JsonNode::asString))
          .containsExactly(signer.nodeId());
      assertThat(sent.path("handed").toString()).contains("has not proven who it is");
      assertThat(proven.hears("for friends", Stage.SOON)).isTrue();
      assertThat(other.answersPing()).isTrue();
      assertThat(other.said()).doesNotContain("for friends", "for you");
    }
  }

  private static boolean ofPeer(JsonNode event, String peer) {
    return event.path("peer").asString().equals(peer);
  }

  private static String send(String to, String text) {
    return "{\"do\":\"send\",\"to\":\"" + to + "\",\"text\":\"" + text + "\"}";
  }

  // What attackers say.

  private static Hello hello(Victim victim) {
    return new Hello(victim.nodeId(), "attacker", victim.key());
  }

  private static RawClient says(Hello hello) {
    return stage.attacker(hello);
  }

  private static String copy(JsonNode told, long link, String holds) {
    return Signer.extra(
        told.path("incarnation").asString(),
        told.path("startedAt").asLong(),
        link,
        holds,
        Wire.hex16(RANDOM));
  }

  private static void withstandCopies(Function<JsonNode, String> forge) {
    stage.withstandAll(
        processes().map(stage::victim).toList(),
        victim -> says(hello(victim).extra(forge.apply(victim.told()))));
  }

  private static void withstandLives(Stream<Role> roles, long startedAt) {
    stage.withstandAll(
        roles.map(stage::victim).toList(),
        victim ->
            says(
                hello(victim)
                    .extra(
                        Signer.extra(
                            Wire.hex16(RANDOM), startedAt, 3, "[3]", Wire.hex16(RANDOM)))));
  }

  private static ServerSocket door() throws IOException {
    ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    door.setSoTimeout(12_000);
    return door;
  }

  private static String dial(int port) {
    return "{\"do\":\"dial\",\"address\":\"127.0.0.1:" + port + "\"}";
  }

  private static String decision(JsonNode judged) {
    return judged.path("verdict").path("decision").asString();
  }

  private static void announce(Path entry, String nodeId, int port) {
    String json =
        "{\"nodeId\":\"%s\",\"name\":\"victim\",\"port\":%d,\"pid\":%d,\"serviceType\":\"_sym._tcp\",\"ts\":%d}"
            .formatted(nodeId, port, ProcessHandle.current().pid(), System.currentTimeMillis());
    try {
      Files.writeString(entry, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
