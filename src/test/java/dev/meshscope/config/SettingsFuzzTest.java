package dev.meshscope.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.link.Settings;
import dev.meshscope.fuzz.FuzzTest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;

/// Settings that were read can be lived with, and are the same after they were saved.
class SettingsFuzzTest extends FuzzTest {

  private static final long YEARS_NS = TimeUnit.DAYS.toNanos(1_000);

  @Override
  protected List<String> corpus() {
    return List.of("settings", "json");
  }

  @Override
  protected List<String> words() {
    return List.of(
        "\"policy\":",
        "\"probe\"",
        "\"last-seen\"",
        "\"staleAfterMs\":",
        "\"probeMinMs\":",
        "\"probeMaxMs\":",
        "\"heartbeatIntervalMs\":",
        "\"heartbeatTimeoutMs\":");
  }

  @Override
  protected void check(byte[] input) {
    Settings settings;
    try {
      settings = SettingsFile.parse(input);
    } catch (JacksonException | IllegalArgumentException e) {
      return;
    }
    assertThat(SettingsFile.parse(SettingsFile.write(settings))).isEqualTo(settings);
    // A deadline is a time plus one of these, and must not wrap around.
    assertThat(settings.heartbeatTimeoutNs()).isBetween(1L, YEARS_NS);
    assertThat(settings.policy().staleAfterNs()).isBetween(1L, YEARS_NS);
    assertThat(settings.policy().probeMaxNs()).isBetween(1L, YEARS_NS);
  }
}
