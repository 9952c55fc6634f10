package dev.meshscope.cli.terminal;

import static dev.meshscope.ui.DemoMesh.demo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.ui.DemoMesh;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
  private static final String HEAD = "Meshscope · studio-mac · " + "x".repeat(120);

  private final DemoMesh mesh = new DemoMesh(Settings.DEFAULT);

  private TableText table() {
    mesh.weDial(demo("計画担当の計画担当の計画担当", 1, false));
    TransportId frozen = mesh.dialsUs(demo("scheduler-of-the-long-name", 2, false));
    TransportId dead = mesh.dialsUs(demo("tester-😀", 3, false));
    mesh.pass(9_000);
    mesh.freeze(frozen);
    mesh.cut(dead);
    for (int i = 0; i < 60; i++) {
      mesh.pass(1_000);
    }
    return new TableText(mesh.table(), mesh.nowNs());
  }

  private static List<String> log(int entries) {
    List<String> log = new ArrayList<>();
    for (int i = 0; i < entries; i++) {
      log.add(
          "12:00:00.00" + i + "  planner took the place of #3: " + "it was silent ".repeat(8) + i);
    }
    return log;
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 40, 60, 80, 100, 140})
  void noLineIsWiderThanTheTerminalAndNoFrameLonger(int columns) {
    List<String> lines = new Page(24, columns).lines(List.of(HEAD), table(), log(8));
    assertThat(lines).allSatisfy(line -> assertThat(Width.of(line)).isLessThanOrEqualTo(columns));
    assertThat(lines).hasSizeLessThan(24);
    assertThat(lines.getFirst()).endsWith("…");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 100, 140})
  void whatWouldHappenIsAlwaysTold(int columns) {
    List<String> lines = table().lines(10, columns);
    assertThat(lines.getFirst()).contains("state", "name", "heard").endsWith("if redialled now");
    assertThat(lines).filteredOn(line -> line.contains("REPLACE · silent")).isNotEmpty();
  }

  @Test
  void columnsGoInTheirOrderWhereThereIsNoRoom() {
    TableText table = table();
    assertThat(table.lines(10, 140).getFirst().split("\\s{2,}| (?=dir|heard|rtt)"))
        .containsExactly(
            "state", "name", "id", "dir", "heard", "rtt", "wait", "keepalive", "if redialled now");
    assertThat(table.lines(10, 104).getFirst()).contains(" id ").doesNotContain("dir");
    assertThat(table.lines(10, 100).getFirst()).contains("rtt").doesNotContain(" id ");
    assertThat(table.lines(10, 90).getFirst()).contains("wait").doesNotContain("rtt");
    assertThat(table.lines(10, 80).getFirst()).contains("keepalive").doesNotContain("wait");
    assertThat(table.lines(10, 70).getFirst()).doesNotContain("keepalive");
  }

  @Test
  void ofALongLogTheNewestIsKept() {
    List<String> lines = new Page(12, 60).lines(List.of(HEAD), table(), log(8));
    assertThat(lines.getLast()).endsWith("silent 7");
    assertThat(lines).filteredOn(line -> line.contains("12:00:00.000")).isEmpty();
    assertThat(lines).filteredOn(line -> line.contains("REPLACE")).isNotEmpty();
    assertThat(new Page(24, 60).endless().lines(List.of(), table(), log(8)))
        .filteredOn(line -> line.startsWith("12:00:00.00"))
        .hasSize(8);
  }

  @Test
  void sttySaysRowsAndColumnsOrNothing() {
    assertThat(Screen.read("50 132\n")).isEqualTo(new Page(50, 132));
    assertThat(Screen.read("0 0\n")).isEqualTo(new Page(24, 80));
    assertThat(Screen.read("stty: no\n")).isEqualTo(new Page(24, 80));
    assertThat(Screen.read("")).isEqualTo(new Page(24, 80));
  }

  @Test
  void aLineIsClearedBeforeItIsWrittenSoThatItsLastCharacterStays() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Screen(new PrintStream(out, true, StandardCharsets.UTF_8)).draw(List.of("ab", "cd"));
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("\u001b[H\u001b[Kab\r\n\u001b[Kcd\r\n\u001b[J");
  }
}
