package dev.meshscope.lab.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.lab.proxy.End;
import dev.meshscope.lines.EventJson;
import dev.meshscope.lines.Samples;
import dev.meshscope.lines.Told;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LineReadTest {
  private static final End WHO = new End("survivor", 1);
  private static final Instant WRITTEN = Instant.parse("2026-01-02T12:00:00.123Z");
  private static final Instant READ = Instant.parse("2026-01-02T12:00:01Z");

  @Test
  void whatOurOwnProgramTellsIsTheEventThatItWrote() {
    for (MeshEvent event : Samples.all()) {
      String raw = EventJson.of(new Told.Event(WRITTEN, Samples.PEER, null, event)).toString();
      Line line = Line.of(WHO, raw, READ);
      assertThat(line.told()).isEqualTo(event);
      assertThat(line.at()).isEqualTo(WRITTEN);
      assertThat(line.is(event.eventName())).isTrue();
    }
  }

  @Test
  void whatAnotherProgramTellsKeepsItsWords() {
    Line line = Line.of(WHO, "{\"event\":\"message\",\"text\":\"hi\"}", READ);
    assertThat(line.told()).isNull();
    assertThat(line.at()).isEqualTo(READ);
    assertThat(line.text("text")).isEqualTo("hi");
    assertThat(Line.of(WHO, "hello", READ).event()).isEmpty();
  }
}
