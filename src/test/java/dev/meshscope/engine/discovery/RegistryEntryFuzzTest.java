package dev.meshscope.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.fuzz.FuzzTest;
import dev.meshscope.fuzz.Text;
import java.util.List;

/// A file of the registry is an entry or none; one that counts was written just now.
class RegistryEntryFuzzTest extends FuzzTest {

  private static final long NOW_MS = 1_761_900_010_000L;

  @Override
  protected List<String> corpus() {
    return List.of("registry", "json");
  }

  @Override
  protected List<String> words() {
    return List.of(
        "\"nodeId\":",
        "\"name\":",
        "\"port\":",
        "\"pid\":",
        "\"serviceType\":",
        "\"ts\":",
        "\"_sym._tcp\"");
  }

  @Override
  protected void check(byte[] input) {
    RegistryEntry.parse(input)
        .ifPresent(
            entry -> {
              assertThat(entry.port()).isBetween(1, 65_535);
              assertThat(entry.pid()).isPositive();
              assertThat(Text.harmless(entry.name().text())).isTrue();
              assertThat(entry.sighting().nodeId()).isEqualTo(entry.nodeId());
              if (entry.standing("_sym._tcp", entry.ageMs(NOW_MS), true)
                  == RegistryEntry.Standing.COUNTS) {
                assertThat(entry.serviceType()).isEqualTo("_sym._tcp");
                assertThat(entry.writtenMs()).isGreaterThan(NOW_MS - 30_000);
              }
            });
  }
}
