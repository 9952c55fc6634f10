package dev.meshscope.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.outside.Hello;
import dev.meshscope.outside.Launch;
import dev.meshscope.outside.Program;
import dev.meshscope.outside.RawClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// One node, its victims, and what an attack must leave as it was. On the test's thread.
final class Stage implements AutoCloseable {
  static final String NODE = "50000000-0000-7000-8000-000000000000";

  /// An attack is over by then, whatever it was: the longest probe, and room for a busy machine.
  static final Duration SOON = Duration.ofSeconds(5);

  private static final Set<String> TOUCHES =
      Set.of("closed", "left", "suspect", "wrong-promotion", "remote-cannot-send");

  private final Path folder;
  private final Program node;
  private final Map<Victim.Role, Victim> victims = new HashMap<>();
  private final List<RawClient> attackers = new ArrayList<>();
  private int said;

  Stage(Path folder) {
    this.folder = folder;
    this.node = Launch.program().node(folder, "--node-id", NODE);
    node.port();
  }

  Program node() {
    return node;
  }

  int port() {
    return node.port();
  }

  Path registry() {
    return folder.resolve("registry");
  }

  /// A victim that is connected and untouched; what an attack that succeeded has left is cleared
  /// away.
  Victim victim(Victim.Role role) {
    Victim present = victims.get(role);
    if (present != null && heardBy(present)) {
      return present;
    }
    if (present != null) {
      present.close();
      gone(role.nodeId());
    }
    Victim fresh = Victim.start(role, node, folder);
    victims.put(role, fresh);
    joined(role.nodeId());
    return fresh;
  }

  private boolean heardBy(Victim victim) {
    String text = "still there? " + said++;
    say(victim.nodeId(), text);
    return victim.hears(text);
  }

  private void say(String to, String text) {
    node.write("{\"do\":\"send\",\"to\":\"" + to + "\",\"text\":\"" + text + "\"}");
  }

  /// Waits until this peer has a transport that has answered a ping, and nothing else is going on.
  long joined(String nodeId) {
    return settled(nodeId, true);
  }

  void gone(String nodeId) {
    settled(nodeId, false);
  }

  private long settled(String nodeId, boolean present) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    JsonNode peer = peer(nodeId);
    while (peer.path("present").asBoolean() != present || (present && !proven(peer))) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "not " + (present ? "joined: " : "gone: ") + peer.path("transports"));
      }
      peer = peer(nodeId);
    }
    return incumbent(peer);
  }

  private static boolean proven(JsonNode peer) {
    JsonNode transports = peer.path("transports");
    return transports.size() == 1 && transports.get(0).path("roundTrips").asLong() > 0;
  }

  /// What the node's table says of this peer; missing if it knows nothing.
  JsonNode peer(String nodeId) {
    JsonNode peers = node.table().path("peers");
    return peers
        .valueStream()
        .filter(peer -> peer.path("peer").asString().equals(nodeId))
        .findFirst()
        .orElse(peers.path("nobody"));
  }

  /// The number of the transport that holds the peer's direct slot; -1 if none does.
  static long incumbent(JsonNode peer) {
    for (JsonNode transport : peer.path("transports").values()) {
      if (transport.path("role").asString().equals("incumbent")) {
        return transport.path("transport").asLong();
      }
    }
    return -1;
  }

  /// Runs an attack on this victim: the attacker must be turned away as a duplicate or for its key,
  /// the victim must not notice.
  ///
  /// @return how the node refused it
  JsonNode withstands(Victim victim, Supplier<RawClient> attack) {
    return withstandAll(List.of(victim), attacked -> attack.get()).getFirst();
  }

  /// The same on many victims at once: each attack takes its time.
  List<JsonNode> withstandAll(List<Victim> all, Function<Victim, RawClient> attack) {
    List<Long> held = all.stream().map(victim -> joined(victim.nodeId())).toList();
    int mark = node.mark();
    try {
      List<RawClient> clients = all.stream().map(attack).toList();
      return IntStream.range(0, all.size())
          .mapToObj(i -> withstood(all.get(i), held.get(i), clients.get(i), mark))
          .toList();
    } finally {
      attackers.forEach(RawClient::close);
      attackers.clear();
    }
  }

  private JsonNode withstood(Victim victim, long held, RawClient attacker, int mark) {
    JsonNode decided = node.event(mark, SOON, e -> decides(e, victim));
    assertThat(decided.path("event").asString()).as("decided: %s", decided).isEqualTo("refused");
    assertThat(attacker.closed(SOON)).as("the attacker is turned away").isTrue();
    untouched(victim, held, mark);
    return decided;
  }

  private static boolean decides(JsonNode event, Victim victim) {
    return (Program.is(event, "refused") || Program.is(event, "promoted"))
        && event.path("peer").asString().equals(victim.nodeId());
  }

  /// Somebody dials the node and says this.
  RawClient attacker(Hello hello) {
    return attacker(RawClient.dial(port()).send(hello.json()));
  }

  /// Somebody who is let go when the attack is over.
  RawClient attacker(RawClient client) {
    attackers.add(client);
    return client;
  }

  /// The victim holds its slot on the same transport, answers, and gets what is sent to it.
  void untouched(Victim victim, long held, int mark) {
    assertThat(incumbent(peer(victim.nodeId()))).as("who holds the slot").isEqualTo(held);
    assertThat(node.already(mark, e -> touches(e, victim.nodeId(), held))).isEmpty();
    assertThat(heardBy(victim)).as("what is sent to the victim reaches it").isTrue();
  }

  private static boolean touches(JsonNode event, String peer, long transport) {
    String name = event.path("event").asString();
    boolean promoted = name.equals("promoted") && event.path("peer").asString().equals(peer);
    return promoted
        || (TOUCHES.contains(name)
            && (event.path("transport").asLong() == transport
                || (name.equals("left") && event.path("peer").asString().equals(peer))));
  }

  @Override
  public void close() {
    victims.values().forEach(Victim::close);
    node.close();
  }
}
