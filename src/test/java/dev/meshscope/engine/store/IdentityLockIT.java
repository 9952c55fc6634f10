package dev.meshscope.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshscope.core.link.StartException;
import dev.meshscope.text.Telling;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With a second process that is real.
class IdentityLockIT {
  @TempDir Path dir;

  /// Takes the lock, says so, and holds it until its input ends.
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws Exception {
      try (IdentityLock _ = IdentityLock.take(Path.of(args[0]))) {
        System.out.println("taken");
        while (System.in.read() >= 0) {
          // Until the test lets go.
        }
      } catch (StartException e) {
        System.out.println(Telling.fault(e));
      }
    }
  }

  private Process other() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Holder.class.getName(),
            dir.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String says(Process process) throws IOException {
    BufferedReader reader = process.inputReader();
    return String.valueOf(reader.readLine());
  }

  @Test
  void aSecondProcessIsRefusedAndToldWhoHoldsIt() throws Exception {
    Process holder = other();
    try {
      assertThat(says(holder)).isEqualTo("taken");

      assertThatThrownBy(() -> IdentityLock.take(dir))
          .isInstanceOf(StartException.class)
          .satisfies(
              e ->
                  assertThat(Telling.fault(e)).contains("in use by process " + holder.pid() + "."));
    } finally {
      holder.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void theLockOfAKilledProcessIsTakenOver() throws Exception {
    Process holder = other();
    assertThat(says(holder)).isEqualTo("taken");
    holder.destroyForcibly().waitFor(5, TimeUnit.SECONDS);

    IdentityLock.take(dir).close();
  }

  @Test
  void aFileWithThePidOfSomebodyAliveLocksNobodyOut() throws Exception {
    Files.writeString(dir.resolve("identity.lock"), Long.toString(ProcessHandle.current().pid()));

    IdentityLock.take(dir).close();
  }

  @Test
  void aRefusedSecondEngineOfThisProcessDoesNotLetGoOfTheLock() throws Exception {
    try (IdentityLock _ = IdentityLock.take(dir)) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> IdentityLock.take(dir))
            .isInstanceOf(StartException.class)
            .satisfies(
                e ->
                    assertThat(Telling.fault(e))
                        .contains("in use by process " + ProcessHandle.current().pid()));
      }

      Process second = other();
      assertThat(says(second)).contains("in use by process " + ProcessHandle.current().pid());
      assertThat(second.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }
    IdentityLock.take(dir).close();
  }

  @Test
  void aFolderThatIsAFileIsToldInOneSentence() throws Exception {
    Path file = Files.writeString(dir.resolve("state"), "x");

    assertThatThrownBy(() -> IdentityLock.take(file))
        .isInstanceOf(StartException.class)
        .satisfies(e -> assertThat(Telling.fault(e)).contains(file.toString()));
  }
}
