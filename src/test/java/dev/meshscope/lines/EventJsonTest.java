package dev.meshscope.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.EventKind;
import dev.meshscope.core.event.MeshEvent;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

class EventJsonTest {
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  private static final Subject CONNECTED = new Subject(Samples.connected(), Samples.connected());

  static List<MeshEvent> samples() {
    return Samples.all();
  }

  @Test
  void thereIsASampleOfEveryKindOfEvent() {
    assertThat(samples().stream().map(Object::getClass).collect(Collectors.<Class<?>>toSet()))
        .isEqualTo(kinds(MeshEvent.class).collect(Collectors.toSet()));
  }

  @Test
  void everyKindHasANameOfItsOwn() {
    List<String> names =
        Stream.concat(
                Arrays.stream(EventKind.values()).map(EventKind::id),
                Samples.content().stream()
                    .map(f -> new MeshEvent.ContentReceived(0, Samples.ONE, null, f))
                    .map(MeshEvent::eventName))
            .toList();
    assertThat(names)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"))
        .contains("joined", "live", "round-trip", "handshake-received", "message")
        // the program's own
        .doesNotContain(
            "started", "stopped", "sent", "peers", "ended", "command-failed", "dropped");
  }

  @Test
  void everyNameIsDocumented() throws IOException {
    String page = Files.readString(Path.of("src/site/markdown/events.md"));
    Stream.concat(
            samples().stream().map(MeshEvent::eventName),
            Stream.concat(
                Samples.content().stream()
                    .map(f -> new MeshEvent.ContentReceived(0, Samples.ONE, null, f))
                    .map(MeshEvent::eventName),
                Stream.of(
                    "started", "stopped", "sent", "peers", "ended", "command-failed", "dropped")))
        .forEach(name -> assertThat(page).contains("`" + name + "`"));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void anEventSaysWhenWhatWhoAndEverythingItCarries(MeshEvent event) {
    ObjectNode node = EventJson.of(event, CONNECTED, NOON);

    List<String> keys = node.propertyStream().map(e -> e.getKey()).toList();
    assertThat(keys).startsWith("time", "event");
    assertThat(node.path("time").asString()).isEqualTo("2026-01-02T12:00:00.000Z");
    long carried =
        Arrays.stream(event.getClass().getRecordComponents())
            .map(RecordComponent::getName)
            .filter(name -> !Set.of("atNs", "peer", "expected", "transport").contains(name))
            .count();
    assertThat(keys.stream().filter(k -> !Set.of("time", "event", "peer", "transport").contains(k)))
        .as("%s", node)
        .hasSizeGreaterThanOrEqualTo((int) carried);
    if (event instanceof MeshEvent.OfPeer) {
      assertThat(node.path("peer").asString()).isEqualTo(Samples.PEER.text());
      assertThat(node.path("name").asString()).isEqualTo("planner");
    }
    if (event instanceof MeshEvent.OfTransport told) {
      assertThat(node.path("transport").asLong()).isEqualTo(told.transport().value());
    }
    byte[] line = Json.MAPPER.writeValueAsBytes(node);
    for (byte each : line) {
      assertThat(each).isBetween((byte) ' ', (byte) '~');
    }
  }

  @Test
  void thePeerIsFoundByItsTransportAlsoOnceThatHasLeft() {
    ObjectNode node =
        EventJson.of(
            new MeshEvent.PingSent(5, Samples.ONE),
            new Subject(Samples.connected(), Samples.table()),
            NOON);
    assertThat(node.path("peer").asString()).isEqualTo(Samples.PEER.text());
    assertThat(node.path("name").asString()).isEqualTo("planner");
  }

  @Test
  void durationsAreMillisecondsAndNeverIsLeftOut() {
    ObjectNode trip =
        EventJson.of(
            new MeshEvent.RoundTrip(5, Samples.ONE, Samples.ONE, 412_345), CONNECTED, NOON);
    assertThat(trip.path("rttMs").asDouble()).isEqualTo(0.412);
    ObjectNode live =
        EventJson.of(new MeshEvent.Live(5, Samples.ONE, Samples.PEER, null, -1), CONNECTED, NOON);
    assertThat(live.has("gapMs")).isFalse();
    assertThat(live.has("reason")).isFalse();
  }

  @Test
  void aVerdictCarriesItsEvidenceItsPathAndTheOthers() {
    ObjectNode node =
        EventJson.of(
            new MeshEvent.Judged(
                5, Samples.TWO, Samples.PEER, Samples.verdict(), List.of(Samples.verdict())),
            CONNECTED,
            NOON);
    assertThat(node.path("verdict").path("policy").asString()).isEqualTo("probe");
    assertThat(node.path("verdict").path("decision").asString()).isEqualTo("promote");
    assertThat(node.path("verdict").path("reason").asString()).isEqualTo("peer-restarted");
    assertThat(node.path("verdict").path("path").get(0).path("question").asString())
        .isEqualTo("key-matches");
    assertThat(node.path("verdict").path("evidence").path("silentMs").asDouble()).isEqualTo(1.5);
    assertThat(node.path("alternatives")).hasSize(1);
  }

  @Test
  void theWholeTableIsOneObject() {
    ObjectNode node = Json.object();
    PeersJson.of(node, Samples.connected(), 2_000_000_000L);
    var peer = node.path("peers").get(0);
    assertThat(peer.path("peer").asString()).isEqualTo(Samples.PEER.text());
    assertThat(peer.path("state").asString()).isEqualTo("live");
    assertThat(peer.path("transports").get(0).path("role").asString()).isEqualTo("incumbent");
    assertThat(peer.path("transports").get(0).path("diagnosis").asString()).isNotEmpty();
    assertThat(peer.path("ifRedialledNow").path("direct").path("decision").asString()).isNotEmpty();
  }

  private static Stream<Class<?>> kinds(Class<?> of) {
    return of.isSealed()
        ? Arrays.stream(of.getPermittedSubclasses()).flatMap(EventJsonTest::kinds)
        : Stream.of(of);
  }

  @Test
  void nothingButPrintableAsciiIsWritten() {
    String written =
        Json.MAPPER.writeValueAsString(Json.object().put("a", "\u007f\u009b\u202e\n\ud800ü"));

    assertThat(written).isEqualTo("{\"a\":\"\\u007F\\u009B\\u202E\\n\\uD800\\u00FC\"}");
  }
}
