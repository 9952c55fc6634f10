package dev.meshscope.lab.raw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.lab.raw.DeployedTable.Due;
import dev.meshscope.lab.raw.DeployedTable.Verdict;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// PROTOCOL 9, row by row. Connections are words.
class DeployedTableTest {
  private static final String SMALL = "1";
  private static final String LARGE = "2";

  private static DeployedTable<String> smaller(Deployed kind) {
    return new DeployedTable<>(kind, SMALL);
  }

  private static DeployedTable<String> larger(Deployed kind) {
    return new DeployedTable<>(kind, LARGE);
  }

  private static long s(double seconds) {
    return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
  }

  @ParameterizedTest
  @EnumSource(Deployed.class)
  void itListsWhomItHasDialledBeforeTheOtherSaidAWord(Deployed kind) {
    DeployedTable<String> table = smaller(kind);

    assertThat(table.dialled(LARGE, "dial", 0)).isEqualTo(new Verdict.Listed<>());
    assertThat(table.lists(LARGE)).isTrue();
    assertThat(table.voice(LARGE)).contains("dial");
  }

  @ParameterizedTest
  @EnumSource(Deployed.class)
  void aSecondOneOfTheSameDirectionIsClosedWhileTheFirstIsFresh(Deployed kind) {
    DeployedTable<String> table = larger(kind);
    table.greeted(SMALL, "old", 0);

    assertThat(table.greeted(SMALL, "new", s(0.9))).isEqualTo(new Verdict.Refused<>());
    assertThat(table.voice(SMALL)).contains("old");
  }

  @ParameterizedTest
  @EnumSource(Deployed.class)
  void ofTwoThatCrossTheSmallerIdKeepsItsOwn(Deployed kind) {
    DeployedTable<String> table = smaller(kind);
    table.dialled(LARGE, "ours", 0);

    assertThat(table.greeted(LARGE, "theirs", s(0.1))).isEqualTo(new Verdict.Refused<>());
  }

  @Test
  void whoseOwnDialLosesIsHalfDead() {
    for (Deployed kind : List.of(Deployed.D10, Deployed.D1)) {
      DeployedTable<String> table = larger(kind);
      table.dialled(SMALL, "ours", 0);

      assertThat(table.greeted(SMALL, "theirs", s(0.1)))
          .isEqualTo(new Verdict.Replaced<>(List.of("ours"), kind == Deployed.D1));
      assertThat(table.voice(SMALL)).contains("ours");
    }
  }

  @Test
  void theOldestForgetsThePeerWhenItsOwnDialLoses() {
    DeployedTable<String> table = larger(Deployed.D0);
    table.dialled(SMALL, "ours", 0);

    assertThat(table.greeted(SMALL, "theirs", s(0.1)))
        .isEqualTo(new Verdict.Forgotten<>(List.of("ours")));
    assertThat(table.lists(SMALL)).isFalse();
    assertThat(table.greeted(SMALL, "third", s(1))).isEqualTo(new Verdict.Listed<>());
  }

  @Test
  void whatIsStaleDependsOnTheirAge() {
    DeployedTable<String> newest = larger(Deployed.D1);
    DeployedTable<String> middle = larger(Deployed.D10);
    DeployedTable<String> oldest = larger(Deployed.D0);
    List.of(newest, middle, oldest).forEach(table -> table.greeted(SMALL, "old", 0));

    assertThat(newest.greeted(SMALL, "new", s(1.1)))
        .isEqualTo(new Verdict.Replaced<>(List.of("old"), true));
    assertThat(middle.greeted(SMALL, "new", s(9.9))).isEqualTo(new Verdict.Refused<>());
    assertThat(middle.greeted(SMALL, "new", s(10.1)))
        .isEqualTo(new Verdict.Replaced<>(List.of("old"), false));
    assertThat(oldest.greeted(SMALL, "new", s(119))).isEqualTo(new Verdict.Refused<>());
  }

  @Test
  void anyFrameCountsAsLife() {
    DeployedTable<String> table = larger(Deployed.D1);
    table.greeted(SMALL, "old", 0);
    table.heard(SMALL, s(5));

    assertThat(table.greeted(SMALL, "new", s(5.9))).isEqualTo(new Verdict.Refused<>());
  }

  @Test
  void afterAReplacementAllIsSaidToTheClosedOneUntilTheLastHasEnded() {
    DeployedTable<String> table = larger(Deployed.D1);
    table.greeted(SMALL, "old", 0);
    table.greeted(SMALL, "new", s(2));

    assertThat(table.closed(SMALL, "old")).isFalse();
    assertThat(table.voice(SMALL)).contains("old");
    assertThat(table.closed(SMALL, "new")).isTrue();
    assertThat(table.greeted(SMALL, "third", s(3))).isEqualTo(new Verdict.Listed<>());
    assertThat(table.voice(SMALL)).contains("third");
  }

  @Test
  void theDirectionThatIsComparedIsThatOfTheFirst() {
    DeployedTable<String> table = larger(Deployed.D1);
    table.greeted(SMALL, "theirs", 0);
    table.dialled(SMALL, "ours", s(2));

    assertThat(table.greeted(SMALL, "theirs too", s(2.5))).isEqualTo(new Verdict.Refused<>());
  }

  @Test
  void atATickWhoWasSilentIsPingedAndWhoWasForTwoMinutesIsClosed() {
    DeployedTable<String> table = larger(Deployed.D10);
    table.greeted(SMALL, "old", 0);

    assertThat(table.tick(s(10))).isEmpty();
    assertThat(table.tick(s(20))).containsExactly(new Due.Ping<>("old"));
    assertThat(table.tick(s(120.1))).containsExactly(new Due.Close<>(List.of("old")));
  }
}
