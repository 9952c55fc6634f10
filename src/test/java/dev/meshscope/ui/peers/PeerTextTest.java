package dev.meshscope.ui.peers;

import static dev.meshscope.ui.DemoMesh.demo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.ui.DemoMesh;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PeerTextTest {
  private final DemoMesh mesh = new DemoMesh(Settings.DEFAULT);
  private final PeerListModel model = new PeerListModel();

  PeerTextTest() {
    mesh.weDial(demo("planner", 1, false));
    TransportId frozen = mesh.dialsUs(demo("a|b", 3, false));
    TransportId gone = mesh.dialsUs(demo("coder", 2, false));
    mesh.pass(1000);
    mesh.freeze(frozen);
    for (int i = 0; i < 60; i++) {
      mesh.pass(500);
    }
    mesh.ends(gone, CloseReason.RESET);
    mesh.pass(2000);
    model.take(mesh.table(), mesh.nowNs());
    model.tick(mesh.nowNs());
  }

  private PeerRow row(int index) {
    return model.shown().get(index);
  }

  @Test
  void aSentenceSaysWhatTheRowShows() {
    assertThat(row(2).sentence())
        .isEqualTo(
            "planner is live, dialled by us direct, heard 2.9 s ago, round trip 0.90 ms."
                + " If redialled now: ASK probe 500 ms. Proof: cannot prove itself.");
    assertThat(row(1).sentence()).isEqualTo("coder is gone: left 2.0 s ago: reset by the peer");
  }

  @Test
  void aRowIsSetApartByTabs() {
    assertThat(PeerText.row(row(2)).split("\t"))
        .startsWith("live", "planner", demo("planner", 1, false).id().text(), "→", "direct")
        .endsWith("2.9 s", "0.90 ms", "–", "ASK probe 500 ms")
        .hasSize(10);
  }

  @Test
  void aMarkdownTableKeepsItsShapeWhateverANameHolds() {
    String[] lines = PeerText.markdown(model.shown()).split("\n");
    assertThat(lines).hasSize(5);
    assertThat(lines[2]).contains("a\\|b").contains("frozen");
    for (String line : lines) {
      assertThat(line.replace("\\|", "").chars().filter(sign -> sign == '|').count()).isEqualTo(11);
    }
  }

  @Test
  void jsonHoldsNumbersInMillisecondsAndLeavesOutWhatIsUnknown() {
    JsonNode all = JsonMapper.shared().readTree(PeerText.json(model.shown()));
    assertThat(all.size()).isEqualTo(3);
    JsonNode frozen = all.get(0);
    assertThat(frozen.path("name").asString()).isEqualTo("a|b");
    assertThat(frozen.path("state").asString()).isEqualTo("frozen");
    assertThat(frozen.path("heardAgoMs").asDouble()).isBetween(30_000.0, 34_000.0);
    assertThat(frozen.path("findings").size()).isPositive();
    JsonNode gone = all.get(1);
    assertThat(gone.has("rttMs")).isFalse();
    assertThat(gone.path("story").asString()).contains("reset by the peer");
    JsonNode planner = all.get(2);
    assertThat(planner.path("peer").asString()).isEqualTo(demo("planner", 1, false).id().text());
    assertThat(planner.path("rttMs").asDouble()).isEqualTo(0.9);
    assertThat(planner.path("direction").asString()).isEqualTo("outbound");
    assertThat(planner.path("ifRedialledNow").asString()).isEqualTo("ASK probe 500 ms");
  }
}
