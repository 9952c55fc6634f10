package dev.meshscope.ui.peers;

import static dev.meshscope.ui.DemoMesh.demo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.standing.Condition;
import dev.meshscope.core.table.Credence;
import dev.meshscope.core.table.Peer;
import dev.meshscope.ui.DemoMesh;
import dev.meshscope.ui.DemoMesh.Demo;
import dev.meshscope.ui.detail.DetailModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whether a peer has proven who it is, in its row and its card.
class ProofShownTest {
  private static final Demo PLANNER = demo("planner", 1, true);

  private final DemoMesh mesh = new DemoMesh(Settings.DEFAULT);

  private Peer peer() {
    return mesh.table().peer(PLANNER.id()).orElseThrow();
  }

  private PeerFacts facts() {
    return Reading.of(mesh.table(), peer(), mesh.nowNs());
  }

  private String card() {
    return DetailModel.of(mesh.table(), peer(), mesh.nowNs(), ns -> "").facts().stream()
        .filter(line -> line.name().equals("proof"))
        .map(DetailModel.Line::value)
        .findFirst()
        .orElse("");
  }

  private PeerListModel model(String filter) {
    PeerListModel model = new PeerListModel();
    model.take(mesh.table(), mesh.nowNs());
    model.tick(mesh.nowNs());
    model.filter(PeerFilter.parse(filter));
    return model;
  }

  private void wasHere() {
    TransportId id = mesh.dialsUs(PLANNER);
    mesh.pass(1_000);
    mesh.ends(id, CloseReason.RESET);
  }

  @Test
  void whoHasProvenItselfIsShownSoAndWhatThatCovers() {
    mesh.dialsUs(PLANNER);
    mesh.pass(1_000);

    assertThat(facts().credence()).isEqualTo(Credence.PROVEN);
    assertThat(facts().state()).isEqualTo(Condition.LIVE);
    assertThat(card()).startsWith("proven. ").contains("covers the moment of the greeting");
    assertThat(model("proof:proven").shown()).hasSize(1);
    assertThat(model("proof:unproven").shown()).isEmpty();
  }

  @Test
  void aDeployedPeerIsWellAndCannotProveItself() {
    mesh.dialsUs(PLANNER.stripped());
    mesh.pass(1_000);

    assertThat(facts().credence()).isEqualTo(Credence.CANNOT_PROVE);
    assertThat(facts().state()).isEqualTo(Condition.LIVE);
    assertThat(card()).startsWith("cannot prove itself. ");
    assertThat(model("state:trouble").shown()).isEmpty();
  }

  @Test
  void whoComesBackWithoutAProofIsAFindingAndNotGreen() {
    for (Demo back : List.of(PLANNER.unproven(), PLANNER.stripped())) {
      wasHere();
      TransportId id = mesh.dialsUs(back);
      mesh.pass(3_000);

      assertThat(facts().credence().fell()).isTrue();
      assertThat(facts().state()).isEqualTo(Condition.UNPROVEN);
      assertThat(card()).contains("was proven before");
      PeerListModel model = model("state:trouble");
      assertThat(model.shown()).hasSize(1);
      assertThat(model.shown().getFirst().sentence()).contains("was proven before");
      mesh.ends(id, CloseReason.RESET);
    }
  }

  @Test
  void whoIsGoneIsShownWithoutASign() {
    wasHere();

    assertThat(facts().credence()).isEqualTo(Credence.NOBODY);
    assertThat(card()).isEmpty();
  }
}
