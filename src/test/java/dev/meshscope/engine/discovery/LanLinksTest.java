package dev.meshscope.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.engine.discovery.LanCard.Leads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The folder is as Linux shows it, in the parts that are looked at.
class LanLinksTest {
  private static final String UP = "0x1003";

  @TempDir private Path folder;

  private Path card(String name, int index, int link, String flags) throws IOException {
    Path card = Files.createDirectories(folder.resolve(name));
    Files.writeString(card.resolve("ifindex"), index + "\n");
    Files.writeString(card.resolve("iflink"), link + "\n");
    Files.writeString(card.resolve("flags"), flags + "\n");
    return card;
  }

  private Leads leads(String name, int index) {
    return new LanLinks(folder).leads(name, index);
  }

  @Test
  void aCardWithADeviceLeadsToTheLanAndSoDoesWhatStandsOnIt() throws IOException {
    Files.createDirectory(card("eth0", 2, 2, UP).resolve("device"));
    Files.createDirectory(card("eth0.5", 3, 2, UP).resolve("lower_eth0"));
    Path bridge = card("br0", 4, 4, UP);
    Files.createDirectory(bridge.resolve("bridge"));
    Files.createDirectory(bridge.resolve("lower_eth0.5"));

    assertThat(leads("eth0", 2)).isEqualTo(Leads.HARDWARE);
    assertThat(leads("eth0.5", 3)).isEqualTo(Leads.HARDWARE);
    assertThat(leads("br0", 4)).isEqualTo(Leads.HARDWARE);
  }

  @Test
  void aBridgeWithoutACableHasGuests() throws IOException {
    card("veth1", 5, 9, UP);
    Path bridge = card("docker0", 4, 4, UP);
    Files.createDirectory(bridge.resolve("bridge"));
    Files.createDirectory(bridge.resolve("lower_veth1"));

    assertThat(leads("docker0", 4)).isEqualTo(Leads.GUESTS);
  }

  @Test
  void aPairWithBothEndsHereLeadsBackAndOneWithAnEndElsewhereDoesNot() throws IOException {
    card("a", 5, 6, UP);
    card("b", 6, 5, UP);
    card("eth0", 7, 6, UP);

    assertThat(leads("a", 5)).isEqualTo(Leads.BACK);
    assertThat(leads("eth0", 7)).isEqualTo(Leads.ELSEWHERE);
  }

  @Test
  void whoAsksForNoNeighboursReachesNone() throws IOException {
    card("dummy0", 8, 8, "0x1083");

    assertThat(leads("dummy0", 8)).isEqualTo(Leads.BACK);
  }

  @Test
  void ofAnInterfaceThatTheFolderDoesNotShowNothingIsClaimed() throws IOException {
    Files.createDirectory(card("eth0", 2, 2, UP).resolve("device"));

    assertThat(leads("eth0", 3)).isEqualTo(Leads.ELSEWHERE);
    assertThat(leads("en0", 4)).isEqualTo(Leads.ELSEWHERE);
  }
}
