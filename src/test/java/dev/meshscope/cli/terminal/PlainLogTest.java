package dev.meshscope.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.fuzz.Text;
import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class PlainLogTest {

  private static List<String> lines(LogRecord told) {
    return new PlainLog().format(told).lines().toList();
  }

  private static LogRecord told(String words, Throwable thrown) {
    LogRecord told = new LogRecord(Level.SEVERE, words);
    told.setLoggerName("dev.meshscope.engine.EngineLoop");
    told.setThrown(thrown);
    return told;
  }

  @Test
  void aRecordIsALine() {
    assertThat(lines(told("an input could not be taken in", null)))
        .singleElement()
        .asString()
        .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} SEVERE EngineLoop: an input could not be taken in");
  }

  @Test
  void whatAPeerSaysIsNeitherALineOfItsOwnNorSteersTheTerminal() {
    LogRecord told = told("input: \u001b[2J\n12:00:00.000 INFO \u202eforged\r", null);

    assertThat(lines(told))
        .singleElement()
        .asString()
        .endsWith("\\u001b[2J\\u000a12:00:00.000 INFO \\u202eforged\\u000d");
  }

  @Test
  void anExceptionIsToldWithItsCausesAndAsHarmless() {
    LogRecord told =
        told(
            "failed", new IllegalStateException("not \u009b\nan id", new IOException("b\u0007ll")));

    List<String> lines = lines(told);
    assertThat(lines).allMatch(Text::harmless);
    assertThat(lines.get(1))
        .isEqualTo("  java.lang.IllegalStateException: not \\u009b\\u000aan id");
    assertThat(lines).contains("  because of java.io.IOException: b\\u0007ll");
    assertThat(lines.get(2)).startsWith("    at ").contains("PlainLogTest");
  }

  @Test
  void aLongOneIsCut() {
    assertThat(lines(told("x".repeat(1_000_000), null)).getFirst())
        .hasSizeLessThan(2_100)
        .endsWith("… and 998000 more");
  }
}
