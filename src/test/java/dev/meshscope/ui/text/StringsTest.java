package dev.meshscope.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.judge.Claim;
import dev.meshscope.core.judge.Question;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.judge.Rule;
import dev.meshscope.core.judge.Verdict;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.standing.Condition;
import dev.meshscope.core.table.Credence;
import dev.meshscope.core.table.Fact;
import dev.meshscope.core.table.State;
import dev.meshscope.doctor.Check;
import dev.meshscope.ui.decisions.Decision;
import dev.meshscope.ui.peers.PeerFacts;
import dev.meshscope.ui.settings.SettingsForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every constant that the window names has its words, and every text that is asked for is there.
class StringsTest {
  private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("dev.meshscope.ui.strings");
  private static final ResourceBundle SHARED =
      ResourceBundle.getBundle("dev.meshscope.text.telling");
  private static final Path SOURCES = Path.of("src/main/java/dev/meshscope/ui");
  private static final Pattern ASKED =
      Pattern.compile("\\bWords\\s*\\.of\\(\\s*(?:[^;\"()]*\\?\\s*)?\"([a-z-]+(?:\\.[a-z-]+)*)\"");

  static Stream<Arguments> named() {
    return Stream.of(
        Arguments.of(Reason.class, List.of("reason", "short", "redial")),
        Arguments.of(CloseReason.class, List.of("close")),
        Arguments.of(Question.class, List.of("question")),
        Arguments.of(Verdict.Answer.class, List.of("answer", "exit.answer")),
        Arguments.of(
            Verdict.Decision.class,
            List.of(
                "decision",
                "decision.if",
                "decision.mark",
                "decision.if-mark",
                "decision.would",
                "decision.if.would",
                "exit",
                "exit.if")),
        Arguments.of(Rule.class, List.of("rule", "lab.demo.rule")),
        Arguments.of(Limits.Which.class, List.of("reached", "said.limit")),
        Arguments.of(Check.State.class, List.of("doctor.state")),
        Arguments.of(Claim.class, List.of("claim")),
        Arguments.of(State.class, List.of("transport")),
        Arguments.of(Kind.class, List.of("via")),
        Arguments.of(Fact.Key.class, List.of("fact")),
        Arguments.of(Credence.class, List.of("proof", "proof.meaning")),
        Arguments.of(Condition.class, List.of("state", "state.meaning")),
        Arguments.of(PeerFacts.Redial.Verb.class, List.of("verb", "verb.meaning")),
        Arguments.of(Decision.Mark.class, List.of("mark", "mark.meaning")),
        Arguments.of(SettingsForm.Field.class, List.of("settings.field", "settings.help")));
  }

  @ParameterizedTest
  @MethodSource("named")
  void everyConstantHasItsWords(Class<? extends Enum<?>> type, List<String> prefixes) {
    Set<String> missing = new TreeSet<>();
    for (Enum<?> constant : type.getEnumConstants()) {
      for (String prefix : prefixes) {
        String key = prefix + "." + Words.key(constant);
        if (!Words.has(key)) {
          missing.add(key);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  /// The later of two would hold, and the other would be lost unseen.
  @Test
  void noKeyIsGivenTwice() throws IOException {
    Set<String> keys = new TreeSet<>();
    Path resources = Path.of("src/main/resources/dev/meshscope");
    for (String file : List.of("ui/strings.properties", "text/telling.properties")) {
      assertThat(Files.readAllLines(resources.resolve(file)))
          .filteredOn(line -> line.contains(" = ") && !keys.add(line.split(" = ", 2)[0]))
          .isEmpty();
    }
  }

  @Test
  void everyTextThatIsAskedForByNameIsThere() throws IOException {
    Set<String> missing = new TreeSet<>();
    int[] asked = {0};
    try (Stream<Path> files = Files.walk(SOURCES)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(file -> find(file, missing, asked));
    }
    assertThat(missing).isEmpty();
    assertThat(asked[0]).isGreaterThan(100);
  }

  private static void find(Path file, Set<String> missing, int[] asked) {
    try {
      Matcher matcher = ASKED.matcher(Files.readString(file));
      while (matcher.find()) {
        asked[0]++;
        // A key that is put together has its end elsewhere.
        boolean whole = Words.has(matcher.group(1)) || isBegun(matcher.group(1));
        if (!whole) {
          missing.add(file.getFileName() + ": " + matcher.group(1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isBegun(String key) {
    return Collections.list(BUNDLE.getKeys()).stream().anyMatch(it -> it.startsWith(key + "."));
  }

  @Test
  void everyFactIsExplainedWhereItStands() {
    List<String> facts =
        Collections.list(BUNDLE.getKeys()).stream()
            .filter(key -> key.matches("(detail\\.name|why\\.fact)\\.[a-z-]+"))
            .toList();
    assertThat(facts)
        .hasSizeGreaterThan(20)
        .allSatisfy(
            key ->
                assertThat(
                        Words.has(
                            key.replace("detail.name.", "detail.help.")
                                .replace("why.fact.", "why.fact.help.")))
                    .as(key)
                    .isTrue());
  }

  @Test
  void noTextHasTypewriterApostrophesOrStraySpaces() {
    for (ResourceBundle bundle : List.of(BUNDLE, SHARED)) {
      for (String key : Collections.list(bundle.getKeys())) {
        String text = bundle.getString(key);
        assertThat(text).as(key).doesNotContain("'").isEqualTo(text.strip());
      }
    }
  }
}
