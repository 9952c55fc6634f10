package dev.meshscope.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.link.RegistrySurvey.Kind;
import dev.meshscope.core.link.Settings;
import dev.meshscope.ui.DemoMesh;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A look at real folders, sockets and descriptors.
class SurroundingsTest {
  private static final String PEER = "50000000-0000-7000-8000-00000000000";

  @TempDir Path dir;
  private final DemoMesh mesh = new DemoMesh(Settings.DEFAULT);

  private Surroundings look() {
    return Surroundings.look(Surroundings.unknown(dir, dir.resolve("registry")), mesh.self());
  }

  private void entry(String id, long pid, String type, long ageMs) throws IOException {
    Files.createDirectories(dir.resolve("registry"));
    Files.writeString(
        dir.resolve("registry").resolve(id + ".json"),
        "{\"nodeId\":\"%s\",\"name\":\"n\",\"port\":4711,\"pid\":%d,\"serviceType\":\"%s\",\"ts\":%d}"
            .formatted(id, pid, type, System.currentTimeMillis() - ageMs));
  }

  @Test
  void entriesAreToldApartAndNoneIsTouched() throws IOException {
    long alive = ProcessHandle.current().pid();
    entry(PEER + "1", alive, "_sym._tcp", 0);
    entry(PEER + "2", alive, "_other._tcp", 0);
    entry(PEER + "3", alive, "_sym._tcp", 31_000);
    // A process that is unknown here may live in another pid namespace, for 10 s.
    entry(PEER + "4", Integer.MAX_VALUE, "_sym._tcp", 12_000);
    entry(PEER + "5", Integer.MAX_VALUE, "_sym._tcp", 0);
    entry(mesh.self().nodeId().text(), alive, "_sym._tcp", 0);
    Files.writeString(dir.resolve("registry/torn.json"), "{\"nodeId\":");

    var registry = look().registry();

    assertThat(registry).isNotNull();
    assertThat(registry.own()).isTrue();
    assertThat(registry.readable() && registry.writable()).isTrue();
    assertThat(registry.others())
        .isEqualTo(
            Map.of(Kind.COUNTS, 2, Kind.OTHER_GROUP, 1, Kind.STALE, 1, Kind.DEAD, 1, Kind.NONE, 1));
    try (var files = Files.list(dir.resolve("registry"))) {
      assertThat(files).hasSize(7);
    }
  }

  @Test
  void addressesAreAsShortAsTheyAreWritten() throws IOException {
    assertThat(Stream.of("::1", "fe80::7:0:1", "2001:db8::5", "192.168.1.20"))
        .allSatisfy(
            text -> assertThat(Surroundings.text(InetAddress.getByName(text))).isEqualTo(text));
  }

  @Test
  void aFolderThatIsNotThereIsNotMade() {
    assertThat(look().registry()).isNotNull().returns(false, it -> it.there());
    assertThat(dir.resolve("registry")).doesNotExist();
  }

  @Test
  void aSocketOfThisSystemTakesOurKeepaliveAndIsTriedOnce() {
    Surroundings first = look();
    assertThat(first.socket()).isNotNull();
    assertThat(first.socket().options()).isNotNull();
    assertThat(first.socket().options().keepAlive()).isTrue();
    assertThat(Surroundings.look(first, mesh.self()).socket()).isSameAs(first.socket());
    assertThat(first.addresses()).isNotEmpty();
  }
}
