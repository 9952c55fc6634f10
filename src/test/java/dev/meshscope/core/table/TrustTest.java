package dev.meshscope.core.table;

import static dev.meshscope.core.table.Driver.LARGER;
import static dev.meshscope.core.table.Driver.SMALLER;
import static dev.meshscope.core.table.Driver.THERE;
import static dev.meshscope.core.table.Driver.key;
import static dev.meshscope.core.table.Driver.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.TransportId;
import org.junit.jupiter.api.Test;

/// What the user answers an identity alarm, and what follows.
class TrustTest {

  private final Driver node = new Driver();

  @Test
  void anAlarmIsKeptUntilItIsAnswered() {
    TransportId first = node.accept(raw(SMALLER));
    impostor();
    impostor();

    Peer.Alarm alarm = node.peer(SMALLER).alarm();
    assertThat(alarm).isNotNull();
    assertThat(alarm.count()).isEqualTo(2);
    assertThat(alarm.presented()).isEqualTo(key(LARGER));
    assertThat(node.incumbent(SMALLER)).isEqualTo(first);
  }

  @Test
  void whoTrustsTheNewKeyLosesTheHolderOfTheOldOneAndMeetsTheNew() {
    TransportId first = node.accept(raw(SMALLER));
    impostor();
    node.take(new Input.TrustWanted(SMALLER, key(LARGER)));

    assertThat(node.closed(first)).isEqualTo(CloseReason.FORGOTTEN);
    assertThat(node.peer(SMALLER).alarm()).isNull();
    TransportId second = impostor();
    assertThat(node.incumbent(SMALLER)).isEqualTo(second);
  }

  @Test
  void whoIsForgottenComesBackAsAStranger() {
    TransportId first = node.accept(raw(SMALLER));
    node.take(new Input.ForgetWanted(SMALLER));

    assertThat(node.closed(first)).isEqualTo(CloseReason.FORGOTTEN);
    assertThat(node.table.pinned()).doesNotContainKey(SMALLER);
    assertThat(node.told(MeshEvent.Left.class)).hasSize(1);
    assertThat(node.table.peer(SMALLER)).isEmpty();
    TransportId stranger = impostor();
    assertThat(node.incumbent(SMALLER)).isEqualTo(stranger);
  }

  @Test
  void whoIsForgottenAndStillSeenIsDialledAnew() {
    TransportId first = node.dialled(LARGER, THERE, 7);
    node.greet(first, raw(LARGER));
    node.take(new Input.ForgetWanted(LARGER));

    assertThat(node.peer(LARGER).sighting()).isNotNull();
    assertThat(node.sent(Effect.Dial.class)).hasSize(2);
  }

  private TransportId impostor() {
    return node.accept(Driver.handshake(SMALLER, key(LARGER), "1.1.0", Group.DEFAULT, null));
  }
}
