package dev.meshscope.lab.world;

import dev.meshscope.lab.proxy.Door;
import dev.meshscope.lab.proxy.End;
import dev.meshscope.lab.proxy.Exchange;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Brings each node's registry record to the others, with the port of a door instead of its own.
/// Looks every 20 ms, on a thread of its own: watching is slow on some systems, and there are only
/// a few small folders. Guarded by the lock of this object.
final class Bridge implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long LOOK_MS = 20;
  private static final int MAX_BYTES = 65_536;

  /// What a node announced.
  ///
  /// @param nodeId who
  /// @param port where it listens
  /// @param pid its process
  /// @param serviceType its kind of mesh
  record Found(String nodeId, int port, long pid, String serviceType, ObjectNode json) {}

  /// A process that takes part, and its folder.
  private static final class Member {
    private final End end;
    private final Path registry;
    private @Nullable String nodeId;
    private @Nullable Life life;

    // File name to what was in it when we last looked.
    private final Map<String, byte[]> seen = new HashMap<>();

    // What lies here is from others.
    private final Set<String> brought = new HashSet<>();
    private @Nullable Found found;

    Member(End end, Path registry, @Nullable String nodeId) {
      this.end = end;
      this.registry = registry;
      this.nodeId = nodeId;
    }
  }

  private record Between(End from, End to, int port) {}

  private final Exchange exchange;
  private final Map<End, Member> members = new LinkedHashMap<>();
  private final Map<Between, Door> doors = new HashMap<>();
  private final Map<End, Found> everFound = new HashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("registry-bridge").factory());

  Bridge(Exchange exchange) {
    this.exchange = exchange;
    timer.scheduleWithFixedDelay(this::look, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
  }

  /// Takes a process in that is about to be started: the others' records are in its folder before
  /// this returns.
  ///
  /// @param nodeId who it will be; null if only it knows
  /// @throws IOException if the folder cannot be made
  synchronized void attach(End end, Path registry, @Nullable String nodeId) throws IOException {
    Files.createDirectories(registry);
    Member member = new Member(end, registry, nodeId);
    members.put(end, member);
    // What an earlier life left there is not its own.
    Map<String, byte[]> before = files(member);
    if (before != null) {
      member.seen.putAll(before);
    }
    for (Member other : members.values()) {
      if (other.found != null) {
        bring(other, other.found, member);
      }
    }
  }

  /// It has been started.
  synchronized void started(Life life) {
    Member member = members.get(life.end());
    if (member != null) {
      member.life = life;
    }
  }

  /// It has ended: nobody is let in to it any more. What it announced stays where it is, as a dead
  /// process's record does.
  synchronized void detach(End end) {
    look();
    members.remove(end);
    doors
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = entry.getKey().from().equals(end) || entry.getKey().to().equals(end);
              if (gone) {
                entry.getValue().close();
              }
              return gone;
            });
  }

  /// What this life announced; null: nothing yet.
  synchronized @Nullable Found found(End end) {
    return everFound.get(end);
  }

  /// Where one life finds another.
  ///
  /// @throws IOException if no port can be had
  synchronized Door door(End from, End to, int port) throws IOException {
    Between between = new Between(from, to, port);
    Door door = doors.get(between);
    if (door == null) {
      door = exchange.door(from, to, port);
      doors.put(between, door);
    }
    return door;
  }

  private synchronized void look() {
    for (Member member : Map.copyOf(members).values()) {
      look(member);
    }
  }

  private void look(Member member) {
    Map<String, byte[]> now = files(member);
    if (now == null) {
      return;
    }
    now.forEach(
        (name, content) -> {
          if (!Arrays.equals(content, member.seen.get(name))) {
            Found found = parse(name, content);
            if (found != null) {
              announce(member, found);
            }
          }
        });
    Found before = member.found;
    if (before != null && !now.containsKey(before.nodeId() + ".json")) {
      member.found = null;
      withdraw(member, before);
    }
    member.seen.clear();
    member.seen.putAll(now);
  }

  private void announce(Member member, Found found) {
    member.found = found;
    member.nodeId = found.nodeId();
    everFound.put(member.end, found);
    if (member.life != null && member.life.nodeId() == null) {
      member.life.is(found.nodeId(), null, found.port());
    }
    for (Member other : members.values()) {
      bring(member, found, other);
    }
  }

  private void bring(Member from, Found found, Member to) {
    boolean itself = from.end.node().equals(to.end.node()) || found.nodeId().equals(to.nodeId);
    if (itself) {
      return;
    }
    try {
      Door door = door(to.end, from.end, found.port());
      ObjectNode record = found.json().deepCopy();
      record.put("port", door.port());
      record.put("pid", livePid(found, from));
      to.brought.add(found.nodeId() + ".json");
      write(to.registry, found.nodeId() + ".json", record);
    } catch (IOException e) {
      // The folder is gone, or nearly: the round is over.
    }
  }

  /// A process in a container has a pid that means nothing here.
  private static long livePid(Found found, Member from) {
    boolean alive = ProcessHandle.of(found.pid()).filter(ProcessHandle::isAlive).isPresent();
    if (alive) {
      return found.pid();
    }
    return from.life == null ? ProcessHandle.current().pid() : from.life.child().handle().pid();
  }

  private void withdraw(Member from, Found found) {
    for (Member other : members.values()) {
      boolean elsewhere =
          members.values().stream()
              .anyMatch(
                  member ->
                      member != from
                          && member.found != null
                          && member.found.nodeId().equals(found.nodeId()));
      if (other.brought.contains(found.nodeId() + ".json") && !elsewhere) {
        try {
          Files.deleteIfExists(other.registry.resolve(found.nodeId() + ".json"));
        } catch (IOException e) {
          // It will be taken for old soon.
        }
      }
    }
  }

  private static void write(Path dir, String name, ObjectNode record) throws IOException {
    Path fresh = dir.resolve(name + ".bridge.tmp");
    Files.write(fresh, JSON.writeValueAsBytes(record));
    Files.move(
        fresh,
        dir.resolve(name),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  /// Its own files, which we did not bring; null if one cannot be read just now.
  private static @Nullable Map<String, byte[]> files(Member member) {
    Map<String, byte[]> files = new HashMap<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(member.registry, "*.json")) {
      for (Path file : all) {
        String name = String.valueOf(file.getFileName());
        if (!member.brought.contains(name) && Files.size(file) <= MAX_BYTES) {
          files.put(name, Files.readAllBytes(file));
        }
      }
      return files;
    } catch (IOException | DirectoryIteratorException e) {
      // Just being replaced, or gone with the round: the next look is soon.
      return null;
    }
  }

  private static @Nullable Found parse(String name, byte[] content) {
    try {
      JsonNode json = JSON.readTree(content);
      String nodeId = json.path("nodeId").asString("").toLowerCase(Locale.ROOT);
      int port = json.path("port").asInt(0);
      boolean ours =
          json instanceof ObjectNode
              && name.equalsIgnoreCase(nodeId + ".json")
              && port > 0
              && port <= 65_535;
      return ours
          ? new Found(
              nodeId,
              port,
              json.path("pid").asLong(0),
              json.path("serviceType").asString(""),
              (ObjectNode) json)
          : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    synchronized (this) {
      doors.values().forEach(Door::close);
      doors.clear();
      members.clear();
    }
  }
}
