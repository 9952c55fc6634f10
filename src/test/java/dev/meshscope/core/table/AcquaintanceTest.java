package dev.meshscope.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.wire.Extra;
import dev.meshscope.core.wire.Handshake;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// How well somebody who greets is known.
class AcquaintanceTest {
  private static final PublicKey KEY = new PublicKey("A".repeat(43));
  private static final PublicKey OTHER = new PublicKey("B".repeat(42) + "A");
  private static final Extra EXTRA =
      new Extra(new Incarnation("0".repeat(32)), 1, 1, List.of(), new Nonce("0".repeat(32)));

  private final LoneCore node = new LoneCore();

  private Acquaintance of(PublicKey key, @Nullable Extra extra) {
    return Acquaintance.of(
        node.table,
        new Handshake(
            LoneCore.LARGER,
            new NodeName("n"),
            Handshake.VERSION,
            key,
            null,
            "participant",
            Group.DEFAULT,
            extra));
  }

  @Test
  void whoSaysWhatItCouldProveIsKnownByTheKeyThatIsBelieved() {
    assertThat(of(KEY, EXTRA)).isEqualTo(Acquaintance.ANNOUNCED);
    node.take(new Input.TrustWanted(LoneCore.LARGER, KEY));

    assertThat(of(KEY, EXTRA)).isEqualTo(Acquaintance.KNOWN);
    assertThat(of(OTHER, EXTRA)).isEqualTo(Acquaintance.ANNOUNCED);
    assertThat(of(KEY, null)).isEqualTo(Acquaintance.STRANGER);
  }

  @Test
  void whoCameByItselfInThisRunIsOnlyMet() {
    node.raw(LoneCore.LARGER);
    PublicKey its = node.table.pinned().get(LoneCore.LARGER);

    assertThat(of(its, EXTRA)).isEqualTo(Acquaintance.MET);
  }
}
