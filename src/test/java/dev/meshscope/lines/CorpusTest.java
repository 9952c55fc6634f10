package dev.meshscope.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.EventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Lines that this version and those before it wrote. They are never changed, only added to: what
/// they say must be read for good, and said under the same keys.
class CorpusTest {
  private static final Path LINES = Path.of("src/test/resources/lines");

  private static List<String> lines() throws IOException {
    try (Stream<Path> files = Files.list(LINES)) {
      return files
          .flatMap(
              file -> {
                try {
                  return Files.readAllLines(file).stream();
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              })
          .toList();
    }
  }

  @Test
  void everyLineIsStillReadAndNothingOfItIsLost() throws IOException {
    assertThat(lines())
        .allSatisfy(
            line -> {
              Told told = Told.read(line);
              assertThat(told).as(line).isNotInstanceOf(Told.Broken.class);
              if (told instanceof Told.Event event) {
                JsonNode now =
                    Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(EventJson.of(event)));
                assertThat(says(now, Json.MAPPER.readTree(line)))
                    .as("%s, now %s", line, now)
                    .isTrue();
              }
            });
  }

  @Test
  void everyKindOfEventAndOfOwnLineIsThere() throws IOException {
    Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
    Set<OwnLine> own = EnumSet.noneOf(OwnLine.class);
    for (String line : lines()) {
      switch (Told.read(line)) {
        case Told.Event told -> kinds.add(told.event().what());
        case Told.Own told -> own.add(told.what());
        case Told.Broken(var why) -> throw new AssertionError(why + " " + line);
      }
    }
    List<String> missing =
        Samples.all().stream()
            .filter(event -> !kinds.contains(event.what()))
            .map(event -> EventJson.of(new Told.Event(Instant.EPOCH, null, null, event)))
            .map(Json.MAPPER::writeValueAsString)
            .toList();
    assertThat(missing).as("lines of new kinds, to be added to the file").isEmpty();
    assertThat(kinds).containsExactlyInAnyOrder(EventKind.values());
    assertThat(own).containsExactlyInAnyOrder(OwnLine.values());
  }

  /// Whether all of it is said; more may be.
  private static boolean says(JsonNode now, JsonNode before) {
    return switch (before) {
      case ObjectNode object ->
          object.propertyStream().allMatch(one -> says(now.path(one.getKey()), one.getValue()));
      case ArrayNode array ->
          now.size() == array.size()
              && IntStream.range(0, array.size()).allMatch(i -> says(now.path(i), array.path(i)));
      default -> now.equals(before);
    };
  }
}
