package dev.meshscope.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshscope.core.identity.KnownKeys;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.link.StartException;
import dev.meshscope.text.Telling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownPeersTest {
  @TempDir Path dir;

  @Test
  void whoWasPinnedIsPinnedAfterARestart() throws Exception {
    Map<NodeId, PublicKey> pinned = new HashMap<>();
    Set<NodeId> proven = new HashSet<>();
    Set<NodeId> trusted = new HashSet<>();
    for (int i = 0; i < 2_000; i++) {
      NodeId id = new NodeId("50000000-0000-7000-8000-%012x".formatted(i));
      pinned.put(id, new PublicKey("A".repeat(38) + "%05d".formatted(i)));
      if (i % 3 == 0) {
        proven.add(id);
      }
      if (i % 5 == 0) {
        trusted.add(id);
      }
    }
    KnownKeys known = new KnownKeys(pinned, proven, trusted);
    new KnownPeers(dir).save(known);

    assertThat(new KnownPeers(dir).load()).isEqualTo(known);
  }

  @Test
  void noFileMeansNobody() throws Exception {
    assertThat(new KnownPeers(dir).load()).isEqualTo(KnownKeys.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "7", "{\"x\":\"y\"}", "{\"a", "{} {}"})
  void aDamagedFileStopsTheStartAndIsNeverReplaced(String content) throws Exception {
    Path file = dir.resolve("known-peers.json");
    Files.writeString(file, content);

    assertThatThrownBy(() -> new KnownPeers(dir).load())
        .isInstanceOf(StartException.class)
        .satisfies(e -> assertThat(Telling.fault(e)).contains(file.toString()));
    assertThat(file).hasContent(content);
  }
}
