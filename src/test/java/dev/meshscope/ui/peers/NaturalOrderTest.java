package dev.meshscope.ui.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
  private static final List<String> IN_ORDER =
      List.of(
          "",
          "agent",
          "Agent-1",
          "agent-02",
          "agent-10",
          "agent-10b",
          "agent-99999999999999999999",
          "agent-a",
          "coder",
          "Coder 2",
          "zoe");

  @Test
  void numbersAreSortedByTheirValueAndLettersWithoutCase() {
    List<String> names = new ArrayList<>(IN_ORDER);
    Collections.shuffle(names, new Random(7));
    names.sort(NaturalOrder.INSTANCE);
    assertThat(names).isEqualTo(IN_ORDER);
  }

  @Test
  void itIsAnOrder() {
    for (String one : IN_ORDER) {
      for (String other : IN_ORDER) {
        assertThat(Integer.signum(NaturalOrder.INSTANCE.compare(one, other)))
            .isEqualTo(-Integer.signum(NaturalOrder.INSTANCE.compare(other, one)))
            .isEqualTo(Integer.signum(IN_ORDER.indexOf(one) - IN_ORDER.indexOf(other)));
      }
    }
    assertThat(NaturalOrder.INSTANCE.compare("coder-007", "CODER-7")).isZero();
  }
}
