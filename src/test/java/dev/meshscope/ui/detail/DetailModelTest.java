package dev.meshscope.ui.detail;

import static dev.meshscope.ui.DemoMesh.demo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.SocketFault;
import dev.meshscope.core.link.Source;
import dev.meshscope.ui.DemoMesh;
import dev.meshscope.ui.DemoMesh.Demo;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetailModelTest {
  private static final Endpoint RELAY = new Endpoint("relay.example", 443);
  private static final Endpoint HERE = new Endpoint("192.168.1.7", 4_711);
  private static final Endpoint THERE = new Endpoint("10.0.0.7", 4_711);

  private final DemoMesh mesh = new DemoMesh(Settings.DEFAULT);

  private DetailModel detail(Demo demo) {
    return DetailModel.of(
        mesh.table(),
        mesh.table().peer(demo.id()).orElseThrow(),
        mesh.nowNs(),
        ns -> mesh.wallClock(ns).toString());
  }

  private static String value(List<DetailModel.Line> lines, String name) {
    return lines.stream()
        .filter(line -> line.name().equals(name))
        .map(DetailModel.Line::value)
        .findFirst()
        .orElse("");
  }

  @Test
  void itTellsEachDiscoveryThatSeesThePeerAndWhere() {
    Demo planner = demo("planner", 1, true);
    mesh.dialsUs(planner);
    mesh.sees(planner, Source.RELAY, RELAY);
    mesh.sees(planner, Source.LAN, HERE, THERE);

    assertThat(value(detail(planner).facts(), "seen by"))
        .isEqualTo("the LAN: 192.168.1.7:4711, 10.0.0.7:4711\nthe relay: relay.example:443");
  }

  @Test
  void eachTransportHasItsOwnAgeRoundTripAndDiagnosisAndOneIsInUse() {
    Demo planner = demo("planner", 1, true);
    mesh.relays(planner);
    mesh.pass(2_000);
    mesh.dialsUs(planner);
    mesh.pass(500);

    List<DetailModel.Socket> transports = detail(planner).transports();

    assertThat(transports)
        .extracting(DetailModel.Socket::title)
        .containsExactly("#2 ← direct · live · in use", "#1 ← relay · live");
    assertThat(transports)
        .extracting(socket -> value(socket.lines(), "heard"))
        .containsExactly("0.4 s ago", "2.4 s ago");
    assertThat(transports)
        .allSatisfy(socket -> assertThat(value(socket.lines(), "diagnosis")).isEqualTo("live"));
  }

  @Test
  void aRelayHasNoSocketAndNoKernelToAsk() {
    Demo phone = demo("phone", 6, false);
    mesh.relays(phone);
    mesh.pass(1_000);

    List<DetailModel.Line> lines = detail(phone).transports().getFirst().lines();

    assertThat(value(lines, "kernel")).startsWith("unavailable: ");
    assertThat(value(lines, "keepalive")).startsWith("unavailable: ");
    assertThat(value(lines, "local")).isEmpty();
    assertThat(value(lines, "remote")).contains("through");
  }

  @Test
  void failedDialsAreToldAddressByAddressWithWhatIsNext() {
    Demo archivist = demo("archivist", 8, false);
    mesh.sees(archivist, Source.LAN, HERE, THERE);
    mesh.dialFails(Cause.of(SocketFault.REFUSED));
    mesh.pass(50);
    mesh.dialFails(Cause.of(SocketFault.NO_ROUTE));

    assertThat(value(detail(archivist).facts(), "dials").split("\n"))
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).startsWith("10.0.0.7:4711: No route to host, 0.0 s ago"),
            line -> assertThat(line).startsWith("192.168.1.7:4711: Connection refused, 0.0 s ago"));
    assertThat(value(detail(archivist).facts(), "dials")).containsOnlyOnce("; again ");
  }

  @Test
  void anAlarmIsTold() {
    Demo planner = demo("planner", 1, true);
    mesh.dialsUs(planner);
    assertThat(value(detail(planner).facts(), "alarm")).isEmpty();
    mesh.impostor(planner, 1);
    mesh.impostor(planner, 1);

    assertThat(value(detail(planner).facts(), "alarm"))
        .isEqualTo("another key came 2 times, the last 0.0 s ago from 192.168.1.66:51001: refused");
  }
}
