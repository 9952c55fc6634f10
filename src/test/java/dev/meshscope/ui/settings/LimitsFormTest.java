package dev.meshscope.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.Limits.Which;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsFormTest {

  private static LimitsForm with(Which which, String text) {
    Map<Which, String> texts = new HashMap<>(LimitsForm.of(Limits.DEFAULT).texts());
    texts.put(which, text);
    return new LimitsForm(texts);
  }

  @Test
  void theDefaultsComeBackUnchanged() {
    assertThat(LimitsForm.of(Limits.DEFAULT).limits()).contains(Limits.DEFAULT);
  }

  @Test
  void eachFieldIsItsOwnLimit() {
    Limits others = new Limits(11, 12, 13, 14, 15, (16 << 20) + 1, 17, 18, 19, 20, 21);

    assertThat(LimitsForm.of(others).limits()).contains(others);
  }

  @Test
  void bytesAreShownAndReadInTheirUnits() {
    assertThat(LimitsForm.of(Limits.DEFAULT).texts())
        .containsEntry(Which.BYTES_PER_SECOND, "64 MiB");
    assertThat(LimitsForm.parse("64 MiB", true)).hasValue(64 << 20);
    assertThat(LimitsForm.parse("2048k", true)).hasValue(2 << 20);
    assertThat(LimitsForm.parse("1g", true)).hasValue(1 << 30);
    assertThat(LimitsForm.parse("67 108 864", true)).hasValue(64 << 20);
    assertThat(LimitsForm.parse("2 GiB", true)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "1.5", "many", "2147483648", "99999999999999", "64 MiB"})
  void whatIsNoNumberAboveZeroIsSaidAtItsField(String text) {
    LimitsForm form = with(Which.CONNECTIONS, text);

    assertThat(form.problems()).containsOnlyKeys(Which.CONNECTIONS);
    assertThat(form.limits()).isEmpty();
  }

  @Test
  void aPaceBelowOneFrameIsNone() {
    assertThat(with(Which.BYTES_PER_SECOND, "64 KiB").problems())
        .containsOnlyKeys(Which.BYTES_PER_SECOND);
  }
}
