package dev.meshscope.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshscope.core.judge.Policy;
import dev.meshscope.core.judge.Rule;
import dev.meshscope.core.link.Settings;
import dev.meshscope.text.Telling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
  @TempDir Path dir;

  @Test
  void withoutAFileTheDefaultsHold() throws IOException {
    assertThat(new SettingsFile(dir).load()).isEqualTo(Settings.DEFAULT);
  }

  @Test
  void whatWasSavedIsLoaded() throws IOException {
    Settings settings =
        new Settings(
                Policy.DEFAULT.with(Rule.LAST_SEEN).staleAfter(TimeUnit.SECONDS.toNanos(3)),
                TimeUnit.SECONDS.toNanos(5),
                TimeUnit.SECONDS.toNanos(15))
            .provenOnly(true);
    new SettingsFile(dir.resolve("new")).save(settings);

    assertThat(new SettingsFile(dir.resolve("new")).load()).isEqualTo(settings);
  }

  @Test
  void nonsenseIsToldInOneSentenceAndNotReplaced() throws IOException {
    Path file = dir.resolve("settings.json");
    for (String nonsense :
        new String[] {"{", "{\"policy\":\"dice\"}", "{\"staleAfterMs\":-4}", "[]]"}) {
      Files.writeString(file, nonsense);
      assertThatThrownBy(() -> new SettingsFile(dir).load())
          .isInstanceOf(IOException.class)
          .satisfies(e -> assertThat(Telling.fault(e)).contains("make no sense"));
      assertThat(file).hasContent(nonsense);
    }
  }

  @Test
  void aFileThatIsNoUtf8IsToldInOneSentenceToo() throws IOException {
    Files.write(
        dir.resolve("settings.json"), new byte[] {'{', '"', (byte) 0xfc, '"', ':', '1', '}'});

    assertThatThrownBy(() -> new SettingsFile(dir).load())
        .isInstanceOf(IOException.class)
        .satisfies(e -> assertThat(Telling.fault(e)).contains("make no sense"));
  }

  @Test
  void whatIsNoObjectAndATimeNobodyLivesToSeeMakeNoSense() throws IOException {
    for (String nonsense :
        new String[] {
          "",
          "null",
          "[]",
          "7",
          "{\"policy\":null}",
          "{\"provenOnly\":\"yes\"}",
          "{\"policy\":\"la\u017ft-seen\"}",
          "{\"heartbeatTimeoutMs\":9223372036854775807}",
          "{\"staleAfterMs\":86400000001}"
        }) {
      Files.writeString(dir.resolve("settings.json"), nonsense);
      assertThatThrownBy(() -> new SettingsFile(dir).load())
          .as(nonsense)
          .isInstanceOf(IOException.class)
          .satisfies(e -> assertThat(Telling.fault(e)).contains("make no sense"));
    }
  }
}
