package dev.meshscope.lab.raw;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What a LAN would have told, as a folder of records like the registry's: the lab brings there
/// what others announce, with the ports of its doors. Whoever is in it was announced and has not
/// said goodbye; whether it lives, nobody knows. On the peer's timer.
final class HeardRecords {
  private final Path dir;
  private final String nodeId;
  private Map<String, Integer> before = Map.of();

  HeardRecords(Path dir, String nodeId) {
    this.dir = dir;
    this.nodeId = nodeId;
  }

  /// Everybody else who was announced, and where.
  Map<String, Integer> all() {
    Map<String, Integer> all = new LinkedHashMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(dir, "*.json")) {
      for (Path file : files) {
        look(file, all);
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Nobody is there.
    }
    return all;
  }

  /// Who appeared, or appeared elsewhere, since the last look.
  Map<String, Integer> appeared() {
    Map<String, Integer> now = all();
    Map<String, Integer> fresh = new LinkedHashMap<>(now);
    fresh.entrySet().removeIf(entry -> entry.getValue().equals(before.get(entry.getKey())));
    before = now;
    return fresh;
  }

  private void look(Path file, Map<String, Integer> all) {
    try {
      JsonNode record = Wire.JSON.readTree(Files.readAllBytes(file));
      String id = record.path("nodeId").asString("");
      int port = record.path("port").asInt(0);
      if (!id.isEmpty() && !id.equals(nodeId) && port > 0 && port < 65_536) {
        all.put(id, port);
      }
    } catch (IOException | JacksonException e) {
      // No record, or not any more.
    }
  }
}
