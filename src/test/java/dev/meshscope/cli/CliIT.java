package dev.meshscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meshscope.outside.Launch;
import dev.meshscope.outside.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the program says when something cannot be done: one sentence, no stack trace, a status that
/// is not zero.
class CliIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String ID = "0192e4a2-7b5c-7def-8a3b-000000000001";
  private static final String OTHER_ID = "0192e4a2-7b5c-7def-8a3b-000000000002";

  @TempDir private Path dir;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "peer --prot 5             | 2 | '--prot'",
        "peer --port abc           | 2 | 'abc'",
        "peer --port 70000         | 1 | 65535",
        "peer --bind 192.0.2.1     | 1 | 'Cannot listen on 192.0.2.1: this machine has no such address.'",
        "peer --policy dice        | 2 | probe, last-seen or closed-flag",
        "peer --stale-after 5      | 2 | 500ms",
        "peer --dial foo           | 2 | HOST:PORT",
        "peer --group A            | 2 | group",
        "peer --node-id 7          | 2 | UUID",
        "peer --state-dir          | 2 | --state-dir",
        "peer --state-dir=         | 2 | --state-dir",
        "peer --registry-dir=      | 2 | --registry-dir",
        "peer --bind=              | 2 | --bind",
        "window --state-dir=       | 2 | --state-dir",
        "peer --heartbeat-interval 3m --heartbeat-timeout 2m | 1 | longer than its interval",
        "window --theme pink       | 2 | light, dark or system",
        "window --size 10x10       | 2 | WIDTHxHEIGHT",
        "--frob                    | 2 | '--frob'",
        "pear                      | 2 | Did you mean peer?",
        "lines                     | 2 | --check",
        "lines --check /no/file    | 1 | There is no file /no/file.",
        "snapshot                  | 2 | --out",
        "snapshot --out /no/f.png  | 1 | /no/f.png"
      })
  void aWrongArgumentIsToldInOneSentence(String arguments, int status, String says) {
    try (Program program = Program.start(arguments.strip().split(" +"))) {
      assertThat(program.exit(SOON)).isEqualTo(status);
      assertOneSentence(program, says.replace("'", ""));
    }
  }

  @Test
  void aPictureThatCannotBeWrittenIsToldWithoutAStackTrace() {
    // Looks like any folder until something is to be made there.
    Path picture = Path.of("/proc/picture.png");
    assumeTrue(Files.isDirectory(picture.getParent()), "there is no /proc here");
    try (Program program = Program.start("snapshot", "--out", picture.toString())) {
      assertThat(program.exit(SOON)).isEqualTo(1);
      assertThat(program.said())
          .contains("meshscope: The picture " + picture + " could not be written.")
          .doesNotContain("Exception")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void aTakenPortIsToldInOneSentence() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Program program = peer("--port", String.valueOf(taken.getLocalPort()))) {
      assertThat(program.exit(SOON)).isEqualTo(1);
      assertOneSentence(program, String.valueOf(taken.getLocalPort()));
    }
  }

  @Test
  void anUnreadableIdentityIsToldInOneSentenceAndKept() throws IOException {
    Path identity = Files.createDirectories(dir.resolve("state")).resolve("identity.json");
    Files.writeString(identity, "{ half");
    try (Program program = peer()) {
      assertThat(program.exit(SOON)).isEqualTo(1);
      assertOneSentence(program, "identity");
    }
    assertThat(identity).hasContent("{ half");
  }

  @Test
  void anIdentityInUseIsToldInOneSentence() {
    try (Program first = peer()) {
      first.event(0, SOON, "started");
      try (Program second = peer()) {
        assertThat(second.exit(SOON)).isEqualTo(1);
        assertOneSentence(second, "");
      }
    }
  }

  @Test
  void anotherIdThanTheIdentitysIsToldInOneSentence() {
    try (Program first = peer("--node-id", ID, "--duration", "1ms")) {
      assertThat(first.exit(SOON)).isZero();
    }
    try (Program second = peer("--node-id", OTHER_ID)) {
      assertThat(second.exit(SOON)).isEqualTo(1);
      assertOneSentence(second, ID);
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsToldInOneSentence() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "");
    try (Program program =
        Program.start("peer", "--json", "--state-dir", file.resolve("state").toString())) {
      assertThat(program.exit(SOON)).isEqualTo(1);
      assertOneSentence(program, file.toString());
    }
  }

  @Test
  void settingsThatMakeNoSenseAreToldInOneSentence() throws IOException {
    Files.writeString(
        Files.createDirectories(dir.resolve("state")).resolve("settings.json"), "[]]");
    try (Program program = peer()) {
      assertThat(program.exit(SOON)).isEqualTo(1);
      assertOneSentence(program, "settings.json");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void outputThatCannotBeWrittenIsToldAsTheSystemTellsIt() {
    try (Program program =
        Launch.program().inside("sh", "-c", "exec \"$@\" >/dev/full", "sh").node(dir)) {
      assertThat(program.exit(SOON)).isEqualTo(1);
      assertOneSentence(program, "Standard output cannot be written (No space left on device)");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void outputThatNobodyReadsAnyMoreIsToldSo() {
    try (Program program =
        Launch.program()
            .inside("bash", "-c", "{ \"$@\"; echo $? >&2; } | true; exit 0", "bash")
            .node(dir)) {
      program.exit(SOON);
      assertThat(program.said())
          .startsWith("meshscope: Standard output was closed by whoever read it");
    }
  }

  @Test
  void withoutADisplayTheTerminalMonitorRuns() {
    try (Program program = window(Map.of())) {
      program.line(SOON, line -> line.contains("There is no display here"));
      program.line(SOON, line -> line.contains("Meshscope · "));
      program.process().toHandle().destroy();
      assertThat(program.exit(SOON)).isEqualTo(143);
      assertThat(program.said()).isEmpty();
    }
  }

  @Test
  void aDisplayThatCannotBeOpenedIsNamedAndTheTerminalMonitorRuns() {
    try (Program program = window(Map.of("DISPLAY", ":77"))) {
      program.line(SOON, line -> line.contains("The display :77 cannot be opened"));
      program.line(SOON, line -> line.contains("Meshscope · "));
      program.process().toHandle().destroy();
      assertThat(program.exit(SOON)).isEqualTo(143);
      assertThat(program.said()).doesNotContain("Exception").doesNotContain("\tat ");
    }
  }

  private Program window(Map<String, String> environment) {
    return Program.start(
        environment,
        "--state-dir",
        dir.resolve("state").toString(),
        "--registry-dir",
        dir.resolve("registry").toString());
  }

  private Program peer(String... more) {
    String[] all = new String[more.length + 6];
    String[] first = {
      "peer", "--json",
      "--state-dir", dir.resolve("state").toString(),
      "--registry-dir", dir.resolve("registry").toString()
    };
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return Program.start(all);
  }

  private static void assertOneSentence(Program program, String says) {
    // In a test all is on the class path, which JavaFX remarks on.
    List<String> said =
        program
            .said()
            .lines()
            .filter(line -> !line.contains("Unsupported JavaFX configuration"))
            .toList();
    assertThat(said).hasSize(1);
    assertThat(said.getFirst())
        .startsWith("meshscope: ")
        .contains(says)
        .doesNotContain("Exception")
        .doesNotContain("\tat ");
  }

  @Test
  void whoHasNoHomeIsToldSoAndNothingIsWrittenWhereTheProgramWasStarted() {
    try (Program program =
        Launch.program()
            .jvm("-Duser.home=?")
            .environment(Map.of("XDG_CONFIG_HOME", ""))
            .start("peer", "--json", "--duration", "300ms")) {
      assertThat(program.exit(Duration.ofSeconds(60))).isEqualTo(1);
      assertThat(program.said()).contains("no home folder").contains("--state-dir");
    }
    assertThat(Path.of("?")).doesNotExist();
  }
}
