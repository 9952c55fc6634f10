package dev.meshscope.lines;

import dev.meshscope.core.table.PeerTable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What `{"do":"peers"}` is answered with, for tests of those who are not in its package.
public final class PeersAnswer {
  private PeersAnswer() {}

  public static JsonNode of(PeerTable table, long nowNs) {
    ObjectNode answer = Json.object();
    PeersJson.of(answer, table, nowNs);
    return answer;
  }
}
