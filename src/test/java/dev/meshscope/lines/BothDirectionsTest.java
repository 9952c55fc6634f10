package dev.meshscope.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.EventKind;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.wire.Frame;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What was written is read back: equal, and written again it is the same line.
class BothDirectionsTest {
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123Z");
  private static final Subject CONNECTED = new Subject(Samples.connected(), Samples.connected());
  private static final int RUNS = 300;

  static List<MeshEvent> samples() {
    return Samples.all();
  }

  @ParameterizedTest
  @EnumSource(EventKind.class)
  void whateverAnEventHoldsIsReadBackEqual(EventKind kind) {
    for (long seed = 0; seed < RUNS; seed++) {
      check((MeshEvent) new Generator(seed).of(kind.type()), "seed " + seed);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void anEventOfEachKindIsReadBackEqual(MeshEvent event) {
    check(event, "sample");
  }

  @Test
  void whateverIsSaidIsReadBackEqual() {
    for (Class<?> type : Generator.records(Frame.class).toList()) {
      for (long seed = 0; seed < RUNS; seed++) {
        Frame frame = (Frame) new Generator(seed).of(type);
        check(new MeshEvent.ContentReceived(seed, Samples.ONE, null, frame), "seed " + seed);
      }
    }
  }

  private static void check(MeshEvent event, String which) {
    String line = Json.MAPPER.writeValueAsString(EventJson.of(event, CONNECTED, NOON));

    Told told = Told.read(line);

    assertThat(told).as("%s: %s", which, line).isInstanceOf(Told.Event.class);
    Told.Event read = (Told.Event) told;
    assertThat(read.event()).as("%s: %s", which, line).isEqualTo(event);
    assertThat(read.time()).isEqualTo(NOON);
    assertThat(Json.MAPPER.writeValueAsString(EventJson.of(read))).as(which).isEqualTo(line);
  }

  @Test
  void aTimeIsReadToTheNanosecond() {
    Told told =
        Told.read(
            """
            {"time":"2026-01-02T12:00:00.000Z","event":"round-trip","peer":"0192e4a2-7b5c-7def-8a3b-9c4d5e6f7a8b",
            "name":"planner","transport":1,"on":2,"rttMs":0.412,"atNs":1234567890123456789,"rttNs":412345}
            """);
    assertThat(told)
        .isEqualTo(
            new Told.Event(
                Instant.parse("2026-01-02T12:00:00Z"),
                Samples.PEER,
                Samples.NAME,
                new MeshEvent.RoundTrip(
                    1_234_567_890_123_456_789L, Samples.ONE, Samples.TWO, 412_345)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}",
        "{\"event\":7}",
        "{\"event\":\"flew\"}",
        "{\"event\":\"left\"}",
        "{\"time\":\"2026-01-02T12:00:00Z\",\"event\":\"left\"}",
        "{\"time\":\"2026-01-02T12:00:00Z\",\"event\":\"left\",\"atNs\":1}",
        "{\"time\":\"2026-01-02T12:00:00Z\",\"event\":\"left\",\"atNs\":1.5,\"peer\":\"0192e4a2-7b5c-7def-8a3b-9c4d5e6f7a8b\"}",
        "{\"time\":\"2026-01-02T12:00:00Z\",\"event\":\"left\",\"atNs\":1,\"peer\":\"nobody\"}",
        "{\"time\":\"noon\",\"event\":\"left\",\"atNs\":1,\"peer\":\"0192e4a2-7b5c-7def-8a3b-9c4d5e6f7a8b\"}",
      })
  void whatIsNoLineIsToldInOneSentence(String line) {
    assertThat(Told.read(line))
        .isInstanceOfSatisfying(
            Told.Broken.class, broken -> assertThat(broken.why()).matches("[^.\n].*\\."));
  }
}
