package dev.meshscope.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MdnsServiceTest {
  private static final NodeId ID = new NodeId("0192e4a2-7b5c-7def-8a3b-9c4d5e6f7a8b");

  @ParameterizedTest
  @CsvSource({"default,_sym._tcp.local.", "studio,_studio._tcp.local.", "a_b-1,_a_b-1._tcp.local."})
  void aGroupHasItsServiceType(String group, String type) {
    assertThat(MdnsService.of(LanProcess.self(ID, "me", new Group(group)), 1, "box").type())
        .isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "studio,studio",
    "DESKTOP-4711.corp.example,desktop-4711",
    "Anna’s MacBook_Pro.local,anna-s-macbook-pro",
    "-,meshscope",
    "...,meshscope",
    "'',meshscope",
    "工作站,meshscope",
    "a123456789b123456789c123456789d123456789e,a123456789b123456789c123456789d123456789"
  })
  void theHostIsALabelOfItsOwnThatEndsInLocal(String host, String plain) {
    MdnsService service = MdnsService.of(LanProcess.self(ID, "me", Group.DEFAULT), 1, host);

    assertThat(service.host()).isEqualTo(plain + "-9c4d5e6f7a8b.local.");
    assertThat(service.hostLabel()).matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    assertThat(service.txt().value("hostname")).contains(plain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.b",
        "..",
        "a123456789b123456789c123456789d123456789e123456789f123456789123",
      })
  void aGroupWhoseNameIsNoLabelCannotBeAnnounced(String group) {
    assertThat(MdnsService.canAnnounce(new Group(group))).isFalse();
  }

  @Test
  void anOrdinaryGroupCanBeAnnounced() {
    assertThat(MdnsService.canAnnounce(Group.DEFAULT)).isTrue();
    assertThat(MdnsService.canAnnounce(new Group("x".repeat(62)))).isTrue();
  }
}
