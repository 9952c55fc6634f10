package dev.meshscope.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshscope.core.judge.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioFileTest {
  private static final String WHOLE =
      """
      title: Mine
      does: >
        One thing
        and another.
      shows: That it works.
      how: By hand.
      systems: linux
      needs: [signals]
      rounds: 7
      dials: survivor
      nodes:
        survivor: {is: meshscope, stale-after: 3s}
        peer:
          is: command
          command: node agent.js
          env: {PORT: "0", DEBUG: no}
          dir: agent
        clone: {is: raw, identity: peer}
      trials:
        - policy: [probe, last-seen]
      steps:
        - start: [survivor, peer]
        - expect: live
          within: 30s
        - wait: 100ms to 2s
        - hold: peer
        - kill: peer
        - relaunch: peer
        - delay: peer -> survivor
          by: 50ms
        - storm: peer
          dials: 3
          over: 1s
        - claim: peer
          key: other
        - expect: refused
          of: clone
          reason: duplicate
        - never: promoted
          lasting: 2s
        - heal: survivor <-> peer
        - expect: back
      limits:
        - policy: probe
          recovered: at least 90%
          recovery p95: at most 1.5s
          memory max: at most 200 MiB
          refusals: at least 2
          flaps: none
      """;

  @Test
  void aFileIsReadAsItIsMeant() throws ScenarioException {
    Scenario scenario = ScenarioFile.parse("mine.yaml", WHOLE);

    assertThat(scenario.name()).isEqualTo("mine");
    assertThat(scenario.does()).isEqualTo("One thing and another.");
    assertThat(scenario.systems()).containsExactly(OperatingSystem.LINUX);
    assertThat(scenario.needs()).isEqualTo(Set.of(Need.SIGNALS));
    assertThat(scenario.rounds()).isEqualTo(7);
    assertThat(scenario.dials()).isEqualTo(Scenario.Dials.SURVIVOR);
    assertThat(scenario.node("survivor").options())
        .isEqualTo(Map.of("stale-after", Duration.ofSeconds(3)));
    assertThat(scenario.node("peer"))
        .isEqualTo(
            new NodeSpec(
                "peer",
                List.of(PeerKind.COMMAND),
                null,
                Map.of(),
                "node agent.js",
                Map.of("PORT", "0", "DEBUG", "no"),
                "agent"));
    assertThat(scenario.node("clone").identityOf()).isEqualTo("peer");
    assertThat(scenario.lanes())
        .containsExactly(
            new Lane(Rule.PROBE, PeerKind.COMMAND), new Lane(Rule.LAST_SEEN, PeerKind.COMMAND));
    assertThat(scenario.steps())
        .extracting(Step::words)
        .containsExactly(
            "start survivor, peer",
            "expect live of peer within 30 s",
            "wait 100 ms to 2 s",
            "hold peer",
            "kill peer",
            "relaunch peer",
            "delay peer -> survivor by 50 ms",
            "storm peer, 3 dials over 1 s",
            "claim peer with another key",
            "expect refused of clone (duplicate) within 20 s",
            "never promoted of peer for 2 s",
            "heal survivor <-> peer",
            "expect back of peer within 20 s");
    assertThat(scenario.limits())
        .extracting(Limit::atMost, Limit::bound)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(false, 0.9),
            org.assertj.core.groups.Tuple.tuple(true, 1_500.0),
            org.assertj.core.groups.Tuple.tuple(true, 200.0),
            org.assertj.core.groups.Tuple.tuple(false, 2.0),
            org.assertj.core.groups.Tuple.tuple(true, 0.0));
    assertThat(scenario.recovers()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "title: Mine             | titel: Mine             | \"title\" is missing",
        "rounds: 7               | rounds: seven           | line 9: \"rounds\" says \"seven\"; it needs a number from 1 to 10000.",
        "rounds: 7               | rounds: 0               | line 9",
        "rounds: 7               | round: 7                | line 9: \"round\" means nothing here",
        "systems: linux          | systems: beos           | line 7: \"systems\" says \"beos\"; it can be linux, macos, windows.",
        "needs: [signals]        | needs: [luck]           | line 8",
        "dials: survivor         | dials: nobody           | line 10",
        "is: command             | is: robot               | line 14: \"is\" says \"robot\"",
        "identity: peer          | identity: pear          | line 18: \"identity\" speaks of \"pear\"",
        "stale-after: 3s         | stale-after: 3          | line 12: \"stale-after\" says \"3\"; it needs a duration",
        "stale-after: 3s         | stale-after: 3d         | line 12",
        "[probe, last-seen]      | [probe, dice]           | line 20: \"policy\" says \"dice\"",
        "- hold: peer            | - hold: pear            | line 26: \"hold\" speaks of \"pear\"; the nodes are survivor, peer, clone.",
        "- hold: peer            | - hug: peer             | line 26: a step begins with one of start, kill",
        "- hold: peer            | - hold: [peer, clone]   | line 26: \"hold\" needs a value of one word",
        "- hold: peer            | - kill: clone           | kill clone before it was started",
        "- hold: peer            | - start: peer           | start peer twice",
        "peer -> survivor        | peer to survivor        | line 29: \"delay\" says \"peer to survivor\"; it needs a way",
        "peer -> survivor        | peer -> peer            | line 29: \"delay\" leads from peer to itself",
        "by: 50ms                | per: 50ms               | line 29: \"by\" is missing",
        "100ms to 2s             | 2s to 100ms             | line 25: \"wait\" goes from the longer",
        "- expect: back          | - expect: bak           | line 42: \"expect\" says \"bak\"; it can be accepted, arrival-unknown, back,",
        "never: promoted         | never: live-again       | line 39",
        "lasting: 2s             | within: 2s              | \"lasting\" is missing",
        "key: other              | key: golden             | line 35: \"key\" is same or other.",
        "recovery p95            | recovery p99            | line 46: \"recovery p99\" is no measure",
        "at most 1.5s            | below 1.5s              | line 46: \"recovery p95\" says \"below 1.5s\"",
        "at most 1.5s            | at most 15              | line 46: \"recovery p95\" says \"15\"; it needs a duration",
        "at least 90%            | at least 90             | line 45: \"recovered\" says \"90\"; it needs a share such as 90%.",
        "at most 200 MiB         | at most 200             | line 47",
        "refusals: at least 2    | refusals: some          | line 48",
      })
  void aFaultIsNamedWithItsLineInOneSentence(String part, String instead, String said) {
    assertThat(WHOLE).contains(part);
    assertThatThrownBy(() -> ScenarioFile.parse("mine.yaml", WHOLE.replace(part, instead)))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith("mine.yaml")
        .hasMessageContaining(said)
        .hasMessageEndingWith(".")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aFieldThatIsThereTwiceIsAFault() {
    assertThatThrownBy(() -> ScenarioFile.parse("mine.yaml", WHOLE + "title: Yours\n"))
        .hasMessage("mine.yaml, line 50: \"title\" is there twice.");
  }

  @Test
  void survivorAndPeerMustBeThere() {
    assertThatThrownBy(
            () -> ScenarioFile.parse("mine.yaml", WHOLE.replace("survivor: {is", "observer: {is")))
        .hasMessage("mine.yaml, line 11: \"nodes\" must name a \"survivor\".");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''              | is empty.",
        "'- a'           | does not begin with a field",
        "'just words'    | does not begin with a field",
        "'a: [1, 2'      | is not YAML",
        "'a: b: c'       | is not YAML",
        "'\tx: 1'        | is not YAML",
        "'%!x'           | is not YAML",
        "'a: *nobody'    | is not YAML",
        "'{[]: 1}'       | is not YAML",
      })
  void whatIsNoMappingIsToldInOneSentence(String text, String said) {
    assertThatThrownBy(() -> ScenarioFile.parse("mine.yaml", text))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith("mine.yaml")
        .hasMessageContaining(said)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource({"'[', 20000", "'{a: ', 20000", "'- ', 60000", "'? ', 20000", "'a', 300000"})
  void whatIsAbsurdlyDeepOrLongIsAFaultNotACrash(String part, int times) {
    assertThatThrownBy(() -> ScenarioFile.parse("mine.yaml", "title: " + part.repeat(times)))
        .isInstanceOf(ScenarioException.class);
    assertThatThrownBy(() -> ScenarioFile.parse("mine.yaml", part.repeat(times)))
        .isInstanceOf(ScenarioException.class);
  }

  /// Bytes swapped, lines gone, lines twice: a file is read or refused with a sentence.
  @Test
  void aDamagedFileIsReadOrRefused() {
    Random random = new Random(42);
    String[] lines = WHOLE.split("\n", -1);
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder(WHOLE);
      for (int hit = random.nextInt(4); hit >= 0; hit--) {
        switch (random.nextInt(3)) {
          case 0 ->
              text.setCharAt(
                  random.nextInt(text.length()),
                  (char)
                      (random.nextInt(16) == 0
                          ? random.nextInt(0x10000)
                          : 9 + random.nextInt(118)));
          case 1 ->
              text.delete(
                  random.nextInt(text.length() / 2),
                  text.length() / 2 + random.nextInt(text.length() / 2 - 1));
          default ->
              text.insert(random.nextInt(text.length()), lines[random.nextInt(lines.length)]);
        }
        if (text.length() < 20) {
          text.append(WHOLE);
        }
      }
      try {
        ScenarioFile.parse("mine.yaml", text.toString());
      } catch (ScenarioException e) {
        assertThat(e).hasMessageStartingWith("mine.yaml").hasMessageEndingWith(".");
      } catch (RuntimeException e) {
        throw new AssertionError("seed 42, file " + i + ":\n" + text, e);
      }
    }
  }

  @Test
  void aFileThatCannotBeReadIsToldInOneSentence(@TempDir Path dir) throws IOException {
    Path binary = Files.write(dir.resolve("x.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

    assertThatThrownBy(() -> ScenarioFile.load(binary))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("is not UTF-8 text.");
    assertThatThrownBy(() -> ScenarioFile.load(dir.resolve("none.yaml")))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("cannot be read.");
  }
}
