package dev.meshscope.ui.peers;

import static dev.meshscope.ui.DemoMesh.demo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.link.Settings;
import dev.meshscope.fuzz.FuzzTest;
import dev.meshscope.fuzz.Text;
import dev.meshscope.ui.DemoMesh;
import java.util.List;

/// Whatever is typed into the filter box can be asked of every row, or is named and hides nobody.
class PeerFilterFuzzTest extends FuzzTest {

  private final List<PeerRow> rows;

  PeerFilterFuzzTest() {
    DemoMesh mesh = new DemoMesh(Settings.DEFAULT);
    mesh.weDial(demo("planner", 1, false));
    mesh.relays(demo("phone", 2, false));
    mesh.freeze(mesh.dialsUs(demo("reviewer", 3, false)));
    mesh.pass(1_000);
    PeerListModel model = new PeerListModel();
    model.take(mesh.table(), mesh.nowNs());
    model.tick(mesh.nowNs());
    rows = List.copyOf(model.shown());
  }

  @Override
  protected List<String> corpus() {
    return List.of("filters", "texts");
  }

  @Override
  protected List<String> words() {
    return List.of(
        "state:", "name:", "id:", "rtt>", "heard<", "wait>", "!", "\"", " ", "trouble", "NaN");
  }

  @Override
  protected void check(byte[] input) {
    PeerFilter filter = PeerFilter.parse(Text.of(input));
    for (PeerRow row : rows) {
      boolean passes = filter.test(row);
      assertThat(passes || filter.problem() == null).isTrue();
    }
  }
}
