package dev.meshscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The monitor in a terminal that is one for the kernel, too: `script` makes it.
@EnabledOnOs(OS.LINUX)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TerminalIT {
  private static final String ALL_COLUMNS =
      "state           name         id        dir heard   rtt      wait    keepalive   if redialled now";

  @TempDir private Path folder;

  private Process terminal;
  private BufferedReader screen;
  private String device = "";

  @AfterEach
  void end() {
    if (terminal != null) {
      terminal.descendants().forEach(ProcessHandle::destroyForcibly);
      terminal.destroyForcibly();
    }
  }

  private String program() {
    return String.join(
        " ",
        Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.meshscope.Main",
                "peer",
                "--exit-on-eof",
                "--state-dir",
                folder.resolve("state").toString(),
                "--registry-dir",
                folder.resolve("registry").toString())
            .map(word -> "'" + word + "'")
            .toList());
  }

  private Process start(String command, String term) throws IOException {
    var builder = new ProcessBuilder("sh", "-c", command);
    builder.environment().put("TERM", term);
    builder.environment().put("SHELL", "/bin/sh");
    return builder.start();
  }

  /// In a terminal of 40 rows and 110 columns.
  private void open(String term) throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "there is no script(1) here");
    Path run = folder.resolve("run.sh");
    Files.writeString(run, "tty; stty rows 40 cols 110; exec " + program() + "\n");
    terminal = start("exec script -qfec 'sh " + run + "' /dev/null", term);
    screen =
        new BufferedReader(
            new InputStreamReader(terminal.getInputStream(), StandardCharsets.UTF_8));
    device = until(line -> line.startsWith("/dev/"));
  }

  private String until(Predicate<String> wanted) throws IOException {
    String line = screen.readLine();
    while (line != null && !wanted.test(line.replace("\r", ""))) {
      line = screen.readLine();
    }
    assertThat(line).as("the terminal ended before").isNotNull();
    return line.replace("\r", "");
  }

  private void type(String keys) throws IOException {
    OutputStream keyboard = terminal.getOutputStream();
    keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
    keyboard.flush();
  }

  private void resize(int rows, int columns) throws Exception {
    assertThat(start("stty -F " + device + " rows " + rows + " cols " + columns, "xterm").waitFor())
        .isZero();
  }

  @Test
  void theTableHasTheSizeOfTheTerminalAndFollowsIt() throws Exception {
    open("xterm-256color");
    until(line -> line.contains(ALL_COLUMNS));

    resize(12, 50);
    until(line -> line.contains("state           name       heard   if redialled n…"));
    resize(50, 140);
    until(line -> line.contains("state           name              id"));

    // The end of input, as the terminal makes it of Ctrl-D: it still works by lines.
    type("\u0004");
    until(line -> line.contains("\u001b[?1049lMeshscope · "));
    assertThat(terminal.waitFor()).isZero();
  }

  @Test
  void aTerminalThatTakesNothingDoesNotHoldUpTheEnd() throws Exception {
    open("xterm-256color");
    until(line -> line.contains(ALL_COLUMNS));
    ProcessHandle node =
        terminal
            .descendants()
            .filter(it -> it.info().command().orElse("").endsWith("java"))
            .findFirst()
            .orElseThrow();

    type("\u0013");
    node.destroy();

    node.onExit().get(20, TimeUnit.SECONDS);
    assertThat(folder.resolve("registry")).isEmptyDirectory();
  }

  @Test
  void onADumbTerminalThereAreLinesOnly() throws Exception {
    open("dumb");
    until(line -> line.startsWith("Meshscope · "));
    type("\u0004");
    assertThat(screen.lines()).noneMatch(line -> line.contains("\u001b"));
  }

  @Test
  void intoAPipeGoesNoEscape() throws Exception {
    terminal = start("exec " + program(), "xterm-256color");
    terminal.getOutputStream().close();

    String said = new String(terminal.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).startsWith("Meshscope · ").doesNotContain("\u001b");
    assertThat(terminal.waitFor()).isZero();
  }
}
