package dev.meshscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.PeerTable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// For whom there is no room waits, counted once, until there is.
class AnnouncementsTest {
  private static final Limits FEW = new Limits(10, 10, 10, 10, 10, 1 << 20, 10, 10, 10, 2, 10);

  private final List<Input> taken = new ArrayList<>();
  private PeerTable table =
      TickTest.NOBODY.apply(new MeshEvent.SettingChanged(0, Settings.DEFAULT.with(FEW)));
  private final Announcements announcements = new Announcements(this::take, () -> table);

  private void take(Input input) {
    taken.add(input);
    switch (input) {
      case Input.Sighted(var sighting) ->
          table = table.apply(new MeshEvent.Discovered(1, sighting.nodeId(), sighting));
      case Input.Unsighted(var id, var source) ->
          table =
              table
                  .apply(new MeshEvent.Undiscovered(1, id, source))
                  .apply(new MeshEvent.Forgotten(1, id));
      default -> {}
    }
  }

  private static Input seen(int number) {
    return new Input.Sighted(
        new Sighting(
            id(number), new NodeName("peer"), new Endpoint("127.0.0.1", 7_000 + number), 1));
  }

  private static NodeId id(int number) {
    return new NodeId("70000000-0000-7000-8000-%012x".formatted(number));
  }

  @Test
  void whatThereIsNoRoomForIsCountedOnceHoweverOftenItIsRead() {
    for (int scan = 0; scan < 3; scan++) {
      for (int i = 1; i <= 5; i++) {
        announcements.take(seen(i));
      }
    }
    announcements.tell();
    announcements.tell();

    assertThat(taken.stream().distinct())
        .containsExactly(
            seen(1),
            seen(2),
            new Input.TurnedAway(Limits.Which.ANNOUNCEMENTS, 3, "127.0.0.1:7005"));
    assertThat(taken.stream().filter(Input.TurnedAway.class::isInstance)).hasSize(1);
  }

  @Test
  void whoeverLeavesMakesRoomForWhoWaits() {
    for (int i = 1; i <= 4; i++) {
      announcements.take(seen(i));
    }
    announcements.take(new Input.Unsighted(id(3), Source.LOOPBACK));
    announcements.take(new Input.Unsighted(id(1), Source.LOOPBACK));
    announcements.offer();

    assertThat(taken).endsWith(seen(4)).doesNotContain(seen(3));
  }

  @Test
  void nobodyWaitsOnAccountOfADiscoveryThatIsOver() {
    for (int i = 1; i <= 3; i++) {
      announcements.take(seen(i));
    }
    announcements.over(Source.LOOPBACK);
    announcements.take(new Input.Unsighted(id(1), Source.LOOPBACK));
    announcements.offer();

    assertThat(taken).doesNotContain(seen(3));
  }
}
