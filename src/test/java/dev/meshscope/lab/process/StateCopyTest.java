package dev.meshscope.lab.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateCopyTest {
  private static final ProcessHandle LIVING = ProcessHandle.current();

  @TempDir private Path dir;

  private Path from(String name, String text) throws Exception {
    Path file = dir.resolve("from").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private List<String> copy() throws Exception {
    return StateCopy.copy(
        dir.resolve("from"),
        dir.resolve("to"),
        List.of(LIVING),
        List.of("identity.lock", "loopback"));
  }

  private Path to(String name) {
    return dir.resolve("to").resolve(name);
  }

  @Test
  void aCopyHasAllButWhatIsLeftOut() throws Exception {
    from("identity.json", "me");
    from("identity.lock", "1");
    from(".sym/loopback/me.json", "{}");
    from(".sym/keys", "k");

    assertThat(copy()).isEmpty();

    assertThat(to("identity.json")).hasContent("me");
    assertThat(to(".sym/keys")).hasContent("k");
    assertThat(to("identity.lock")).doesNotExist();
    assertThat(to(".sym/loopback")).doesNotExist();
  }

  @Test
  void whatNamesTheLivingProcessIsNoState() throws Exception {
    from(".sym/lock.pid", LIVING.pid() + "\n");
    from("run/daemon.json", "{\"pid\":" + LIVING.pid() + "}");
    from("counter", "1" + LIVING.pid());

    assertThat(copy())
        .containsExactlyInAnyOrder(
            ".sym/lock.pid (names its process)", "run/daemon.json (names its process)");

    assertThat(to(".sym/lock.pid")).doesNotExist();
    assertThat(to("run/daemon.json")).doesNotExist();
    assertThat(to("counter")).exists();
  }

  @Test
  void aLinkThatNamesItIsToldToo() throws Exception {
    from("keys", "k");
    Files.createSymbolicLink(dir.resolve("from/singleton"), Path.of("host-" + LIVING.pid()));

    assertThat(copy()).containsExactly("singleton (names its process)");
  }

  /// Of both kinds that Unix has: of one kind a lock of the other is not seen.
  @Test
  void whatAnotherProcessHoldsLockedIsNoState() throws Exception {
    assumeThat(Files.isExecutable(Path.of("/usr/bin/python3"))).as("there is Python").isTrue();
    Path flocked = from("a.lock", "x");
    Path locked = from("b.lock", "x");
    from("keys", "k");
    Process holder =
        new ProcessBuilder(
                "/usr/bin/python3",
                "-c",
                """
                import fcntl, sys
                a = open(sys.argv[1], "r+"); fcntl.flock(a, fcntl.LOCK_EX)
                b = open(sys.argv[2], "r+"); fcntl.lockf(b, fcntl.LOCK_EX)
                print("held", flush=True); sys.stdin.read()
                """,
                flocked.toString(),
                locked.toString())
            .start();
    try (var said = holder.inputReader(StandardCharsets.UTF_8)) {
      assertThat(said.readLine()).isEqualTo("held");

      List<String> leftOut =
          StateCopy.copy(
              dir.resolve("from"), dir.resolve("to"), List.of(holder.toHandle()), List.of());

      assertThat(leftOut)
          .containsExactlyInAnyOrder(
              "a.lock (locked by its process)", "b.lock (locked by its process)");
      assertThat(to("keys")).hasContent("k");
    } finally {
      holder.destroyForcibly();
    }
  }
}
