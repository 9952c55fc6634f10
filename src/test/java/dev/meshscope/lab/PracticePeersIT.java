package dev.meshscope.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.Transport;
import dev.meshscope.engine.EngineConfig;
import dev.meshscope.engine.MeshEngine;
import dev.meshscope.engine.MeshObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Practice peers as a whole: real processes, seen by a real engine.
class PracticePeersIT {
  private static final String[] ALL = {"coder", "planner", "restarter"};

  @TempDir Path dir;
  MeshEngine engine;
  Watch watch;
  PracticePeers practice;
  Set<ProcessHandle> before;

  @BeforeEach
  void open() throws Exception {
    Files.createDirectory(dir.resolve("temporary"));
    engine =
        MeshEngine.start(
            new EngineConfig(
                new NodeName("studio"),
                null,
                dir.resolve("state"),
                dir.resolve("registry"),
                "127.0.0.1",
                0,
                Group.DEFAULT,
                Settings.DEFAULT,
                List.of()));
    watch = new Watch();
    engine.observe(watch);
    before = children();
    practice = peers(dir.resolve("temporary"), Duration.ofSeconds(8));
  }

  @AfterEach
  void close() {
    practice.close();
    engine.close();
  }

  private PracticePeers peers(Path temporary, Duration restartEvery) {
    return new PracticePeers(dir.resolve("registry"), watch::changed, restartEvery, temporary);
  }

  @Test
  void threeComeOneOfThemRestartsAndStoppingLeavesNothing() throws Exception {
    practice.start();
    watch.await("three live", table -> connected(table).keySet().equals(Set.of(ALL)));
    assertThat(practice.running()).isTrue();
    assertThat(practice.failure()).isEmpty();
    assertThat(mine()).hasSize(3);
    Map<String, TransportId> first = connected(engine.table());
    Set<ProcessHandle> firstProcesses = mine();

    watch.await(
        "the restarter again",
        table ->
            connected(table).keySet().equals(Set.of(ALL))
                && !Objects.equals(connected(table).get("restarter"), first.get("restarter")));
    Map<String, TransportId> second = connected(engine.table());
    assertThat(second.get("planner")).isEqualTo(first.get("planner"));
    assertThat(second.get("coder")).isEqualTo(first.get("coder"));
    Set<ProcessHandle> all = new HashSet<>(firstProcesses);
    all.addAll(mine());
    assertThat(all).hasSizeGreaterThan(3);
    assertThat(mine()).hasSize(3);

    practice.stop();
    watch.await("nobody", table -> !practice.running() && connected(table).isEmpty());
    assertThat(mine()).isEmpty();
    assertThat(all).noneMatch(ProcessHandle::isAlive);
    assertThat(list(dir.resolve("temporary"))).isEmpty();
    assertThat(list(dir.resolve("registry"))).hasSize(1);
  }

  @Test
  void theyEndWithWhoeverClosesThem() throws Exception {
    practice.start();
    watch.await("two of them", table -> connected(table).size() >= 2);
    Set<ProcessHandle> processes = mine();

    practice.close();

    assertThat(processes).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    assertThat(list(dir.resolve("temporary"))).isEmpty();
  }

  @Test
  void thatTheyCannotBeStartedIsSaid() throws Exception {
    try (PracticePeers homeless = peers(dir.resolve("missing"), Duration.ofSeconds(20))) {
      homeless.start();
      watch.await("a failure", table -> !homeless.failure().isEmpty());
      assertThat(homeless.failure()).startsWith("The practice peers could not be started");
      assertThat(homeless.running()).isFalse();
      assertThat(mine()).isEmpty();
    }
  }

  /// The transport in use to each that is there.
  private static Map<String, TransportId> connected(PeerTable table) {
    Map<String, TransportId> connected = new TreeMap<>();
    for (Peer peer : table.peers().values()) {
      Transport active = table.active(peer);
      if (active != null) {
        connected.put(peer.name().text(), active.id());
      }
    }
    return connected;
  }

  private static Set<ProcessHandle> children() {
    Set<ProcessHandle> all = new HashSet<>();
    ProcessHandle.current().children().filter(ProcessHandle::isAlive).forEach(all::add);
    return all;
  }

  private Set<ProcessHandle> mine() {
    Set<ProcessHandle> mine = children();
    mine.removeAll(before);
    return mine;
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /// Waits for a table, or for practice peers, to be as wanted. Told on their threads, asked by the
  /// test.
  private final class Watch implements MeshObserver {
    @Override
    public void present(PeerTable table) {}

    @Override
    public void happened(PeerTable table, List<MeshEvent> events) {
      changed();
    }

    synchronized void changed() {
      notifyAll();
    }

    /// The engine tells something at least once a second, so this looks at least as often.
    synchronized void await(String what, Predicate<PeerTable> wanted) throws InterruptedException {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
      while (!wanted.test(engine.table())) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError("never: " + what + "; there are " + connected(engine.table()));
        }
        wait(Math.min(left, 500));
      }
    }
  }
}
