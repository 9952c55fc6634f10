package dev.meshscope.lab.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.lab.proxy.End;
import dev.meshscope.lab.proxy.Passage;
import dev.meshscope.lab.scenario.Measure;
import dev.meshscope.lab.scenario.NodeSpec;
import dev.meshscope.lab.scenario.PeerKind;
import dev.meshscope.lab.world.LifeFacts;
import dev.meshscope.lab.world.Line;
import dev.meshscope.lines.EventJson;
import dev.meshscope.lines.Told;
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

  private void said(long millis, MeshEvent event) {
    Told.Event told = new Told.Event(at(millis), new NodeId(PEER), null, event);
    lines.add(Line.of(SURVIVOR, EventJson.of(told).toString(), at(millis)));
  }

  private Map<Measure, Double> times(Marks marks) {
    LifeFacts survivor = new LifeFacts(SURVIVOR, PeerKind.MESHSCOPE, 1, at(0), null, List.of());
    Facts facts = new Facts(lines, List.of(survivor), List.<Passage>of(), PEER, at(60_000));
    return Measuring.times(new Story(facts), marks);
  }

  private void stands(long millis, long transport) {
    said(millis, Scene.accepted(transport));
    said(millis, Scene.greeted(transport));
  }

  @Test
  void aRedialThatWasTurnedAwayDoesNotEndTheSilenceOfTheOldConnection() {
    stands(1_000, 1);
    said(1_000, Scene.live(1, Reason.FIRST));
    said(1_500, Scene.answered(1));
    stands(5_000, 2);
    said(5_000, Scene.refused(2));
    said(5_000, Scene.closed(2, CloseReason.REFUSED));
    stands(12_000, 3);
    said(12_004, Scene.live(3, Reason.STALE));
    said(12_004, Scene.answered(3));
    assertThat(times(new Marks(at(2_000), at(2_100), at(2_100))))
        .containsEntry(Measure.GAP, 10_504.0)
        .containsEntry(Measure.START_TO_REDIAL, 2_900.0)
        .containsEntry(Measure.RECOVERY, 7_004.0)
        .containsEntry(Measure.REDIAL_TO_LIVE, 4.0);
  }
}
