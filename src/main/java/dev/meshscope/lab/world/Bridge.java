package dev.meshscope.lab.world;

import dev.meshscope.lab.proxy.Door;
import dev.meshscope.lab.proxy.End;
import dev.meshscope.lab.proxy.Exchange;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Brings each node's record to the others, with the port of a door instead of its own: from
/// registry to registry and from LAN to LAN, and from one to the other where two have nothing in
/// common. Looks every 20 ms, on a thread of its own: watching is slow on some systems, and there
/// are only a few small folders. Guarded by the lock of this object.
final class Bridge implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Bridge.class.getName());
  private static final long LOOK_MS = 20;
  private static final long WRITES_NO_RECORD_NS = TimeUnit.SECONDS.toNanos(3);

  /// A process that takes part.
  private static final class Member {
    private final End end;
    private final List<Ear> ears;
    private final long sinceNs = System.nanoTime();
    private Set<Medium> media;
    private @Nullable String nodeId;
    private @Nullable Life life;

    Member(End end, List<Ear> ears, Set<Medium> media, @Nullable String nodeId) {
      this.end = end;
      this.ears = ears;
      this.media = media;
      this.nodeId = nodeId;
    }

    boolean announces(Medium medium) {
      return ears.stream().anyMatch(ear -> ear.medium() == medium && ear.found() != null);
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
    timer.scheduleWithFixedDelay(this::lookOnTime, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
  }

  /// A timer ends for good when one of its tasks fails.
  private void lookOnTime() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "a look into the registries failed", e);
    }
  }

  /// Takes a process in that is about to be started: the others' records are in its folders before
  /// this returns.
  ///
  /// @param media by what it hears of others; it may have an ear more, for whatever it turns out to
  ///   be
  /// @param nodeId who it will be; null if only it knows
  synchronized void attach(End end, List<Ear> ears, Set<Medium> media, @Nullable String nodeId) {
    Member member = new Member(end, ears, media, nodeId);
    members.put(end, member);
    members.values().forEach(other -> bringAll(other, member));
  }

  private void bringAll(Member from, Member to) {
    for (Ear ear : from.ears) {
      Found found = ear.found();
      if (found != null) {
        bring(from, ear.medium(), found, to);
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
      for (Ear ear : member.ears) {
        Ear.News news = ear.look(found -> isOwn(member, ear, found));
        if (news.fresh() != null) {
          announce(member, ear.medium(), news.fresh());
        }
        if (news.withdrawn() != null) {
          withdraw(member, ear.medium(), news.withdrawn());
        }
      }
      knowsNoRegistry(member);
    }
  }

  /// Two lives of a node may be heard on one LAN: the port says which of them spoke.
  private static boolean isOwn(Member member, Ear ear, Found found) {
    Life life = member.life;
    if (ear.medium() == Medium.REGISTRY) {
      return true;
    }
    if (life == null) {
      return false;
    }
    return life.port() > 0 ? life.port() == found.port() : !life.kind().isOurs();
  }

  /// Who announces itself on the LAN and writes no record is older than the registry: it is told of
  /// the others where it listens.
  private void knowsNoRegistry(Member member) {
    boolean older =
        member.media.equals(EnumSet.of(Medium.REGISTRY))
            && member.announces(Medium.LAN)
            && !member.announces(Medium.REGISTRY)
            && System.nanoTime() - member.sinceNs > WRITES_NO_RECORD_NS;
    if (older) {
      member.media = EnumSet.of(Medium.LAN);
      members.values().forEach(other -> bringAll(other, member));
      members.values().forEach(other -> bringAll(member, other));
    }
  }

  private void announce(Member member, Medium medium, Found found) {
    member.nodeId = found.nodeId();
    everFound.put(member.end, found);
    if (member.life != null && member.life.nodeId() == null) {
      member.life.is(found.nodeId(), null, found.port());
    }
    for (Member other : members.values()) {
      bring(member, medium, found, other);
    }
  }

  private void bring(Member from, Medium medium, Found found, Member to) {
    boolean itself = from.end.node().equals(to.end.node()) || found.nodeId().equals(to.nodeId);
    if (itself) {
      return;
    }
    for (Ear ear : to.ears) {
      if (reaches(from.media, medium, to.media, ear.medium())) {
        bring(from, found, to, ear);
      }
    }
  }

  /// Whether what is said on one medium is heard on another: on the same one where both use it;
  /// else the lab says it in its stead where there is nothing better.
  static boolean reaches(Set<Medium> speaker, Medium said, Set<Medium> hearer, Medium heard) {
    if (!speaker.contains(said) || !hearer.contains(heard)) {
      return false;
    }
    return said == heard || (!hearer.contains(said) && !speaker.contains(heard));
  }

  private void bring(Member from, Found found, Member to, Ear ear) {
    try {
      Door door = door(to.end, from.end, found.port());
      ObjectNode record = found.json().deepCopy();
      record.put("port", door.port());
      record.put("pid", livePid(found, from));
      ear.bring(found.file(), record);
    } catch (IOException e) {
      // The folder is gone, or nearly: the round is over.
    }
  }

  /// A process in a container has a pid that means nothing here.
  private static long livePid(Found found, Member from) {
    boolean alive =
        found.pid() > 0 && ProcessHandle.of(found.pid()).filter(ProcessHandle::isAlive).isPresent();
    if (alive) {
      return found.pid();
    }
    return from.life == null ? ProcessHandle.current().pid() : from.life.child().handle().pid();
  }

  private void withdraw(Member from, Medium medium, Found found) {
    for (Member other : members.values()) {
      boolean elsewhere =
          members.values().stream()
              .filter(member -> member != from)
              .flatMap(member -> member.ears.stream())
              .map(Ear::found)
              .anyMatch(its -> its != null && its.nodeId().equals(found.nodeId()));
      if (!elsewhere) {
        other.ears.stream()
            .filter(ear -> reaches(from.media, medium, other.media, ear.medium()))
            .forEach(ear -> ear.withdraw(found.file()));
      }
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
