package dev.meshscope.ui.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.judge.Rule;
import dev.meshscope.lab.scenario.Lane;
import dev.meshscope.lab.scenario.PeerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LabLogsTest {
  private final CompletableFuture<Boolean> over = new CompletableFuture<>();
  private LabLogs logs;

  @BeforeEach
  void make() throws IOException {
    logs = LabLogs.temporary();
  }

  @AfterEach
  void remove() throws Exception {
    over.complete(true);
    logs.removeAfter(over).get(10, TimeUnit.SECONDS);
  }

  @Test
  void everyRunHasAFolderOfItsOwn() {
    assertThat(logs.next()).isNotEqualTo(logs.next()).hasParentRaw(logs.root());
  }

  @Test
  void ofASurvivorThatTellsNoEventsThePeersNewestLifeIsShown() throws Exception {
    Path round = Files.createDirectories(logs.next());
    for (String name : java.util.List.of("survivor", "peer", "peer-2")) {
      Files.writeString(round.resolve(name + ".jsonl"), "a line");
    }
    assertThat(LabLogs.events(round, new Lane(Rule.PROBE, PeerKind.D1)))
        .isEqualTo(round.resolve("survivor.jsonl"));
    assertThat(LabLogs.events(round, Lane.beside(PeerKind.D1, PeerKind.MESHSCOPE)))
        .isEqualTo(round.resolve("peer-2.jsonl"));
  }

  @Test
  void nothingIsRemovedWhileARunMayStillWrite() throws Exception {
    Path log = Files.createDirectories(logs.next()).resolve("survivor.jsonl");
    Files.writeString(log, "a line");
    CompletableFuture<Void> gone = logs.removeAfter(over);
    assertThat(gone).isNotDone();
    assertThat(log).exists();
    over.complete(true);
    gone.get(10, TimeUnit.SECONDS);
    assertThat(logs.root()).doesNotExist();
  }

  @Test
  void aRunThatBrokeOffIsOverToo() throws Exception {
    Files.createDirectories(logs.next());
    over.completeExceptionally(new IOException("broken off"));
    logs.removeAfter(over).get(10, TimeUnit.SECONDS);
    assertThat(logs.root()).doesNotExist();
  }
}
