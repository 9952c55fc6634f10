package dev.meshscope.lab.raw;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The loopback registry (PROTOCOL 5), as simple as can be. On the raw peer's timer.
final class RawRegistry {
  private static final String SERVICE = "_sym._tcp";
  private static final long YOUNGER_THAN_MS = 30_000;

  private final Path dir;
  private final String nodeId;
  private final Path own;
  private final byte[] start;

  RawRegistry(Path dir, String nodeId, String name, int port) {
    this.dir = dir;
    this.nodeId = nodeId;
    this.own = dir.resolve(nodeId + ".json");
    this.start =
        Wire.JSON.writeValueAsBytes(
            Wire.JSON
                .createObjectNode()
                .put("nodeId", nodeId)
                .put("name", name)
                .put("port", port)
                .put("pid", ProcessHandle.current().pid())
                .put("serviceType", SERVICE));
  }

  /// Announces, and tells if that cannot be done.
  Runnable announcing(Shell shell) {
    return () -> {
      try {
        announce();
      } catch (IOException e) {
        shell.failed("announce", e);
      }
    };
  }

  void announce() throws IOException {
    Files.createDirectories(dir);
    byte[] record =
        Wire.JSON.writeValueAsBytes(
            ((tools.jackson.databind.node.ObjectNode) Wire.JSON.readTree(start))
                .put("ts", System.currentTimeMillis()));
    Path fresh = dir.resolve(nodeId + ".json." + ProcessHandle.current().pid() + ".tmp");
    Files.write(fresh, record);
    Files.move(fresh, own, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  void leave() {
    try {
      JsonNode record = Wire.JSON.readTree(Files.readAllBytes(own));
      if (record.path("pid").asLong(0) == ProcessHandle.current().pid()) {
        Files.deleteIfExists(own);
      }
    } catch (IOException | JacksonException e) {
      // Whoever looks will see that our process has gone.
    }
  }

  /// Who is to be dialled, and at which port: the larger ids that are there.
  Map<String, Integer> toDial() {
    Map<String, Integer> found = new LinkedHashMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(dir, "*.json")) {
      for (Path file : files) {
        look(file, found);
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Nobody is there.
    }
    return found;
  }

  private void look(Path file, Map<String, Integer> found) {
    try {
      JsonNode record = Wire.JSON.readTree(Files.readAllBytes(file));
      String id = record.path("nodeId").asString("");
      long pid = record.path("pid").asLong(0);
      int port = record.path("port").asInt(0);
      boolean counts =
          nodeId.compareTo(id) < 0
              && port > 0
              && port < 65_536
              && record.path("serviceType").asString("").equals(SERVICE)
              && System.currentTimeMillis() - record.path("ts").asLong(0) < YOUNGER_THAN_MS
              && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
      if (counts) {
        found.put(id, port);
      }
    } catch (IOException | JacksonException e) {
      // No record, or not any more.
    }
  }
}
