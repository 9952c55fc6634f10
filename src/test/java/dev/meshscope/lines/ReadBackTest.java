package dev.meshscope.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.MeshEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ReadBackTest {
  private static final Subject CONNECTED = new Subject(Samples.connected(), Samples.connected());
  private final ReadBack back = new ReadBack();

  private static ObjectNode closed() {
    MeshEvent event =
        Samples.all().stream().filter(MeshEvent.Closed.class::isInstance).findFirst().orElseThrow();
    return EventJson.of(event, CONNECTED, Instant.EPOCH);
  }

  private void take(ObjectNode json) {
    back.take(Json.MAPPER.writeValueAsString(json));
  }

  @Test
  void whatIsUntouchedDoesNotDiffer() {
    back.take("{\"event\":\"stopped\",\"cause\":\"quit\"}");
    Samples.all().forEach(event -> take(EventJson.of(event, CONNECTED, Instant.EPOCH)));
    back.take("");
    assertThat(back.first()).isEmpty();
    assertThat(back.events()).isEqualTo(Samples.all().size());
    assertThat(back.own()).isEqualTo(1);
    assertThat(back.differing()).isZero();
  }

  @Test
  void whoeverWritesNumbersAndCharactersInAnotherWayChangesNothing() {
    ObjectNode json = closed();
    back.take(json.put("ageMs", 3).put("name", "planner").toPrettyString().replace("\n", " "));
    assertThat(back.first()).isEmpty();
  }

  @Test
  void aNumberThatWasChangedIsADifference() {
    take(closed());
    take(closed().put("ageNs", 2_000_000));
    assertThat(back.first())
        .containsExactly(
            new ReadBack.Difference(
                2, "In \"closed\", \"ageMs\" is 3.0; written again it is 2.0."));
  }

  @Test
  void aKeyThatNobodyKnowsIsADifference() {
    take(closed().put("zeal", 1));
    assertThat(back.first())
        .containsExactly(
            new ReadBack.Difference(
                1, "In \"closed\", \"zeal\" is 1; written again it is not there."));
  }

  @Test
  void aLineOfAnotherFormatOrKindAndGarbageAreNamed() {
    back.take("{\"event\":\"started\",\"format\":2}");
    back.take("{\"event\":\"flew\"}");
    back.take("{");
    assertThat(back.first())
        .containsExactly(
            new ReadBack.Difference(1, "The lines are of format 2, and this is 1."),
            new ReadBack.Difference(2, "\"event\" is of no kind that is known here."),
            new ReadBack.Difference(3, "This is not JSON."));
    assertThat(back.differing()).isEqualTo(3);
  }

  @Test
  void aLineOfTheProgramItselfIsWrittenAgainToo() {
    back.take("{\"event\":\"stopped\",\"cause\":\"quit\",\"zeal\":1}");
    back.take("{\"event\":\"dropped\",\"count\":1}");
    assertThat(back.first())
        .containsExactly(
            new ReadBack.Difference(
                1, "In \"stopped\", \"zeal\" is 1; written again it is not there."),
            new ReadBack.Difference(2, "In \"dropped\", \"answers\" is missing."));
  }

  @Test
  void manyDifferencesAreCountedAndTheFirstAreKept() {
    for (int i = 0; i < 1_000; i++) {
      back.take("nonsense");
    }
    assertThat(back.differing()).isEqualTo(1_000);
    assertThat(back.first()).hasSize(ReadBack.MOST);
  }
}
