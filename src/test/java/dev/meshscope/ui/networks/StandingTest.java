package dev.meshscope.ui.networks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.link.LanState;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.Networking;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.table.Input;
import dev.meshscope.ui.DemoMesh;
import dev.meshscope.ui.networks.Standing.Tone;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandingTest {
  private static final String URL = "wss://relay.example";
  private static final long NOW = 100_000_000_000L;

  private static LanState.On on(long announced, LanState.Echo echo) {
    return new LanState.On(
        List.of(new LanState.Network("eth0", "192.168.1.20", 40, announced, 0, 0, echo)),
        3,
        0,
        null);
  }

  private static Standing lan(LanState state) {
    return Standing.lan(state, Networking.LOOPBACK.onLan(true), NOW);
  }

  @Test
  void aLanThatBringsPeersIsGoodAndTellsEachNetwork() {
    Standing standing = lan(on(5, new LanState.Echo.Heard(NOW - 2_000_000_000L)));

    assertThat(standing.tone()).isEqualTo(Tone.GOOD);
    assertThat(standing.brief()).isEqualTo("LAN · 3 heard");
    assertThat(standing.help()).contains("eth0, 192.168.1.20: 40 packets sent", "2.0 s ago");
  }

  @Test
  void announcementsThatNeverComeBackAreWatched() {
    assertThat(lan(on(2, new LanState.Echo.NotHeard())).tone()).isEqualTo(Tone.GOOD);
    assertThat(lan(on(3, new LanState.Echo.NotHeard())).tone()).isEqualTo(Tone.WATCH);
  }

  @Test
  void aLanThatFailsSaysWhy() {
    assertThat(lan(new LanState.Failed(new Cause.Said("Port 5353 is taken."))))
        .isEqualTo(new Standing(Tone.BAD, "LAN failed", "Port 5353 is taken."));
  }

  @Test
  void aRelayThatIsTriedAgainCountsDownToNought() {
    RelayState state =
        new RelayState.Waiting(URL, NOW + 1_200_000_000L, 3, new Cause.Said("Connection refused."));

    assertThat(Standing.relay(state, NOW).brief()).isEqualTo("relay again in 2 s");
    assertThat(Standing.relay(state, NOW + 1_200_000_000L).brief()).isEqualTo("relay again in 0 s");
    assertThat(Standing.relay(state, NOW).help()).contains("Connection refused.");
  }

  @Test
  void aRelayThatStoppedTellsItsCode() {
    Standing standing =
        Standing.relay(
            new RelayState.Stopped(URL, 4004, new Cause.Said("Our place was taken.")), NOW);

    assertThat(standing.tone()).isEqualTo(Tone.BAD);
    assertThat(standing.help()).contains("4004", "Our place was taken.");
  }

  @Test
  void whatWasRefusedOverALimitIsCountedLimitByLimit() {
    DemoMesh mesh = new DemoMesh(Settings.DEFAULT);
    assertThat(Reached.of(mesh.table().networks()).times()).isZero();

    mesh.step(new Input.TurnedAway(Limits.Which.PER_ADDRESS, 1_284, "192.168.1.66"));
    mesh.step(new Input.TurnedAway(Limits.Which.CONNECTIONS, 7, "192.168.1.67"));

    Reached reached = Reached.of(mesh.table().networks());
    assertThat(reached.brief()).isEqualTo("1\u2009291 turned away");
    assertThat(reached.help())
        .contains("1\u2009284 turned away: too many from one address", "7 turned away: too many");
  }
}
