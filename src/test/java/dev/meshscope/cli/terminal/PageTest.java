package dev.meshscope.cli.terminal;

import static dev.meshscope.ui.DemoMesh.demo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.ui.DemoMesh;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.utils.AttributedString;
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
    List<String> lines = plain(new Page(24, columns).lines(List.of(HEAD), table(), log(8)));
    assertThat(lines).allSatisfy(line -> assertThat(Width.of(line)).isLessThanOrEqualTo(columns));
    assertThat(lines).hasSizeLessThan(24);
    assertThat(lines.getFirst()).endsWith("…");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 100, 140})
  void whatWouldHappenIsAlwaysTold(int columns) {
    List<String> lines = plain(table().lines(10, columns));
    assertThat(lines.getFirst()).contains("state", "name", "heard").endsWith("if redialled now");
    assertThat(lines).filteredOn(line -> line.contains("REPLACE · silent")).isNotEmpty();
  }

  @Test
  void columnsGoInTheirOrderWhereThereIsNoRoom() {
    TableText table = table();
    assertThat(titles(table, 140).split("\\s{2,}| (?=dir|heard|rtt)"))
        .containsExactly(
            "state", "name", "id", "dir", "heard", "rtt", "wait", "keepalive", "if redialled now");
    assertThat(titles(table, 104)).contains(" id ").doesNotContain("dir");
    assertThat(titles(table, 100)).contains("rtt").doesNotContain(" id ");
    assertThat(titles(table, 90)).contains("wait").doesNotContain("rtt");
    assertThat(titles(table, 80)).contains("keepalive").doesNotContain("wait");
    assertThat(titles(table, 70)).doesNotContain("keepalive");
  }

  @Test
  void ofALongLogTheNewestIsKept() {
    List<String> lines = plain(new Page(12, 60).lines(List.of(HEAD), table(), log(8)));
    assertThat(lines.getLast()).endsWith("silent 7");
    assertThat(lines).filteredOn(line -> line.contains("12:00:00.000")).isEmpty();
    assertThat(lines).filteredOn(line -> line.contains("REPLACE")).isNotEmpty();
    assertThat(plain(new Page(24, 60).endless().lines(List.of(), table(), log(8))))
        .filteredOn(line -> line.startsWith("12:00:00.00"))
        .hasSize(8);
  }

  @Test
  void aSizeThatNobodyKnowsIsTheUsualOne() {
    assertThat(Screen.page(Size.of(132, 50))).isEqualTo(new Page(50, 132));
    assertThat(Screen.page(Size.of(0, 0))).isEqualTo(new Page(24, 80));
    assertThat(Screen.page(Size.of(200, 1))).isEqualTo(new Page(24, 200));
  }

  @Test
  void theSizeIsAskedForEveryFrame() throws IOException {
    Terminal terminal = terminal("xterm");
    Screen screen = new Screen(new PrintStream(written, true, StandardCharsets.UTF_8), terminal);
    terminal.setSize(Size.of(100, 30));
    assertThat(screen.page()).isEqualTo(new Page(30, 100));
    terminal.setSize(Size.of(60, 12));
    assertThat(screen.page()).isEqualTo(new Page(12, 60));

    terminal.close();
    assertThat(screen.page()).as("when it is gone").isEqualTo(new Page(12, 60));
  }

  @Test
  void aLineIsClearedBeforeItIsWrittenSoThatItsLastCharacterStays() throws IOException {
    assertThat(drawn("xterm", List.of(new AttributedString("ab"), new AttributedString("cd"))))
        .isEqualTo("\u001b[H\u001b[Kab\r\n\u001b[Kcd\r\n\u001b[J");
  }

  @Test
  void theStateIsColouredWhereTheTerminalHasColours() throws IOException {
    List<AttributedString> row =
        table().lines(10, 80).stream().filter(line -> line.toString().contains("frozen")).toList();
    String words = row.getFirst().toString();

    assertThat(drawn("xterm-256color", row))
        .isEqualTo(
            "\u001b[H\u001b[K\u001b[31;1m▲ frozen\u001b[0m" + words.substring(8) + "\r\n\u001b[J");
    assertThat(drawn("dumb", row)).isEqualTo("\u001b[H\u001b[K" + words + "\r\n\u001b[J");
  }

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  private Terminal terminal(String type) throws IOException {
    return new DumbTerminal(
        "test", type, InputStream.nullInputStream(), written, StandardCharsets.UTF_8);
  }

  private String drawn(String type, List<AttributedString> lines) throws IOException {
    try (Terminal terminal = terminal(type)) {
      written.reset();
      new Screen(new PrintStream(written, true, StandardCharsets.UTF_8), terminal).draw(lines);
      return written.toString(StandardCharsets.UTF_8);
    }
  }

  private static List<String> plain(List<AttributedString> lines) {
    return lines.stream().map(AttributedString::toString).toList();
  }

  private static String titles(TableText table, int columns) {
    return table.lines(10, columns).getFirst().toString();
  }
}
