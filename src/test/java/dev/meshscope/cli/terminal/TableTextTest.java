package dev.meshscope.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.link.LanState;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.table.Input;
import dev.meshscope.ui.DemoMesh;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTextTest {
  private final DemoMesh mesh = new DemoMesh(Settings.DEFAULT);

  private String networks() {
    return new TableText(mesh.table(), mesh.nowNs()).networks().orElse("");
  }

  @Test
  void aNodeOfThisMachineOnlySaysNothingOfNetworks() {
    assertThat(networks()).isEmpty();
  }

  @Test
  void lanRelayAndLimitsStandInOneLine() {
    LanState.Network eth =
        new LanState.Network(
            "eth0", "192.168.1.20", 9, 4, 0, 0, new LanState.Echo.Heard(mesh.nowNs()));
    mesh.step(new Input.LanTold(new LanState.On(List.of(eth), 3, 0, null)));
    mesh.step(new Input.RelayTold(new RelayState.Open("wss://relay.example", mesh.nowNs(), 2)));
    mesh.step(new Input.TurnedAway(Limits.Which.PER_ADDRESS, 7, "192.168.1.66"));
    mesh.pass(5_000);

    assertThat(networks())
        .isEqualTo("LAN on eth0, 3 heard · relay open for 5.0 s, 2 there · limits reached 7 times");
  }

  @Test
  void whatARelaySaysMovesNobodysCursor() {
    mesh.step(
        new Input.RelayTold(
            new RelayState.Stopped("wss://relay.example", 4004, new Cause.Said("\u001b[2Jgone"))));

    assertThat(networks()).isEqualTo("relay STOPPED (4004): \\u001b[2Jgone");
  }
}
