package dev.meshscope.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.judge.Rule;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.Settings;
import dev.meshscope.ui.settings.SettingsForm.Field;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsFormTest {
  private static SettingsForm with(Field field, String text) {
    SettingsForm standard = SettingsForm.of(Settings.DEFAULT);
    Map<Field, String> texts = new HashMap<>(standard.texts());
    texts.put(field, text);
    return new SettingsForm(Rule.PROBE, texts, standard.limits(), false);
  }

  @Test
  void theDefaultsComeBackUnchanged() {
    assertThat(SettingsForm.of(Settings.DEFAULT).settings()).contains(Settings.DEFAULT);
  }

  @Test
  void limitsThatWereSetBeforeAreKeptByWhoChangesATiming() {
    Limits few = new Limits(11, 12, 13, 14, 15, 16 << 20, 17, 18);
    SettingsForm form = SettingsForm.of(Settings.DEFAULT.with(few));

    assertThat(form.settings()).contains(Settings.DEFAULT.with(few));
  }

  @Test
  void nothingCanBeAppliedWhileALimitIsNone() {
    SettingsForm standard = SettingsForm.of(Settings.DEFAULT);
    Map<Limits.Which, String> texts = new HashMap<>(standard.limits().texts());
    texts.put(Limits.Which.CONNECTIONS, "many");

    assertThat(
            new SettingsForm(Rule.PROBE, standard.texts(), new LimitsForm(texts), false).settings())
        .isEmpty();
  }

  @Test
  void spansAreReadInTheirUnits() {
    assertThat(SettingsForm.parse("500 ms")).hasValue(500_000_000L);
    assertThat(SettingsForm.parse("1.5s")).hasValue(1_500_000_000L);
    assertThat(SettingsForm.parse("7")).hasValue(7_000_000_000L);
    assertThat(SettingsForm.parse("2 min")).hasValue(120_000_000_000L);
    assertThat(SettingsForm.parse("soon")).isEmpty();
    assertThat(SettingsForm.parse("-1 s")).isEmpty();
  }

  @Test
  void whatIsNoSpanIsSaidAtItsField() {
    SettingsForm form = with(Field.STALE_AFTER, "soon");
    assertThat(form.problems()).containsOnlyKeys(Field.STALE_AFTER);
    assertThat(form.settings()).isEmpty();
  }

  @Test
  void theTimeoutMustBeAboveTheInterval() {
    assertThat(with(Field.HEARTBEAT_TIMEOUT, "10 s").problems())
        .containsOnlyKeys(Field.HEARTBEAT_TIMEOUT);
  }

  @Test
  void theLongestProbeWaitIsNotBelowTheShortest() {
    assertThat(with(Field.PROBE_MAX, "100 ms").problems()).containsOnlyKeys(Field.PROBE_MAX);
  }

  @Test
  void nothingIsShorterThanFiftyMilliseconds() {
    assertThat(with(Field.PROBE_MIN, "1 ms").problems()).containsOnlyKeys(Field.PROBE_MIN);
  }
}
