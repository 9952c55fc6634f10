package dev.meshscope.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialDialogTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "lo", "localhost", "localhost:", "127.0.0.1:480", "[::1", "[::1]:4"})
  void whatIsOnlyBegunIsNotWrongYet(String typed) {
    assertThat(DialDialog.isBegun(typed)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"local host", "localhost:http", "localhost:1:2", "localhost:99999"})
  void whatCannotBecomeAnAddressIsWrong(String typed) {
    assertThat(DialDialog.isBegun(typed)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0:7", "255.255.255.255:7", "[ff02::1]:7"})
  void whereNobodyCanBeDialledIsSaid(String typed) {
    assertThat(DialDialog.problem(typed))
        .isEqualTo("Not the address of one machine: nobody can be dialled there.");
  }
}
