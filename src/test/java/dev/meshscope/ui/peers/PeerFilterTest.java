package dev.meshscope.ui.peers;

import static dev.meshscope.ui.DemoMesh.demo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.ui.DemoMesh;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerFilterTest {
  private final PeerListModel model = new PeerListModel();

  PeerFilterTest() {
    DemoMesh mesh = new DemoMesh(Settings.DEFAULT);
    mesh.weDial(demo("planner", 1, false));
    mesh.relays(demo("phone", 2, false));
    TransportId frozen = mesh.dialsUs(demo("reviewer", 3, false));
    mesh.pass(1000);
    mesh.freeze(frozen);
    for (int i = 0; i < 60; i++) {
      mesh.pass(500);
    }
    model.take(mesh.table(), mesh.nowNs());
    model.tick(mesh.nowNs());
  }

  private List<String> names(String filter) {
    model.filter(PeerFilter.parse(filter));
    return model.shown().stream().map(row -> row.facts().name()).toList();
  }

  @Test
  void anEmptyFilterLetsEverybodyPass() {
    assertThat(names("  ")).containsExactly("phone", "planner", "reviewer");
  }

  @Test
  void aWordIsSearchedForInTheName() {
    assertThat(names("PLAN")).containsExactly("planner");
  }

  @Test
  void aStateIsAsked() {
    assertThat(names("state:frozen")).containsExactly("reviewer");
    assertThat(names("state:trouble")).containsExactly("reviewer");
  }

  @Test
  void anExclamationMarkMeansNot() {
    assertThat(names("!relay")).containsExactly("planner", "reviewer");
    assertThat(names("!state:live")).containsExactly("reviewer");
  }

  @Test
  void numbersAreCompared() {
    assertThat(names("heard>15")).containsExactly("reviewer");
    assertThat(names("rtt<50 heard<15")).containsExactly("phone", "planner");
    assertThat(names("wait>5")).containsExactly("reviewer");
  }

  @Test
  void allConditionsMustHold() {
    assertThat(names("state:live dir:out")).containsExactly("planner");
  }

  @Test
  void whatMakesNoSenseIsNamedAndHidesNobody() {
    assertThat(PeerFilter.parse("stat:frozen").problem()).contains("stat:frozen");
    assertThat(PeerFilter.parse("rtt>fast").problem()).contains("rtt>fast");
    assertThat(names("stat:frozen")).hasSize(3);
    assertThat(PeerFilter.parse("mood:" + "x".repeat(500)).problem()).hasSizeLessThan(50);
  }

  @Test
  void aNumberNobodyWritesMakesNoSense() {
    for (String number : List.of("NaN", "Infinity", "1d", "0x1p3", "1e400", "-1", "")) {
      assertThat(PeerFilter.parse("rtt<" + number).problem()).as(number).isNotNull();
    }
    assertThat(PeerFilter.parse("rtt<50.").problem()).isNull();
  }
}
