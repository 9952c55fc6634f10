package dev.meshscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GarbageTest {
  private static final long MIB = 1L << 20;
  private static final long SECOND = 1_000_000_000;

  @Test
  void whatGrowsIsCollectedWhenItIsMuch() {
    assertThat(new Garbage(10 * MIB, 74 * MIB, 0).due()).isFalse();
    assertThat(new Garbage(10 * MIB, 75 * MIB, 0).due()).isTrue();
  }

  @Test
  void aTableOfThousandsIsNotCollectedForTheGarbageOfAFew() {
    assertThat(new Garbage(100 * MIB, 199 * MIB, 0).due()).isFalse();
    assertThat(new Garbage(100 * MIB, 201 * MIB, 0).due()).isTrue();
  }

  @Test
  void whatACalmNodeKeepsIsCollectedAfterTenSeconds() {
    Garbage garbage = new Garbage(10 * MIB, 30 * MIB, 0);

    for (int second = 1; second < 10; second++) {
      garbage = garbage.next(10 * MIB, 30 * MIB + 100, SECOND);
      assertThat(garbage.due()).isFalse();
    }
    assertThat(garbage.next(10 * MIB, 30 * MIB + 100, SECOND).due()).isTrue();
    assertThat(garbage.next(10 * MIB, 32 * MIB, SECOND))
        .isEqualTo(new Garbage(10 * MIB, 32 * MIB, 0));
  }

  @Test
  void aLittleGarbageStays() {
    assertThat(new Garbage(10 * MIB, 20 * MIB, 1_000 * SECOND).due()).isFalse();
  }

  @Test
  void afterACollectionItBeginsAnew() {
    assertThat(new Garbage(10 * MIB, 30 * MIB, 20 * SECOND).next(8 * MIB, 8 * MIB, SECOND))
        .isEqualTo(new Garbage(8 * MIB, 8 * MIB, 0));
  }
}
