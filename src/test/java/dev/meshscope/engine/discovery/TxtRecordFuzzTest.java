package dev.meshscope.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.fuzz.FuzzTest;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Whatever stands in a TXT record, its keys are keys, its values are text of one line, and it is
/// the same when it is written and read again.
class TxtRecordFuzzTest extends FuzzTest {

  @Override
  protected List<String> corpus() {
    return List.of("txt");
  }

  @Override
  protected List<String> words() {
    return List.of("node-id=", "node-name=", "public-key=", "hostname=", "group=", "=", "\u0005");
  }

  @Override
  protected void check(byte[] input) {
    TxtRecord record = TxtRecord.read(input);
    if (!record.wellFormed()) {
      assertThat(record.values()).isEmpty();
      return;
    }
    record
        .values()
        .forEach(
            (key, value) -> {
              assertThat(key).isNotBlank().isEqualTo(key.toLowerCase(Locale.ROOT).strip());
              assertThat(key.chars()).allMatch(c -> c >= ' ' && c <= '~' && c != '=');
              assertThat(value.codePoints()).noneMatch(Character::isISOControl);
              TxtRecord alone = new TxtRecord(Map.of(key, value));
              assertThat(TxtRecord.read(alone.bytes())).isEqualTo(alone);
            });
  }
}
