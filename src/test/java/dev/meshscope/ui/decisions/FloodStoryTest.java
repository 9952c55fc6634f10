package dev.meshscope.ui.decisions;

import static dev.meshscope.ui.DemoMesh.demo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.lines.live.Flood;
import dev.meshscope.ui.DemoMesh;
import dev.meshscope.ui.decisions.Decision.Mark;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A flood does not drive what was decided out of the list.
class FloodStoryTest {
  private static final int FLOOD = 5_000;
  private static final int BURST = (int) Flood.STRAYS.atOnce();
  private static final int PER_SECOND = (int) Flood.STRAYS.perSecond();
  private static final int NEWCOMERS = (int) Flood.STRANGERS.atOnce();

  private final DemoMesh mesh = new DemoMesh(Settings.DEFAULT);
  private final DecisionModel model = new DecisionModel(mesh::wallClock);

  FloodStoryTest() {
    mesh.subscribe(model::take);
  }

  private void comesToNothing() {
    mesh.ends(mesh.comes(), CloseReason.RESET);
  }

  private List<Decision> marked(Mark mark) {
    return model.shown().stream().filter(decision -> decision.mark() == mark).toList();
  }

  @Test
  void aFewAreToldOneByOne() {
    for (int i = 0; i < BURST; i++) {
      comesToNothing();
    }
    mesh.pass(2_000);

    assertThat(marked(Mark.CLOSED)).hasSize(BURST);
    assertThat(marked(Mark.LIMIT)).isEmpty();
  }

  @Test
  void manyAreSummedUpAndTheRestOfTheListStays() {
    mesh.dialsUs(demo("coder", 2, false));
    // As many as at the start may come at once again.
    mesh.pass(1_000 / PER_SECOND);
    for (int i = 0; i < FLOOD; i++) {
      comesToNothing();
    }
    mesh.dialsUs(demo("tester", 5, true));
    mesh.pass(3_000);

    assertThat(marked(Mark.LIVE)).extracting(Decision::peerName).contains("coder", "tester");
    assertThat(model.shown()).hasSizeLessThan(BURST + 50);
    assertThat(marked(Mark.LIMIT))
        .singleElement()
        .satisfies(
            sum ->
                assertThat(sum.sentence().replaceAll("\\D", ""))
                    .contains(Integer.toString(FLOOD - BURST)));
  }

  @Test
  void aFloodOfOtherKeysIsToldOnceAndSummedUp() {
    mesh.dialsUs(demo("coder", 2, false));
    mesh.pass(100);
    for (int i = 0; i < FLOOD; i++) {
      mesh.impostor(demo("coder", 2, false), i);
    }
    mesh.pass(3_000);

    assertThat(marked(Mark.LIVE)).extracting(Decision::peerName).containsExactly("coder");
    assertThat(marked(Mark.ALARM)).isNotEmpty().hasSizeLessThanOrEqualTo(BURST + 1);
    assertThat(model.shown()).hasSizeLessThan(4 * BURST);
  }

  /// Keys are free, and so is leaving again.
  @Test
  void strangersWhoComeAndGoAreSummedUpAndWhoStaysIsToldOf() {
    mesh.dialsUs(demo("coder", 2, false));
    for (int i = 0; i < 1_000; i++) {
      mesh.ends(mesh.dialsUs(demo("stranger-" + i, 1_000 + i, false)), CloseReason.RESET);
    }
    TransportId stays = mesh.dialsUs(demo("late", 3, false));
    mesh.pass(11_000);
    mesh.ends(stays, CloseReason.RESET);
    mesh.pass(11_000);

    int told = NEWCOMERS - 1;
    assertThat(marked(Mark.LIVE)).hasSize(told + 2).extracting(Decision::peerName).contains("late");
    assertThat(marked(Mark.CLOSED))
        .hasSize(told + 1)
        .extracting(Decision::peerName)
        .contains("late");
    assertThat(marked(Mark.LIMIT))
        .extracting(Decision::sentence)
        .containsExactly(
            "%d strangers came and were gone again at once; they are not told one by one"
                .formatted(1_000 - told));
  }

  /// While it lasts: between those that are summed up nobody is told either.
  @Test
  void aFloodThatGoesOnIsOneLineInTenSeconds() {
    for (int second = 0; second < 60; second++) {
      for (int i = 0; i < 300; i++) {
        comesToNothing();
      }
      mesh.pass(1_000);
    }

    assertThat(marked(Mark.CLOSED)).hasSizeLessThan(2 * BURST);
    assertThat(marked(Mark.LIMIT)).hasSizeBetween(5, 7);
  }

  @Test
  void theLastSumIsToldThoughNothingElseHappens() {
    for (int i = 0; i < FLOOD; i++) {
      comesToNothing();
    }
    mesh.pass(1);
    model.tick(mesh.nowNs(), mesh.table());
    assertThat(marked(Mark.LIMIT)).isEmpty();
    model.tick(mesh.nowNs() + 2_000_000_000L, mesh.table());
    assertThat(marked(Mark.LIMIT)).hasSize(1);
  }

  @Test
  void whoTakesASlotAfterAllIsTold() {
    for (int i = 0; i < FLOOD; i++) {
      comesToNothing();
    }
    mesh.dialsUs(demo("coder", 2, false));
    mesh.pass(3_000);

    assertThat(marked(Mark.LIVE)).extracting(Decision::peerName).containsExactly("coder");
  }
}
