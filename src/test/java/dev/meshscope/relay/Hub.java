package dev.meshscope.relay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a relay knows and does (PROTOCOL 6). On the relay's loop, but for what is read through the
/// monitor by tests.
final class Hub {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int KEPT = 4096;

  final RelaySetup setup;
  final Mischief mischief = new Mischief();
  final Set<RelaySocket> sockets = new LinkedHashSet<>();
  final Map<String, RelaySocket> registered = new LinkedHashMap<>();
  private final Map<String, ObjectNode> wakeable = new LinkedHashMap<>();
  private @Nullable ScheduledExecutorService loop;

  // Guarded by this; written on the loop, read by tests.
  private final Deque<JsonNode> heard = new ArrayDeque<>();
  private final List<Integer> farewells = new ArrayList<>();
  private Set<String> present = Set.of();
  private int open;
  private long connections;
  private long routed;
  private long dropped;

  Hub(RelaySetup setup) {
    this.setup = setup;
  }

  void start(ScheduledExecutorService onLoop) {
    loop = onLoop;
    long every = setup.pingEvery().toNanos();
    loop.scheduleAtFixedRate(this::heartbeat, every, every, TimeUnit.NANOSECONDS);
  }

  // Clients come, speak and go.

  void opened(RelaySocket socket) {
    sockets.add(socket);
    synchronized (this) {
      connections++;
    }
    changed();
  }

  void heard(RelaySocket socket, String text) {
    JsonNode message;
    try {
      message = JSON.readTree(text);
    } catch (JacksonException e) {
      return;
    }
    synchronized (this) {
      if (heard.size() == KEPT) {
        heard.removeFirst();
      }
      heard.addLast(message);
    }
    boolean auth = message.path("type").asString("").equals("relay-auth");
    if (auth && !socket.registered) {
      authenticate(socket, message);
    } else if (socket.registered) {
      take(socket, message);
    } else if (socket.nodeId == null) {
      socket.close(4002, "Invalid auth");
    } else if (!socket.askedAgain) {
      // Its registration was forgotten while its connection stood.
      socket.askedAgain = true;
      say(socket, JSON.createObjectNode().put("type", "relay-reauth"));
    }
    changed();
  }

  private void authenticate(RelaySocket socket, JsonNode auth) {
    String id = auth.path("nodeId").asString("");
    String name = auth.path("name").asString("");
    if (id.isEmpty() || name.isEmpty()) {
      socket.close(4002, "Invalid auth");
      return;
    }
    if (setup.token() != null && !setup.token().equals(auth.path("token").asString(""))) {
      fault(socket, "Invalid token");
      socket.close(4003, "Invalid token");
      return;
    }
    RelaySocket before = registered.get(id);
    if (before != null && before != socket) {
      if (System.nanoTime() - before.sinceNs < setup.freshFor().toNanos()) {
        fault(socket, "duplicate identity");
        socket.close(4006, "Existing connection too fresh");
        return;
      }
      before.registered = false;
      before.close(4004, "Replaced by new connection");
    }
    socket.authenticated(id, name, System.nanoTime());
    registered.put(id, socket);
    if (auth.path("wakeChannel").isObject()) {
      wakeable.put(
          id,
          JSON.createObjectNode()
              .put("nodeId", id)
              .put("name", name)
              .set("wakeChannel", auth.path("wakeChannel")));
    }
    say(socket, directory(id));
    broadcast(id, told("relay-peer-joined", id, name));
  }

  private ObjectNode directory(String asker) {
    ObjectNode message = JSON.createObjectNode().put("type", "relay-peers");
    ArrayNode peers = message.putArray("peers");
    registered.forEach(
        (id, socket) -> {
          if (!id.equals(asker)) {
            peers.addObject().put("nodeId", id).put("name", socket.name);
          }
        });
    wakeable.forEach(
        (id, entry) -> {
          if (!id.equals(asker) && !registered.containsKey(id)) {
            peers.add(entry.deepCopy().put("offline", true));
          }
        });
    return message;
  }

  private void take(RelaySocket socket, JsonNode message) {
    if (message.path("type").asString("").equals("relay-pong")) {
      socket.alive = true;
      return;
    }
    if (!message.has("payload")) {
      return;
    }
    String to = message.path("to").asString(null);
    Routed frame = new Routed(socket.nodeId, to, message.path("payload"));
    boolean drop = mischief.dropped.test(frame);
    synchronized (this) {
      if (drop) {
        dropped++;
      } else {
        routed++;
      }
    }
    if (!drop) {
      ObjectNode envelope =
          JSON.createObjectNode().put("from", socket.nodeId).put("fromName", socket.name);
      envelope.set("payload", frame.payload());
      pass(frame, envelope);
    }
  }

  private void pass(Routed frame, ObjectNode envelope) {
    Runnable deliver =
        () -> {
          if (frame.to() == null) {
            broadcast(frame.from(), envelope);
          } else if (registered.containsKey(frame.to())) {
            say(registered.get(frame.to()), envelope);
          }
        };
    if (mischief.delay.isZero()) {
      deliver.run();
    } else {
      loop.schedule(deliver, mischief.delay.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  void gone(RelaySocket socket) {
    sockets.remove(socket);
    if (socket.registered && registered.remove(socket.nodeId, socket)) {
      socket.registered = false;
      broadcast(socket.nodeId, told("relay-peer-left", socket.nodeId, socket.name));
    }
    changed();
  }

  synchronized void closedByClient(int code) {
    farewells.add(code);
    notifyAll();
  }

  private void heartbeat() {
    for (RelaySocket socket : List.copyOf(registered.values())) {
      if (!socket.alive) {
        socket.close(4005, "Heartbeat timeout");
        gone(socket);
      } else {
        socket.alive = false;
        say(socket, JSON.createObjectNode().put("type", "relay-ping"));
      }
    }
  }

  /// As after a restart behind a proxy that kept the connections.
  void forget() {
    registered.values().forEach(socket -> socket.registered = false);
    registered.clear();
    changed();
  }

  void fault(RelaySocket socket, String text) {
    say(socket, JSON.createObjectNode().put("type", "relay-error").put("message", text));
  }

  private static ObjectNode told(String type, String id, String name) {
    return JSON.createObjectNode().put("type", type).put("nodeId", id).put("name", name);
  }

  private void broadcast(String from, ObjectNode message) {
    registered.forEach(
        (id, socket) -> {
          if (!id.equals(from)) {
            say(socket, message);
          }
        });
  }

  private static void say(RelaySocket socket, ObjectNode message) {
    socket.say(JSON.writeValueAsString(message));
  }

  // What tests see.

  private synchronized void changed() {
    present = Set.copyOf(registered.keySet());
    open = sockets.size();
    notifyAll();
  }

  synchronized Set<String> present() {
    return present;
  }

  synchronized int open() {
    return open;
  }

  synchronized long connections() {
    return connections;
  }

  synchronized long routed() {
    return routed;
  }

  synchronized long dropped() {
    return dropped;
  }

  synchronized List<JsonNode> heard() {
    return List.copyOf(heard);
  }

  synchronized List<Integer> farewells() {
    return List.copyOf(farewells);
  }
}
