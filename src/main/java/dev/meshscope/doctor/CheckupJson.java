package dev.meshscope.doctor;

import dev.meshscope.lines.Json;
import dev.meshscope.lines.OwnLine;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// What the doctor found as one JSON object. Pure; on any thread.
public final class CheckupJson {
  private CheckupJson() {}

  /// One line, not ended.
  ///
  /// @param notice how it was looked; may be empty
  public static String line(Instant time, Checkup checkup, String notice) {
    ObjectNode node = Json.event(time, OwnLine.CHECKUP.id());
    node.put("bad", checkup.count(Check.State.BAD));
    node.put("warn", checkup.count(Check.State.WARN));
    node.put("summary", checkup.summary());
    if (!notice.isEmpty()) {
      node.put("notice", notice);
    }
    node.set("checks", Json.array(checkup.checks().stream().map(CheckupJson::check).toList()));
    return Json.MAPPER.writeValueAsString(node);
  }

  private static ObjectNode check(Check check) {
    return Json.object()
        .put("topic", check.topic().id())
        .put("state", check.state().id())
        .put("name", check.name())
        .put("fact", check.fact())
        .put("advice", check.advice());
  }
}
