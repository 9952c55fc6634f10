package dev.meshscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.outside.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The doctor on the command line, as a process of its own.
class DoctorIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path dir;

  private Program doctor(String... more) {
    return start(List.of("doctor"), more);
  }

  private Program start(List<String> first, String... more) {
    List<String> places =
        List.of(
            "--state-dir", dir.resolve("state").toString(),
            "--registry-dir", dir.resolve("registry").toString());
    return Program.start(
        Stream.of(first, places, List.of(more)).flatMap(List::stream).toArray(String[]::new));
  }

  private static JsonNode check(JsonNode checkup, String topic) {
    for (JsonNode check : checkup.path("checks")) {
      if (check.path("topic").asString().equals(topic)) {
        return check;
      }
    }
    throw new AssertionError("nothing about " + topic + " in " + checkup);
  }

  @Test
  void aNodeThatIsAloneIsWellAndEachCheckIsALine() throws IOException {
    try (Program doctor = doctor("--for", "300ms")) {
      assertThat(doctor.exit(SOON)).isZero();
      assertThat(doctor.lines())
          .anySatisfy(line -> assertThat(line).startsWith("ok    Listening       On 127.0.0.1:"))
          .anySatisfy(line -> assertThat(line).startsWith("ok    Keepalive       On, read back"))
          .anySatisfy(line -> assertThat(line).startsWith("off   LAN             Not joined."))
          .anySatisfy(line -> assertThat(line).startsWith("warn  Connected       Nobody."));
      assertThat(doctor.lines().getLast()).startsWith("Nothing is wrong;");
      assertThat(doctor.said()).isEmpty();
    }
    try (Stream<Path> left = Files.list(dir.resolve("registry"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void anAddressWhereNobodyListensIsWrongAndSaysWhatToDo() throws IOException {
    String nobody;
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = "127.0.0.1:" + taken.getLocalPort();
    }
    try (Program doctor = doctor("--for", "1s", "--json", "--dial", nobody)) {
      assertThat(doctor.exit(SOON)).isEqualTo(1);
      JsonNode checkup = doctor.event(0, SOON, "checkup");
      JsonNode address = check(checkup, "address");
      assertThat(checkup.path("bad").asInt()).isEqualTo(1);
      assertThat(address.path("state").asString()).isEqualTo("bad");
      assertThat(address.path("name").asString()).isEqualTo(nobody);
      assertThat(address.path("advice").asString()).contains("nobody listens there");
    }
  }

  @Test
  void besideARunningNodeAPassingIdentityLooksAndMeetsIt() {
    try (Program node = start(List.of("peer", "--json"))) {
      node.event(0, SOON, "started");
      try (Program doctor = doctor("--for", "3s", "--json")) {
        assertThat(doctor.exit(SOON)).isZero();
        JsonNode checkup = doctor.event(0, SOON, "checkup");
        assertThat(checkup.path("notice").asString())
            .contains("is in use by process " + node.process().pid())
            .contains("passing identity");
        assertThat(check(checkup, "connected").path("fact").asString())
            .isEqualTo("One peer: live.");
        assertThat(check(checkup, "kernel").path("state").asString()).isIn("ok", "off");
      }
    }
  }
}
