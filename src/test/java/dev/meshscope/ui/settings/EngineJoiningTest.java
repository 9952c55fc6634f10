package dev.meshscope.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.config.NetworksFile;
import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.link.Networking;
import dev.meshscope.core.link.StartException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineJoiningTest {
  private static final Networking WANTED = new Networking(false, "ws://relay.example", null, false);

  @TempDir private Path folder;

  private Joining.Outcome outcome(EngineJoining.Joiner joiner) {
    return new EngineJoining(() -> Networking.LOOPBACK, joiner, new NetworksFile(folder))
        .outcome(WANTED);
  }

  @Test
  void whatWorkedIsKept() throws Exception {
    assertThat(outcome(wanted -> {})).isEqualTo(new Joining.Outcome(true, ""));
    assertThat(new NetworksFile(folder).load()).isEqualTo(WANTED);
  }

  @Test
  void whatCannotBeJoinedIsSaidAndNotKept() throws Exception {
    assertThat(
            outcome(
                wanted -> {
                  throw new StartException(new Cause.Said("The port is taken."));
                }))
        .isEqualTo(new Joining.Outcome(false, "Nothing was changed. The port is taken."));
    assertThat(new NetworksFile(folder).load()).isEqualTo(Networking.LOOPBACK);
  }

  @Test
  void aFaultOfOursIsToldToo() throws Exception {
    assertThat(
            outcome(
                wanted -> {
                  throw new IllegalStateException("ours");
                }))
        .isEqualTo(
            new Joining.Outcome(
                false,
                "That was a fault of this program (IllegalStateException): some of it may be"
                    + " joined, and nothing was kept for the next start."));
    assertThat(new NetworksFile(folder).load()).isEqualTo(Networking.LOOPBACK);
  }
}
