package dev.meshscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DisplayTest {

  @Test
  void withoutDisplayAndWaylandThereIsNone() {
    assertThat(Display.missing("Linux", "", Map.of())).isPresent();
    assertThat(Display.missing("Linux", "", Map.of("DISPLAY", ""))).isPresent();
    assertThat(Display.missing("Linux", "", Map.of("DISPLAY", ":0"))).isEmpty();
    assertThat(Display.missing("Linux", "", Map.of("WAYLAND_DISPLAY", "wayland-0"))).isEmpty();
  }

  @Test
  void otherSystemsAndMemoryNeedNoVariable() {
    assertThat(Display.missing("Mac OS X", "", Map.of())).isEmpty();
    assertThat(Display.missing("Windows 11", "", Map.of())).isEmpty();
    assertThat(Display.missing("Linux", "Headless", Map.of())).isEmpty();
  }
}
