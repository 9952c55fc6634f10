package dev.meshscope.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.RegistrySurvey;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.StartException;
import dev.meshscope.core.table.Input;
import dev.meshscope.files.Pipes;
import dev.meshscope.text.Telling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoopbackRegistryTest {
  private static final NodeId ME = new NodeId("40000000-0000-7000-8000-000000000001");
  private static final NodeId PEER = new NodeId("50000000-0000-7000-8000-00000000000a");
  private static final long ALIVE = ProcessHandle.current().pid();

  @TempDir Path dir;
  private final BlockingQueue<Input> found = new LinkedBlockingQueue<>();
  private @Nullable LoopbackRegistry registry;

  @AfterEach
  void stop() {
    if (registry != null) {
      registry.close();
    }
  }

  private void start(Group group) throws StartException {
    registry = LoopbackRegistry.start(dir, self(group), 50_598, found::add);
  }

  private static Self self(Group group) {
    return new Self(
        ME,
        new NodeName("me"),
        new PublicKey("A".repeat(43)),
        null,
        group,
        new Incarnation("0".repeat(32)),
        0);
  }

  private static String entry(NodeId id, int port, long pid, String type, long ageMillis) {
    return """
    {"nodeId":"%s","name":"raw","port":%d,"pid":%d,"serviceType":"%s","ts":%d}
    """
        .formatted(id, port, pid, type, System.currentTimeMillis() - ageMillis);
  }

  private static String entry(NodeId id, int port) {
    return entry(id, port, ALIVE, "_sym._tcp", 0);
  }

  private Path put(NodeId id, String content) throws IOException {
    Path fresh = Files.writeString(dir.resolve(id + ".tmp"), content);
    return Files.move(fresh, dir.resolve(id + ".json"), StandardCopyOption.REPLACE_EXISTING);
  }

  private Input next() throws InterruptedException {
    Input input = found.poll(2, TimeUnit.SECONDS);
    assertThat(input).isNotNull();
    return input;
  }

  private static Sighting sighting(int port) {
    return new Sighting(PEER, new NodeName("raw"), new Endpoint("127.0.0.1", port), ALIVE);
  }

  @Test
  void itAnnouncesItselfExactlyAsOthersReadIt() throws Exception {
    long before = System.currentTimeMillis();
    start(Group.DEFAULT);

    JsonNode own =
        JsonMapper.builder().build().readTree(Files.readString(dir.resolve(ME + ".json")));
    assertThat(own.propertyNames())
        .containsExactlyInAnyOrder("nodeId", "name", "port", "pid", "serviceType", "ts");
    assertThat(own.path("nodeId").asString()).isEqualTo(ME.text());
    assertThat(own.path("port").asInt()).isEqualTo(50_598);
    assertThat(own.path("pid").asLong()).isEqualTo(ALIVE);
    assertThat(own.path("serviceType").asString()).isEqualTo("_sym._tcp");
    assertThat(own.path("ts").asLong()).isBetween(before, System.currentTimeMillis());
  }

  @Test
  void anotherGroupHasAnotherServiceType() {
    assertThat(LoopbackRegistry.serviceType(new Group("studio"))).isEqualTo("_studio._tcp");
  }

  @Test
  void whoIsThereIsSeenAtOnce() throws Exception {
    put(PEER, entry(PEER, 4_000));
    start(Group.DEFAULT);

    assertThat(next()).isEqualTo(new Input.Sighted(sighting(4_000)));
  }

  @Test
  void aRestartedPeerIsSeenWithItsNewPortLongBeforeTheNextScan() throws Exception {
    put(PEER, entry(PEER, 4_000));
    start(Group.DEFAULT);
    assertThat(next()).isEqualTo(new Input.Sighted(sighting(4_000)));

    long begun = System.nanoTime();
    put(PEER, entry(PEER, 4_001));
    while (!next().equals(new Input.Sighted(sighting(4_001)))) {
      // The scan after 300 ms may have come first.
    }
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)).isLessThan(1_000);
  }

  @Test
  void whoRemovesItsEntryIsGone() throws Exception {
    Path file = put(PEER, entry(PEER, 4_000));
    start(Group.DEFAULT);
    next();

    Files.delete(file);

    Input input = next();
    while (input instanceof Input.Sighted) {
      input = next();
    }
    assertThat(input).isEqualTo(new Input.Unsighted(PEER, Source.LOOPBACK));
  }

  /// The pid of nobody.
  private static long gone() throws Exception {
    Process process = new ProcessBuilder(javaCommand(), "-version").start();
    process.waitFor();
    return process.pid();
  }

  @Test
  void anOldEntryOfAProcessThatIsUnknownHereIsDeleted() throws Exception {
    Path file = put(PEER, entry(PEER, 4_000, gone(), "_sym._tcp", 10_000));
    start(Group.DEFAULT);

    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (Files.exists(file) && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    assertThat(file).doesNotExist();
    assertThat(found).isEmpty();
  }

  @Test
  void aYoungEntryOfAProcessThatIsUnknownHereCounts() throws Exception {
    long elsewhere = gone();
    Path file = put(PEER, entry(PEER, 4_000, elsewhere, "_sym._tcp", 0));
    start(Group.DEFAULT);

    Sighting inAnotherNamespace =
        new Sighting(PEER, new NodeName("raw"), new Endpoint("127.0.0.1", 4_000), elsewhere);
    assertThat(next()).isEqualTo(new Input.Sighted(inAnotherNamespace));
    assertThat(file).exists();
  }

  @Test
  void aFolderThatIsRemovedIsMadeAgainAndWhoWasInItIsGone() throws Exception {
    put(PEER, entry(PEER, 4_000));
    start(Group.DEFAULT);
    assertThat(next()).isEqualTo(new Input.Sighted(sighting(4_000)));

    Files.delete(dir.resolve(PEER + ".json"));
    Files.deleteIfExists(dir.resolve(ME + ".json"));
    Files.delete(dir);

    Input input = later();
    while (input instanceof Input.Sighted) {
      input = later();
    }
    assertThat(input).isEqualTo(new Input.Unsighted(PEER, Source.LOOPBACK));
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!Files.exists(dir.resolve(ME + ".json")) && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    assertThat(dir.resolve(ME + ".json")).exists();
    put(PEER, entry(PEER, 4_001));
    assertThat(later()).isEqualTo(new Input.Sighted(sighting(4_001)));
  }

  /// The next finding; five seconds lie between two looks.
  private Input later() throws InterruptedException {
    Input input = found.poll(30, TimeUnit.SECONDS);
    assertThat(input).isNotNull();
    return input;
  }

  @Test
  void whatIsNoLivingEntryOfOursIsIgnoredAndLeftAlone() throws Exception {
    Path[] others = {
      put(id(1), entry(id(1), 4_000, ALIVE, "_other._tcp", 0)),
      put(id(2), entry(id(2), 4_000, ALIVE, "_sym._tcp", 31_000)),
      put(id(3), entry(id(3), 0)),
      put(id(4), entry(id(4), 65_536)),
      put(id(5), entry(PEER, 4_000)),
      put(id(6), "{\"nodeId\":\"" + id(6)),
      put(id(7), "[".repeat(50_000)),
      put(id(8), entry(id(8), 4_000) + " ".repeat(70_000)),
      put(id(9), ""),
      put(id(10), "{}"),
      put(id(11), entry(id(11), 4_000, -1, "_sym._tcp", 0)),
      Files.createDirectory(dir.resolve(id(12) + ".json")),
      Files.createSymbolicLink(dir.resolve(id(13) + ".json"), Path.of("/dev/zero")),
      Files.writeString(dir.resolve("notes.json"), "{}"),
    };
    put(PEER, entry(PEER, 4_000));
    start(Group.DEFAULT);

    assertThat(next()).isEqualTo(new Input.Sighted(sighting(4_000)));
    // The next scan has looked at everything as well.
    assertThat(next()).isEqualTo(new Input.Sighted(sighting(4_000)));
    for (Path other : others) {
      assertThat(Files.exists(other, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }
  }

  @Test
  void aNameThatIsNoneHidesNobody() throws Exception {
    put(PEER, entry(PEER, 4_000).replace("raw", "x".repeat(65)));
    start(Group.DEFAULT);

    assertThat(((Input.Sighted) next()).sighting().name()).isEqualTo(new NodeName("5000…000a"));
  }

  @Test
  void itsEntryIsRemovedAtTheEnd() throws Exception {
    start(Group.DEFAULT);
    assertThat(dir.resolve(ME + ".json")).exists();

    java.util.Objects.requireNonNull(registry).close();

    assertThat(dir.resolve(ME + ".json")).doesNotExist();
  }

  @Test
  void theEntryOfASuccessorIsNotRemoved() throws Exception {
    start(Group.DEFAULT);
    Path own = put(ME, entry(ME, 4_000, 1, "_sym._tcp", 0));

    java.util.Objects.requireNonNull(registry).close();

    assertThat(own).exists();
  }

  @Test
  void aLinkInThePlaceOfItsEntryIsNotReadAtTheEnd() throws Exception {
    start(Group.DEFAULT);
    Path fresh = Files.createSymbolicLink(dir.resolve("link"), Path.of("/dev/zero"));
    Files.move(fresh, dir.resolve(ME + ".json"), StandardCopyOption.REPLACE_EXISTING);

    assertTimeoutPreemptively(
        Duration.ofSeconds(30), () -> java.util.Objects.requireNonNull(registry).close());
  }

  @Test
  void itsEntryIsNotWrittenThroughALink() throws Exception {
    Path victim = Files.writeString(dir.resolve("victim"), "precious");
    Files.createSymbolicLink(dir.resolve(ME + ".json." + ALIVE + ".tmp"), victim);
    start(Group.DEFAULT);

    assertThat(victim).hasContent("precious");
    assertThat(Files.isRegularFile(dir.resolve(ME + ".json"), LinkOption.NOFOLLOW_LINKS)).isTrue();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  @Timeout(60)
  void aFileAndAPipeThatChangePlacesHideNobodyAndHoldUpNothing() throws Exception {
    Path pipe = Pipes.make(dir.resolve("pipe"));
    Path file = Files.writeString(dir.resolve("file"), entry(id(1), 4_001));
    put(PEER, entry(PEER, 4_000));
    AtomicBoolean over = new AtomicBoolean();
    Thread changing =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!over.get()) {
                    exchange(pipe);
                    exchange(file);
                  }
                });
    try {
      start(Group.DEFAULT);
      for (int i = 0; i < 50; i++) {
        while (!later().equals(new Input.Sighted(sighting(4_000)))) {
          // whoever is called as a pipe now and then
        }
      }
    } finally {
      over.set(true);
      changing.join();
    }
  }

  private void exchange(Path what) {
    try {
      Path fresh = dir.resolve("fresh");
      Files.createLink(fresh, what);
      Files.move(fresh, dir.resolve(id(1) + ".json"), StandardCopyOption.ATOMIC_MOVE);
      Files.deleteIfExists(fresh);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @Timeout(60)
  void moreFilesThanAreReadHideNobodyWhoWritesItsEntry() throws Exception {
    FileTime longAgo = FileTime.from(Instant.now().minusSeconds(3_600));
    FileTime later = FileTime.from(Instant.now().plusSeconds(3_600));
    for (int i = 0; i < RegistryListing.MAX_ENTRIES + 900; i++) {
      Path junk = Files.writeString(dir.resolve(id(i) + ".json"), "{}");
      Files.setLastModifiedTime(junk, i % 2 == 0 ? longAgo : later);
      if (i < 100) {
        Files.writeString(dir.resolve("junk-" + i + ".json"), "{}");
      }
    }
    put(PEER, entry(PEER, 4_000));
    start(Group.DEFAULT);

    assertThat(later()).isEqualTo(new Input.Sighted(sighting(4_000)));
    assertThat(later()).isEqualTo(new Input.Sighted(sighting(4_000)));
    RegistrySurvey survey = RegistryLook.of(dir, self(Group.DEFAULT));
    assertThat(survey.own()).isTrue();
    assertThat(survey.others())
        .containsEntry(RegistrySurvey.Kind.COUNTS, 1)
        .containsEntry(RegistrySurvey.Kind.NOT_LOOKED_AT, 902)
        .containsEntry(RegistrySurvey.Kind.NONE, RegistryListing.MAX_ENTRIES - 2 + 100);
  }

  @Test
  void aFolderCalledAsItsUnfinishedEntryStopsNothing() throws Exception {
    Path inTheWay = Files.createDirectory(dir.resolve(ME + ".json." + ALIVE + ".tmp"));
    Files.createDirectory(inTheWay.resolve("full"));
    start(Group.DEFAULT);

    assertThat(dir.resolve(ME + ".json")).isRegularFile();
  }

  @Test
  void aFolderInThePlaceOfItsEntryIsNamed() throws Exception {
    Path inTheWay = Files.createDirectory(dir.resolve(ME + ".json"));

    assertThatThrownBy(() -> start(Group.DEFAULT))
        .isInstanceOf(StartException.class)
        .satisfies(
            e -> assertThat(Telling.fault(e)).contains(inTheWay + " is a folder, not a file"));
    assertThat(RegistryLook.of(dir, self(Group.DEFAULT)).own()).isFalse();
  }

  @Test
  void aFolderThatIsAFileIsToldInOneSentence() throws Exception {
    dir = Files.writeString(dir.resolve("registry"), "x");

    assertThatThrownBy(() -> start(Group.DEFAULT))
        .isInstanceOf(StartException.class)
        .satisfies(e -> assertThat(Telling.fault(e)).contains(dir.toString()));
  }

  private static NodeId id(int n) {
    return new NodeId("60000000-0000-7000-8000-%012d".formatted(n));
  }

  private static String javaCommand() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
