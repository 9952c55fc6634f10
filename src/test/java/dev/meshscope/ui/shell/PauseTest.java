package dev.meshscope.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.ui.DemoMesh;
import dev.meshscope.ui.feed.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PauseTest {
  private final PeerTable table = new DemoMesh(Settings.DEFAULT).table();
  private final Pause pause = new Pause();
  private final List<Batch> out = new ArrayList<>();

  private Batch batch(long from, long to) {
    List<MeshEvent> events =
        LongStream.range(from, to)
            .<MeshEvent>mapToObj(at -> new MeshEvent.ClockJump(at, 1))
            .toList();
    return new Batch(table, events, to, 3);
  }

  private static List<Long> times(Batch batch) {
    return batch.events().stream().map(MeshEvent::atNs).toList();
  }

  @Test
  void whatComesIsHeldAndComesOutInOneBatch() {
    pause.begin();
    pause.hold(batch(0, 2));
    pause.hold(batch(2, 5));
    assertThat(pause.held()).isEqualTo(5);
    pause.end(out::add);
    assertThat(out).hasSize(1);
    assertThat(times(out.getFirst())).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(out.getFirst().told()).isEqualTo(5);
    assertThat(out.getFirst().dropped()).isEqualTo(3);
    assertThat(pause.on()).isFalse();
    assertThat(pause.held()).isZero();
    assertThat(pause.lost()).isZero();
  }

  @Test
  void noMoreIsHeldThanTheListCouldShowAndWhatIsLetGoIsCounted() {
    pause.begin();
    for (int i = 0; i < 100; i++) {
      pause.hold(batch(i * 100L, (i + 1) * 100L));
    }
    assertThat(pause.held()).isEqualTo(10_000);
    pause.end(out::add);
    assertThat(times(out.getFirst()))
        .isEqualTo(LongStream.range(10_000 - Pause.HELD, 10_000).boxed().toList());
    assertThat(pause.lost()).isEqualTo(10_000 - Pause.HELD);

    pause.begin();
    pause.hold(batch(0, 1));
    pause.end(out::add);
    assertThat(pause.lost()).isEqualTo(10_000 - Pause.HELD);
  }

  @Test
  void ifNothingCameNothingComesOut() {
    pause.begin();
    pause.end(out::add);
    assertThat(out).isEmpty();
  }
}
