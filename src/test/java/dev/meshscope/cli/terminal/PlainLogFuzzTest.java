package dev.meshscope.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.fuzz.FuzzTest;
import dev.meshscope.fuzz.Text;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/// Whatever a log record quotes, its lines are harmless, and as many as without it.
class PlainLogFuzzTest extends FuzzTest {

  @Override
  protected List<String> corpus() {
    return List.of("texts", "frames");
  }

  @Override
  protected List<String> words() {
    return List.of("{0}", "'", "\r\n", "\\u001b[2J", "\\u0085", "\\u2028");
  }

  @Override
  protected void check(byte[] input) {
    String text = Text.of(input);
    LogRecord told = new LogRecord(Level.WARNING, text);
    told.setLoggerName(text);
    told.setParameters(new Object[] {text});
    Exception thrown = new IllegalStateException(text);
    thrown.setStackTrace(new StackTraceElement[0]);
    told.setThrown(thrown);

    List<String> lines = new PlainLog().format(told).lines().toList();
    assertThat(lines).hasSize(2).allMatch(Text::harmless);
  }
}
