package dev.meshscope.cli.terminal;

import static dev.meshscope.ui.DemoMesh.demo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.FloodSum;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.lines.Subject;
import dev.meshscope.lines.live.Flood;
import dev.meshscope.text.Telling;
import dev.meshscope.ui.DemoMesh;
import dev.meshscope.ui.decisions.Decision;
import dev.meshscope.ui.decisions.Decision.Mark;
import dev.meshscope.ui.decisions.DecisionModel;
import dev.meshscope.ui.feed.Batch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// One flood, told as JSON lines, in the window and in the terminal.
class OneFloodTest {

  /// Who tells it, and what.
  private static final class Teller {
    private final Flood flood;
    private final List<MeshEvent> told = new ArrayList<>();
    private final List<FloodSum> sums = new ArrayList<>();

    Teller(Flood flood) {
      this.flood = flood;
    }

    void take(Batch batch) {
      batch
          .events()
          .forEach(event -> flood.take(event, batch.table()).forEach(one -> told.add(one.event())));
    }

    void due(long nowNs, PeerTable table) {
      Flood.Due due = flood.due(nowNs, table);
      due.told().forEach(one -> told.add(one.event()));
      if (due.sum() != null) {
        sums.add(due.sum());
      }
    }

    long ends() {
      return told.stream().filter(MeshEvent.Closed.class::isInstance).count();
    }

    int connections() {
      return sums.stream().mapToInt(FloodSum::connections).sum();
    }

    int strangers() {
      return sums.stream().mapToInt(FloodSum::strangers).sum();
    }
  }

  private final DemoMesh mesh = new DemoMesh(Settings.DEFAULT);
  private final DecisionModel window = new DecisionModel(mesh::wallClock);
  private final Teller lines = new Teller(Flood.forPrograms());
  private final Teller terminal = new Teller(Flood.forScreens());
  private final Latest screen = new Latest();

  OneFloodTest() {
    mesh.subscribe(this::take);
  }

  private void take(Batch batch) {
    window.take(batch);
    lines.take(batch);
    int before = terminal.told.size();
    terminal.take(batch);
    Subject subject = new Subject(batch.table(), batch.table());
    for (MeshEvent event : terminal.told.subList(before, terminal.told.size())) {
      Sentence.of(event, subject)
          .ifPresent(
              words ->
                  screen.add(
                      new Latest.Line(words, Latest.Of.of(event, subject)),
                      batch.table(),
                      mesh.nowNs()));
    }
  }

  private void second() {
    mesh.pass(1_000);
    window.tick(mesh.nowNs(), mesh.table());
    lines.due(mesh.nowNs(), mesh.table());
    int before = terminal.sums.size();
    terminal.due(mesh.nowNs(), mesh.table());
    terminal.sums.subList(before, terminal.sums.size()).stream()
        .map(sum -> Latest.Line.ofFlood(Telling.flood(sum)))
        .forEach(line -> screen.add(line, mesh.table(), mesh.nowNs()));
  }

  private void comesToNothing() {
    mesh.ends(mesh.comes(), CloseReason.RESET);
  }

  private void flood() {
    for (int second = 0; second < 30; second++) {
      for (int i = 0; i < 100; i++) {
        comesToNothing();
      }
      for (int i = 0; i < 20; i++) {
        int number = 1_000 + 20 * second + i;
        mesh.ends(
            mesh.dialsUs(demo("stranger-" + number, number, false)), CloseReason.REMOTE_CLOSED);
      }
      second();
    }
    for (int rest = 0; rest < 25; rest++) {
      second();
    }
  }

  private List<String> marked(Mark mark) {
    return window.shown().stream()
        .filter(decision -> decision.mark() == mark)
        .map(Decision::sentence)
        .toList()
        .reversed();
  }

  @Test
  void allThreeTellTheSameOnesAndCountTheSameOthers() {
    flood();

    assertThat(lines.told).isEqualTo(terminal.told);
    assertThat(marked(Mark.CLOSED)).hasSize((int) terminal.ends());
    assertThat(lines.connections()).isEqualTo(terminal.connections());
    assertThat(lines.strangers()).isEqualTo(terminal.strangers());
    assertThat(terminal.ends() + terminal.connections() + terminal.strangers()).isEqualTo(30 * 120);
    assertThat(marked(Mark.LIMIT)).isEqualTo(terminal.sums.stream().map(Telling::flood).toList());
  }

  @Test
  void whatWasDecidedAboutWhoIsKnownStaysOnTheScreen() {
    TransportId first = mesh.dialsUs(demo("coder", 2, false));
    for (int i = 0; i < 12; i++) {
      second();
    }
    mesh.ends(first, CloseReason.RESET);
    mesh.dialsUs(demo("coder", 2, false));
    second();
    assertThat(screen.texts()).filteredOn(OneFloodTest::isOfCoder).hasSizeGreaterThanOrEqualTo(4);

    flood();

    // The flood has one line, and passers-by half of the others.
    assertThat(screen.texts()).filteredOn(OneFloodTest::isOfCoder).hasSizeGreaterThanOrEqualTo(3);
    assertThat(screen.texts()).filteredOn(line -> line.contains("one by one")).hasSize(1);
  }

  private static boolean isOfCoder(String line) {
    return line.startsWith("coder ");
  }
}
