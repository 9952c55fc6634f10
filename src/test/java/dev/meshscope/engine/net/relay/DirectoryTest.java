package dev.meshscope.engine.net.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.engine.net.relay.Directory.Arrival;
import dev.meshscope.engine.net.relay.Directory.Change;
import dev.meshscope.engine.net.relay.RelayMessage.Entry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DirectoryTest {
  private static final NodeId SELF = id(0);
  private final Directory directory = new Directory(SELF);

  private static NodeId id(int number) {
    return new NodeId("50000000-0000-7000-8000-%012x".formatted(number));
  }

  private static Entry entry(int number, String name) {
    return new Entry(id(number), new NodeName(name));
  }

  private static List<Entry> entries(int from, int count) {
    List<Entry> all = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      all.add(entry(i, "n" + i));
    }
    return all;
  }

  @Test
  void whoJoinsIsNewOnceAndThenThereAgain() {
    assertThat(directory.join(entry(1, "a"))).isEqualTo(Arrival.NEW);
    assertThat(directory.join(entry(1, "a"))).isEqualTo(Arrival.AGAIN);
    assertThat(directory.leave(id(1))).isTrue();
    assertThat(directory.leave(id(1))).isFalse();
    assertThat(directory.join(entry(1, "a"))).isEqualTo(Arrival.NEW);
  }

  @Test
  void weAreNeverInIt() {
    assertThat(directory.join(entry(0, "me"))).isEqualTo(Arrival.OURSELVES);
    assertThat(directory.replace(List.of(entry(0, "me"))))
        .isEqualTo(new Change(List.of(), List.of()));
    assertThat(directory.has(SELF)).isFalse();
  }

  @Test
  void aNewDirectoryTellsOnlyWhatIsDifferent() {
    directory.replace(List.of(entry(1, "a"), entry(2, "b"), entry(3, "c")));

    assertThat(directory.replace(List.of(entry(2, "b"), entry(3, "other"), entry(4, "d"))))
        .isEqualTo(new Change(List.of(entry(3, "other"), entry(4, "d")), List.of(id(1))));
    assertThat(directory.size()).isEqualTo(3);
  }

  @Test
  void ofAnIdThatIsListedTwiceTheLastCounts() {
    assertThat(directory.replace(List.of(entry(1, "a"), entry(1, "b"))).came())
        .containsExactly(entry(1, "b"));
  }

  @Test
  void itIsBounded() {
    directory.replace(entries(1, Directory.MOST + 10));
    assertThat(directory.size()).isEqualTo(Directory.MOST);

    assertThat(directory.join(entry(9_999, "x"))).isEqualTo(Arrival.FULL);
    assertThat(directory.join(entry(1, "n1"))).isEqualTo(Arrival.AGAIN);
    directory.leave(id(1));
    assertThat(directory.join(entry(9_999, "x"))).isEqualTo(Arrival.NEW);
    assertThat(directory.size()).isEqualTo(Directory.MOST);
  }

  @Test
  void everybodyLeavesAtOnce() {
    directory.replace(entries(1, 3));

    assertThat(directory.empty()).containsExactly(id(1), id(2), id(3));
    assertThat(directory.empty()).isEmpty();
  }
}
