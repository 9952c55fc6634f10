package dev.meshscope.lab.raw;

import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a raw peer tells: JSON lines that look like those of `peer --json`. On any thread.
final class Lines {
  private final OutputStream out;

  Lines(OutputStream out) {
    this.out = out;
  }

  static ObjectNode event(String name) {
    return Wire.JSON.createObjectNode().put("time", Wire.now()).put("event", name);
  }

  /// A message that was read.
  static ObjectNode message(JsonNode frame) {
    return event("message")
        .put("peer", frame.path("from").asString(""))
        .put("text", frame.path("content").asString(""));
  }

  synchronized void tell(ObjectNode event) {
    try {
      out.write(Wire.JSON.writeValueAsBytes(event));
      out.write('\n');
      out.flush();
    } catch (IOException e) {
      // Nobody reads any more; the end of standard input ends us too.
    }
  }
}
