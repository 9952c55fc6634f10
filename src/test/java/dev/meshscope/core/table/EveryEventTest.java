package dev.meshscope.core.table;

import static dev.meshscope.core.table.Driver.LARGER;
import static dev.meshscope.core.table.Driver.SMALLER;
import static dev.meshscope.core.table.Driver.THERE;
import static dev.meshscope.core.table.Driver.key;
import static dev.meshscope.core.table.Driver.own;
import static dev.meshscope.core.table.Driver.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.FrameCause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.KernelView;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.LanState;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.SocketOptions;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.wire.Frame;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Every kind of event is told by some step, and the driver has checked at each that the events
/// fold into the table.
class EveryEventTest {

  private final Driver node = new Driver();

  @Test
  void everyEventCanHappenAndFoldsIntoTheTable() {
    theNodeChanges();
    whatLiesAroundChanges();
    aPeerOfOursRestartsAndItsOldLifeReturns();
    aRawPeerFlaps();
    aPeerIsHealedAndForgotten();

    Set<String> happened = new TreeSet<>();
    node.events.forEach(event -> happened.add(event.getClass().getSimpleName()));
    assertThat(happened).isEqualTo(kinds(MeshEvent.class));
  }

  @Test
  void whatTheSocketSaysIsKept() {
    TransportId id = node.accept(raw(SMALLER));
    SocketOptions options = new SocketOptions(true, true, 1, 1, 10, null);
    KernelView view =
        new KernelView.Sampled(node.nowNs, 1, 2, 3, 4, 5, 6, 7, new KernelView.Flight.Moving(), 8);
    node.take(new Input.Tuned(id, options));
    node.take(new Input.Sampled(id, view));
    node.take(new Input.Written(id, "pong", 3, 45));

    assertThat(node.transport(id).socket())
        .isEqualTo(new Transport.Socket(Driver.HERE, options, view));
    assertThat(node.transport(id).counters()).isEqualTo(new Counters(1, 15, 3, 45, 0, 0));
  }

  private void whatLiesAroundChanges() {
    TransportId id = node.accept(raw(SMALLER));
    node.take(new Input.RelayTold(new RelayState.Connecting("ws://relay", 1)));
    node.take(new Input.RelaySaid("hello"));
    node.take(new Input.LanTold(new LanState.Failed(new Cause.Said("no network"))));
    node.take(new Input.TurnedAway(Limits.Which.PER_ADDRESS, 3, "10.0.0.9"));
    node.take(new Input.Slowed(id, Limits.Which.FRAMES_PER_SECOND, 7));
    node.take(new Input.HeldUp(id, 8));
    node.take(new Input.RelaySlowed(3));
    node.take(new Input.NotWritten(id, "message", new Cause.Said("closing")));
    TransportId relay = node.accept(Kind.RELAY, raw(SMALLER));
    node.pong(relay);
    node.take(new Input.ForgetWanted(SMALLER));
  }

  private void theNodeChanges() {
    node.take(new Input.Lagged(7));
    node.take(new Input.SettingsWanted(Settings.DEFAULT));
    node.take(new Input.ClockJumped(1));
  }

  private void aPeerOfOursRestartsAndItsOldLifeReturns() {
    TransportId first = node.join(own(SMALLER, 1, 1, 1L));
    node.take(new Input.Tuned(first, new SocketOptions(true, true, 1, 1, 10, 1)));
    node.take(new Input.Sampled(first, new KernelView.Unavailable(new Cause.Said("not here"))));
    node.take(new Input.Written(first, "handshake", 1, 300));
    node.take(new Input.Malformed(first, Cause.of(FrameCause.NOT_JSON), 3));
    node.hear(first, new Frame.Unknown("x-acme"));
    node.hear(first, new Frame.NodeStats(1, 2, 3, 4));
    node.pong(first);
    TransportId second = node.accept(own(SMALLER, 2, 1, 1L));
    node.hear(second, new Frame.NodeStats(1, 2, 3, 4));
    node.prove(second);
    node.take(new Input.Written(first, Frame.Message.TYPE, 1, 80));
    node.ended(first, CloseReason.RESET);
    node.prove(node.accept(own(SMALLER, 1, 2, 2L)));
    node.prove(node.accept(own(SMALLER, 1, 3, 3L)));
    node.accept(Driver.handshake(SMALLER, key(LARGER), "1.1.0", Group.DEFAULT, null));
    node.until(20_000);
    // Whoever comes in its name then proves nothing.
    node.ended(node.accept(raw(SMALLER)), CloseReason.RESET);
  }

  private void aRawPeerFlaps() {
    TransportId last = node.accept(raw(SMALLER));
    for (int second = 22; second <= 32; second += 2) {
      TransportId before = last;
      last = node.accept(raw(SMALLER));
      node.until(second * 1_000L);
      if (node.table.transport(before).isPresent()) {
        node.hear(before, new Frame.Ping());
      }
    }
  }

  private void aPeerIsHealedAndForgotten() {
    TransportId id = node.dialled(LARGER, THERE, 7);
    node.greet(id, raw(LARGER));
    node.until(36_000);
    node.ended(node.sent(Effect.Dial.class).getLast().id(), CloseReason.DIAL_FAILED);
    node.take(new Input.Unsighted(LARGER, Source.LOOPBACK));
    node.until(700_000);
    node.take(new Input.Swept());
    node.take(new Input.DialWanted(THERE));
  }

  private static Set<String> kinds(Class<?> sealed) {
    Set<String> kinds = new TreeSet<>();
    for (Class<?> kind : sealed.getPermittedSubclasses()) {
      if (kind.isSealed()) {
        kinds.addAll(kinds(kind));
      } else {
        kinds.add(kind.getSimpleName());
      }
    }
    return kinds;
  }
}
