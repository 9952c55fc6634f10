package dev.meshscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class GroundTest {

  @Test
  void aSocketOfOursIsKeptAliveAsWanted() {
    var trial = Ground.socket();

    assertThat(trial.failure()).isEqualTo(Cause.none());
    assertThat(trial.options()).isNotNull().satisfies(it -> assertThat(it.asWanted()).isTrue());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatTheSystemCountsLeavesRoom() {
    assertThat(Ground.descriptors())
        .hasValueSatisfying(
            counted -> {
              assertThat(counted.open()).isPositive();
              assertThat(counted.free()).isPositive();
            });
  }
}
