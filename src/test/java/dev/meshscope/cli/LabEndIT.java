package dev.meshscope.cli;

import static dev.meshscope.cli.LabRun.LONG;
import static dev.meshscope.cli.LabRun.SOON;
import static dev.meshscope.cli.LabRun.awaitNothingLeft;
import static dev.meshscope.cli.LabRun.left;
import static dev.meshscope.cli.LabRun.ownPeer;
import static dev.meshscope.cli.LabRun.run;
import static dev.meshscope.cli.LabRun.scenario;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.meshscope.lab.process.Marks;
import dev.meshscope.outside.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `meshscope lab run` that is ended before its time, or whose programs do not end: nothing is
/// left.
class LabEndIT {
  @TempDir Path dir;

  @Test
  void anOldLifeThatDoesNotEndWhenAskedIsNamed() throws Exception {
    assumeThat(Files.isExecutable(Path.of("/bin/sh"))).as("there is a shell").isTrue();
    Path program = Files.writeString(dir.resolve("deaf.sh"), "trap '' TERM; exec \"$@\"\n");
    Path file = Path.of(scenario(dir, "100ms", "unmet: none"));
    Files.writeString(file, Files.readString(file).replace("kill: peer", "stop: peer"));
    try (Program lab =
        run(dir, file.toString(), "--peer-command", "/bin/sh " + program + " " + ownPeer())) {
      lab.exit(LONG);
      assertThat(lab.said()).contains("peer #1 was asked to end and still runs");
    }
    assertThat(left(dir)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void whatCameToItsEndBeforeTheRunWasEndedIsReported(String signal) throws Exception {
    assumeThat(Files.isExecutable(Path.of("/bin/kill"))).as("signals can be sent").isTrue();
    Path json = dir.resolve("r.json");
    try (Program lab =
        run(
            dir,
            scenario(dir, "100ms", "recovered: all"),
            "--rounds",
            "50",
            "--report",
            json.toString())) {
      long end = System.nanoTime() + LONG.toNanos();
      while (!lab.said().contains("2 of 50") && System.nanoTime() < end) {
        lab.process().onExit().completeOnTimeout(null, 100, TimeUnit.MILLISECONDS).join();
      }
      new ProcessBuilder("/bin/kill", "-" + signal, String.valueOf(lab.process().pid()))
          .start()
          .waitFor();

      assertThat(lab.exit(SOON)).isEqualTo(signal.equals("INT") ? 130 : 143);
      assertThat(lab.lines()).anyMatch(line -> line.contains("(ended early)"));
    }
    JsonNode report = JsonMapper.shared().readTree(json);
    assertThat(report.path("cancelled").asBoolean()).isTrue();
    assertThat(report.path("rounds").size()).isBetween(2, 49);
    awaitNothingLeft(dir);
  }

  /// Ctrl-C, the service manager's way, and the way that no program hears of.
  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "KILL"})
  void whoeverEndsItInTheMiddleNothingIsLeft(String signal) throws Exception {
    assumeThat(Files.isExecutable(Path.of("/bin/kill"))).as("signals can be sent").isTrue();
    try (Program lab = run(dir, scenario(dir, "60s", "recovered: all"), "--pause", "200ms")) {
      long end = System.nanoTime() + LONG.toNanos();
      // The guardian, the survivor and the peer.
      while (lab.process().descendants().count() < 3 && System.nanoTime() < end) {
        lab.process().onExit().completeOnTimeout(null, 100, TimeUnit.MILLISECONDS).join();
      }
      List<ProcessHandle> started = lab.process().descendants().toList();
      assertThat(started).hasSizeGreaterThanOrEqualTo(3);
      assertThat(left(dir)).isNotEmpty();

      new ProcessBuilder("/bin/kill", "-" + signal, String.valueOf(lab.process().pid()))
          .start()
          .waitFor();
      lab.process().onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);

      for (ProcessHandle process : started) {
        process.onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
      }
    }
    awaitNothingLeft(dir);
  }

  /// What a program starts in a session of its own leaves its process tree at once.
  @ParameterizedTest
  @ValueSource(strings = {"TERM", "KILL"})
  void aDaemonOfAProgramEndsWithTheRun(String signal) throws Exception {
    assumeThat(Files.isExecutable(Path.of("/usr/bin/setsid"))).as("there is setsid").isTrue();
    assumeThat(Marks.visible()).as("environments can be seen").isTrue();
    Path pid = dir.resolve("daemon.pid");
    Path program =
        Files.writeString(
            dir.resolve("daemon.sh"),
            "(setsid /bin/sh -c 'echo $$ > %s.new; mv %s.new %s; exec sleep 900' &)\nexec sleep 900\n"
                .formatted(pid, pid, pid));
    try (Program lab =
        run(dir, scenario(dir, "60s", "recovered: all"), "--peer-command", "/bin/sh " + program)) {
      long end = System.nanoTime() + LONG.toNanos();
      while (!Files.exists(pid) && System.nanoTime() < end) {
        lab.process().onExit().completeOnTimeout(null, 100, TimeUnit.MILLISECONDS).join();
      }
      ProcessHandle daemon =
          ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();

      new ProcessBuilder("/bin/kill", "-" + signal, String.valueOf(lab.process().pid()))
          .start()
          .waitFor();

      daemon.onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
    }
    awaitNothingLeft(dir);
  }
}
