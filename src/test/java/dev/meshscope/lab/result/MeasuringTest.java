package dev.meshscope.lab.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.lab.proxy.End;
import dev.meshscope.lab.proxy.Passage;
import dev.meshscope.lab.scenario.Measure;
import dev.meshscope.lab.scenario.NodeSpec;
import dev.meshscope.lab.scenario.PeerKind;
import dev.meshscope.lab.world.LifeFacts;
import dev.meshscope.lab.world.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasuringTest {
  private static final End SURVIVOR = new End(NodeSpec.SURVIVOR, 1);
  private static final String PEER = "019aa511-3ae7-7225-89e4-733479435e22";

  private final List<Line> lines = new ArrayList<>();

  private static Instant at(long millis) {
    return Instant.EPOCH.plusMillis(millis);
  }

  private void said(long millis, long transport, String event, String more) {
    String json =
        "{\"event\":\"%s\",\"peer\":\"%s\",\"transport\":%d,\"time\":\"%s\"%s}"
            .formatted(event, PEER, transport, at(millis), more);
    lines.add(Line.of(SURVIVOR, json, at(millis)));
  }

  private Map<Measure, Double> times(Marks marks) {
    LifeFacts survivor = new LifeFacts(SURVIVOR, PeerKind.MESHSCOPE, 1, at(0), null, List.of());
    Facts facts = new Facts(lines, List.of(survivor), List.<Passage>of(), PEER, at(60_000));
    return Measuring.times(new Story(facts), marks);
  }

  private void stands(long millis, long transport) {
    said(millis, transport, "accepted", ",\"remote\":\"127.0.0.1:1\"");
    said(millis, transport, "handshake-received", "");
  }

  @Test
  void aRedialThatWasTurnedAwayDoesNotEndTheSilenceOfTheOldConnection() {
    stands(1_000, 1);
    said(1_000, 1, "live", ",\"reason\":\"first\"");
    said(1_500, 1, "round-trip", ",\"on\":1");
    stands(5_000, 2);
    said(5_000, 2, "refused", "");
    said(5_000, 2, "closed", "");
    stands(12_000, 3);
    said(12_004, 3, "live", ",\"reason\":\"stale\",\"gapMs\":7004.0");
    said(12_004, 3, "round-trip", ",\"on\":3");
    assertThat(times(new Marks(at(2_000), at(2_100), at(2_100))))
        .containsEntry(Measure.GAP, 10_504.0)
        .containsEntry(Measure.START_TO_REDIAL, 2_900.0)
        .containsEntry(Measure.RECOVERY, 7_004.0)
        .containsEntry(Measure.REDIAL_TO_LIVE, 4.0);
  }
}
