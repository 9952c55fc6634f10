package dev.meshscope.lines;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.Code;
import dev.meshscope.core.cause.RelayCause;
import dev.meshscope.core.link.SocketFault;
import dev.meshscope.text.Phrases;
import dev.meshscope.text.Telling;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every cause has its words, and every word that is kept for one has a cause.
class CausesTest {
  private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

  static Stream<Code> codes() {
    return CauseJson.CODES.stream()
        .flatMap(type -> Stream.of(type.getEnumConstants()))
        .map(Code.class::cast);
  }

  @ParameterizedTest
  @MethodSource("codes")
  void aCauseIsToldWithAllItsParts(Code code) {
    String words = Phrases.SHARED.of(code.key());
    Set<String> places =
        PLACE.matcher(words).results().map(MatchResult::group).collect(Collectors.toSet());

    assertThat(words).isNotBlank();
    assertThat(places)
        .isEqualTo(
            IntStream.range(0, code.parts())
                .mapToObj("{%d}"::formatted)
                .collect(Collectors.toSet()));
  }

  @Test
  void noWordsAreKeptForACauseThatIsNoMore() {
    Set<String> rooms = codes().map(Code::room).collect(Collectors.toCollection(TreeSet::new));
    Set<String> known = codes().map(Code::key).collect(Collectors.toSet());
    // as short as can be, with figures of their own
    Set<String> figures = Set.of("redial.silent", "redial.fresh", "redial.probe");

    assertThat(ResourceBundle.getBundle("dev.meshscope.text.telling").keySet())
        .filteredOn(key -> rooms.contains(key.replaceFirst("\\..*", "")))
        .filteredOn(key -> !known.contains(key) && !figures.contains(key))
        .isEmpty();
  }

  @Test
  void whateverIsACauseIsWrittenAndRead() {
    Set<String> all =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.meshscope")
                .stream()
                .filter(type -> type.isAssignableTo(Code.class) && type.isEnum())
                .map(JavaClass::getName)
                .collect(Collectors.toSet());

    assertThat(CauseJson.CODES.stream().map(Class::getName))
        .containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void aCauseWithinACauseIsToldWithinItsSentence() {
    Cause refused =
        Cause.of(RelayCause.UNREACHABLE, "relay.example", 4711, Cause.of(SocketFault.REFUSED));

    assertThat(Telling.cause(refused))
        .isEqualTo("The relay cannot be reached at relay.example, port 4711: Connection refused.");
    assertThat(CauseJson.cause(CauseJson.value(refused))).isEqualTo(refused);
  }
}
