package dev.meshscope.telling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.cli.terminal.TerminalLines;
import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.link.Networking;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.SocketFault;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.Peer;
import dev.meshscope.doctor.Check;
import dev.meshscope.doctor.Checkup;
import dev.meshscope.doctor.Surroundings;
import dev.meshscope.lines.PeersAnswer;
import dev.meshscope.text.Phrases;
import dev.meshscope.text.Spans;
import dev.meshscope.text.Telling;
import dev.meshscope.ui.DemoMesh;
import dev.meshscope.ui.detail.DetailModel;
import dev.meshscope.ui.networks.Standing;
import dev.meshscope.ui.peers.PeerFacts;
import dev.meshscope.ui.peers.PeerListModel;
import dev.meshscope.ui.peers.PeerRow;
import dev.meshscope.ui.peers.Reading;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// Window (row and card), terminal, `{"do":"peers"}` and doctor are asked about one table at one
/// instant, and say the same state and the same figures.
class OneTellingTest {
  /// Everybody who tells, about one peer at one instant.
  private record Tellers(DemoMesh mesh, Peer peer) {
    static Tellers of(Plights plight) {
      DemoMesh mesh = plight.mesh();
      return new Tellers(mesh, mesh.table().peer(plight.who().id()).orElseThrow());
    }

    PeerFacts row() {
      return Reading.of(mesh.table(), peer, mesh.nowNs());
    }

    /// What stands in the window's row of a peer that is there, from left to right.
    List<String> cells() {
      PeerListModel model = new PeerListModel();
      model.take(mesh.table(), mesh.nowNs());
      model.tick(mesh.nowNs());
      PeerRow row = model.shown().stream().filter(one -> !one.isGhost()).findFirst().orElseThrow();
      PeerFacts facts = row.facts();
      return List.of(
          facts.heard().text(),
          row.rttProperty().get(),
          row.waitingProperty().get(),
          facts.keepalive().text(),
          facts.redial().verb() + " · " + facts.redial().because());
    }

    String card(String name) {
      return DetailModel.of(mesh.table(), peer, mesh.nowNs(), ns -> "").facts().stream()
          .filter(line -> line.name().equals(name))
          .map(DetailModel.Line::value)
          .collect(Collectors.joining());
    }

    String terminal() {
      return TerminalLines.of(mesh.table(), mesh.nowNs(), 300).getFirst();
    }

    JsonNode json() {
      return PeersAnswer.of(mesh.table(), mesh.nowNs()).path("peers").get(0);
    }

    List<String> doctor(Check.Topic topic) {
      return Checkup.of(
              mesh.table(),
              mesh.listening(),
              Networking.LOOPBACK,
              Surroundings.unknown(Path.of("state"), Path.of("registry")),
              mesh.nowNs())
          .checks()
          .stream()
          .filter(check -> check.topic() == topic)
          .map(Check::fact)
          .toList();
    }
  }

  @ParameterizedTest
  @EnumSource(Plights.class)
  void allCallItTheSame(Plights plight) {
    Tellers tell = Tellers.of(plight);
    String word = Telling.word(plight.condition());

    assertThat(tell.row().state()).isEqualTo(plight.condition());
    assertThat(tell.card("state")).startsWith(word + ". ");
    assertThat(tell.terminal().substring(2)).startsWith(word + " ");
    assertThat(tell.json().path("state").asString()).isEqualTo(plight.condition().id());
    assertThat(tell.doctor(Check.Topic.CONNECTED))
        .containsExactly(tell.peer().present() ? "One peer: " + word + "." : "Nobody.");
  }

  @ParameterizedTest
  @EnumSource(Plights.class)
  void whoIsThereHasTheSameFigures(Plights plight) {
    Tellers tell = Tellers.of(plight);
    if (!tell.peer().present()) {
      return;
    }
    List<String> cells = tell.cells();
    JsonNode json = tell.json();
    JsonNode way = way(json);

    assertThat(tell.card("heard")).isEqualTo(cells.getFirst() + " ago");
    assertThat(tell.terminal()).containsSubsequence(cells);
    assertThat(
            List.of(
                tight(json.path("heardAgoMs")),
                precise(way.path("smoothedRttMs")),
                waited(way.path("waitMs"))))
        .isEqualTo(cells.subList(0, 3));
    assertThat(tight(way.path("silentMs"))).isEqualTo(cells.getFirst());
  }

  @ParameterizedTest
  @EnumSource(Plights.class)
  void whatIsTheMatterHasTheSameEvidence(Plights plight) {
    Tellers tell = Tellers.of(plight);
    String word = Telling.word(plight.condition());
    if (!tell.peer().present()) {
      return;
    }
    List<String> doctor = tell.doctor(Check.Topic.PEER);
    switch (plight.condition()) {
      case LIVE -> assertThat(doctor).isEmpty();
      case UNPROVEN ->
          assertThat(tell.doctor(Check.Topic.PROOF))
              .singleElement()
              .asString()
              .startsWith(word + ": ");
      default ->
          assertThat(doctor)
              .containsExactly(word + ": " + String.join(", ", tell.row().findings()) + ".");
    }
    if (plight.condition().bad()) {
      assertThat(tell.card("because")).isEqualTo(String.join("\n", tell.row().findings()));
    }
  }

  @ParameterizedTest
  @EnumSource(Plights.class)
  void whyNobodyIsConnectedIsTheSameSentence(Plights plight) {
    Tellers tell = Tellers.of(plight);
    if (tell.peer().present()) {
      return;
    }
    String story = tell.row().story();
    JsonNode absence = tell.json().path("absence");

    assertThat(tell.terminal()).endsWith(story);
    assertThat(tell.doctor(Check.Topic.PEER))
        .singleElement()
        .asString()
        .startsWith(Telling.word(plight.condition()))
        .endsWith(story + ".");
    for (String figure : List.of("forMs", "againInMs", "agoMs")) {
      if (absence.path(figure).asDouble() > 0) {
        assertThat(story).contains(Spans.age(nanos(absence.path(figure))));
      }
    }
    JsonNode failure = absence.path("failure");
    if (failure.isObject()) {
      assertThat(story).contains(Spans.age(nanos(failure.path("agoMs")))).contains(error(failure));
    }
  }

  /// In JSON a reason is written by name.
  private static String error(JsonNode failure) {
    String code = failure.path("errorCause").path("code").asString("");
    return code.startsWith("close.") ? Phrases.SHARED.of(code) : failure.path("error").asString();
  }

  @Test
  void theRelayIsTriedAgainAtTheSameMoment() {
    DemoMesh mesh = new DemoMesh(Settings.DEFAULT);
    RelayState waits =
        new RelayState.Waiting(
            "wss://relay.example", mesh.nowNs() + 4_200_000_000L, 3, Cause.of(SocketFault.REFUSED));
    mesh.step(new Input.RelayTold(waits));

    assertThat(Standing.relay(waits, mesh.nowNs()).brief()).endsWith(" 5 s");
    assertThat(TerminalLines.networks(mesh.table(), mesh.nowNs())).contains("again in 5 s");
    assertThat(
            Checkup.of(
                    mesh.table(),
                    mesh.listening(),
                    new Networking(false, "wss://relay.example", null, false),
                    Surroundings.unknown(Path.of("state"), Path.of("registry")),
                    mesh.nowNs())
                .lines())
        .anyMatch(line -> line.contains("Again in 5 s"));
  }

  private static JsonNode way(JsonNode peer) {
    for (JsonNode transport : peer.path("transports")) {
      if (transport.path("transport").asLong() == peer.path("active").asLong()) {
        assertThat(transport.path("condition").asString()).isEqualTo(peer.path("state").asString());
        return transport;
      }
    }
    throw new AssertionError("no way in use: " + peer);
  }

  private static long nanos(JsonNode millis) {
    return Math.round(millis.asDouble() * 1e6);
  }

  private static String tight(JsonNode millis) {
    return millis.isMissingNode() ? Spans.NONE : Spans.tight(nanos(millis));
  }

  private static String precise(JsonNode millis) {
    return millis.isMissingNode() ? Spans.NONE : Spans.precise(nanos(millis));
  }

  /// Below a blink it is not worth a word.
  private static String waited(JsonNode millis) {
    return millis.asDouble(0) < 100 ? Spans.NONE : tight(millis);
  }
}
