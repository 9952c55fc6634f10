package dev.meshscope.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.lab.result.RunResult;
import dev.meshscope.lab.scenario.Measure;
import dev.meshscope.text.Plain;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a scenario's author and a program of somebody's write is in a report what it says, and
/// nothing else, in each kind of report.
class StrangersWordsTest {
  private static final String[] PIECES = {
    "<script>alert(1)</script>",
    "<!--",
    "<?x",
    "<a href='x'>",
    "<= 2 s",
    "&lt;",
    "&#60;",
    "&",
    "<",
    ">",
    "\"",
    "'",
    "|",
    "||",
    "`",
    "```",
    "``",
    "*",
    "_",
    "[x](javascript:x)",
    "![x](//y)",
    "]",
    "\\",
    "\\|",
    "~~",
    "# ",
    "- ",
    "\n",
    "\r\n",
    "\n| a | b |\n",
    "\n\n```\n",
    "\u2028",
    "\u0085",
    "\t",
    "\u0000",
    "\u001b[2J",
    "\u001b]0;x\u0007",
    "\u009b",
    "\u202e",
    "\u200b",
    "\ud800",
    "\ufffe",
    "]]>",
    "ü",
    "😀",
    " ",
    "word"
  };

  private static final Pattern TAG = Pattern.compile("<[a-zA-Z/!?]");

  /// What is neither letters of somebody's language nor a new line.
  private static final Pattern STEERING = Pattern.compile("[\\p{C}\\u2028\\u2029&&[^\\n]]");

  @TempDir Path dir;

  static Stream<String> words() {
    Random random = new Random(7);
    return Stream.concat(
        Stream.of(PIECES),
        IntStream.range(0, 300)
            .mapToObj(
                _ ->
                    random
                        .ints(1 + random.nextInt(8), 0, PIECES.length)
                        .mapToObj(i -> PIECES[i])
                        .collect(Collectors.joining())));
  }

  @ParameterizedTest
  @MethodSource("words")
  void inMarkdownTheyMakeNoMarkup(String words) {
    String text = Md.text(words);

    assertThat(text).doesNotContainPattern(STEERING).doesNotContain("\n");
    assertThat(text).doesNotContainPattern(TAG);
    assertThat(text.replaceAll("\\\\[^a-z0-9]", "")).doesNotContainPattern("[`*_\\[\\]|~]");
  }

  @ParameterizedTest
  @MethodSource("words")
  void inCodeTheyDoNotEndIt(String words) {
    String code = Md.code(words);

    assertThat(code)
        .satisfiesAnyOf(
            _ -> assertThat(code).isEqualTo(Md.text(words)),
            _ -> assertThat(code).matches("`([^`|\\\\<\\p{C}]|\\\\\\|)+`"));
  }

  @ParameterizedTest
  @MethodSource("words")
  void aReportHasTheSameLinesWhateverTheySay(String words) {
    String report = Markdown.report(Runs.saying(words), null, words, words);

    assertThat(report).doesNotContainPattern(STEERING).doesNotContainPattern(TAG);
    assertThat(shape(report))
        .isEqualTo(shape(Markdown.report(Runs.saying("words"), null, "words", "words")));
  }

  /// How many cells each line has.
  private static List<Integer> shape(String report) {
    return report.lines().map(line -> line.split("(?<!\\\\)\\|", -1).length).toList();
  }

  @ParameterizedTest
  @MethodSource("words")
  void inXmlTheyAreRead(String words) throws Exception {
    RunResult run = Runs.saying(words);
    Element suite = (Element) xml(JUnitReport.of(run)).getElementsByTagName("testsuite").item(0);
    Element error = (Element) suite.getElementsByTagName("error").item(0);

    assertThat(suite.getAttribute("name"))
        .isEqualTo("lab." + Plain.lines(run.scenario().name()) + "." + Runs.LANE.id());
    assertThat(error.getAttribute("message"))
        .isEqualTo(Plain.lines(Words.of(run.rounds().getLast())));
    String svg = SvgPlot.of(words, run.byLane(), Measure.RECOVERY).orElseThrow();
    assertThat(xml(svg).getElementsByTagName("text").item(0).getTextContent())
        .isEqualTo(Plain.lines(words));
    for (String document : List.of(svg, JUnitReport.of(run))) {
      assertThat(document).doesNotContainPattern(STEERING);
    }
  }

  private static Document xml(String text) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)));
  }

  @ParameterizedTest
  @MethodSource("words")
  void inJsonTheyAreAsTheyWereAndInAscii(String words) {
    RunResult run = Runs.saying(words);
    String json = JsonReport.of(run);
    JsonNode read = JsonMapper.builder().build().readTree(json);

    assertThat(json).matches("[\\x20-\\x7e\\n]+");
    assertThat(read.path("scenario").path("title").asString()).isEqualTo(run.scenario().title());
  }

  @ParameterizedTest
  @MethodSource("words")
  void onATerminalTheySteerNothing(String words) {
    String lines = Plain.lines(Markdown.summary(Runs.saying(words), null));

    assertThat(lines).doesNotContainPattern(STEERING);
  }

  @Test
  void anEarlierRunIsQuotedAsWords() throws Exception {
    Path then = Files.writeString(dir.resolve("then.json"), JsonReport.of(Runs.saying("<b>|")));
    Comparison comparison =
        Comparison.of(Comparison.Earlier.read(then), Runs.run(1, Runs.recovered(1)));

    assertThat(Markdown.summary(Runs.run(1, Runs.recovered(1)), comparison))
        .contains("another scenario, kill-relaunch&lt;b>\\|.");
  }

  @Test
  void whatIsOursStaysReadable() {
    assertThat(Md.text("recovery p95 <= 500 ms & more")).isEqualTo("recovery p95 <= 500 ms & more");
    assertThat(Md.code("meshscope lab run x --seed 7")).isEqualTo("`meshscope lab run x --seed 7`");
    assertThat(Md.link("survivor", "my runs/1-probe/survivor.jsonl"))
        .isEqualTo("[survivor](my%20runs/1-probe/survivor.jsonl)");
  }
}
