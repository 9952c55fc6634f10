package dev.meshscope.proof;

import dev.meshscope.outside.Program;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// When a node first called a transport what. Looks when it is told to; on the test's thread.
final class Diagnoses {

  /// @param diagnosis as in the table
  private record Call(Program by, long transport, String diagnosis) {}

  private final Map<Call, Long> first = new HashMap<>();
  private final long sinceNs;

  /// Times are counted from now on.
  Diagnoses() {
    this.sinceNs = System.nanoTime();
  }

  /// Looks at the whole table of this node.
  void look(Program node) {
    JsonNode table = node.table();
    long millis = millis();
    table
        .path("peers")
        .valueStream()
        .flatMap(peer -> peer.path("transports").valueStream())
        .forEach(
            transport ->
                first.putIfAbsent(
                    new Call(
                        node,
                        transport.path("transport").asLong(),
                        transport.path("diagnosis").asString()),
                    millis));
  }

  /// Milliseconds until this was said of this transport; empty if it never was.
  Optional<Long> of(Program node, long transport, String diagnosis) {
    return Optional.ofNullable(first.get(new Call(node, transport, diagnosis)));
  }

  long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sinceNs);
  }

  @Override
  public String toString() {
    StringBuilder all = new StringBuilder();
    first.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .forEach(
            entry ->
                all.append(
                    "%n%,7d ms: #%d %s (pid %d)"
                        .formatted(
                            entry.getValue(),
                            entry.getKey().transport(),
                            entry.getKey().diagnosis(),
                            entry.getKey().by().process().pid())));
    return all.toString();
  }
}
