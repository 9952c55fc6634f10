package dev.meshscope.lab.scenario;

import dev.meshscope.lab.words.LabWords;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// YAML to nodes that know their lines; no values are made of it, so nothing is ever taken for a
/// number or a truth value that was meant as a word. Pure; on any thread.
final class Document {
  private Document() {}

  /// The longest file, in characters.
  private static final int LONGEST = 256 * 1024;

  private static final int DEEPEST = 24;

  /// The fields of a file.
  ///
  /// @param file its name, for what is said
  /// @throws ScenarioException if it is no YAML mapping, or absurdly large or deep
  static Fields read(String file, String text) throws ScenarioException {
    if (text.length() > LONGEST) {
      throw new ScenarioException(LabWords.of("document.is-too-long-for", file));
    }
    LoadSettings settings = LoadSettings.builder().setLabel(file).build();
    try {
      checkDepth(file, settings, text);
      Node root = new Composer(settings, parser(settings, text)).getSingleNode().orElse(null);
      if (root instanceof MappingNode mapping) {
        return new Fields(file, mapping);
      }
      throw new ScenarioException(
          file + (root == null ? " is empty." : LabWords.of("document.does-not-begin-with")));
    } catch (MarkedYamlEngineException e) {
      String where = e.getProblemMark().map(mark -> ", line " + line(mark)).orElse("");
      throw new ScenarioException(
          LabWords.of("document.this-is-not-yaml", file, where, oneLine(e.getProblem())));
    } catch (YamlEngineException e) {
      throw new ScenarioException(
          LabWords.of("document.this-is-not-yaml-b", file, oneLine(e.getMessage())));
    }
  }

  private static Parser parser(LoadSettings settings, String text) {
    return new ParserImpl(settings, new StreamReader(settings, text));
  }

  static int line(Mark mark) {
    return mark.getLine() + 1;
  }

  /// Composing recurses; reading events does not.
  private static void checkDepth(String file, LoadSettings settings, String text)
      throws ScenarioException {
    int depth = 0;
    Parser parser = parser(settings, text);
    while (parser.hasNext()) {
      Event event = parser.next();
      depth +=
          switch (event.getEventId()) {
            case MappingStart, SequenceStart -> 1;
            case MappingEnd, SequenceEnd -> -1;
            default -> 0;
          };
      if (depth > DEEPEST) {
        String where = event.getStartMark().map(mark -> ", line " + line(mark)).orElse("");
        throw new ScenarioException(LabWords.of("document.nobody-nests-a-scenario", file, where));
      }
    }
  }

  private static String oneLine(@org.jspecify.annotations.Nullable String words) {
    String said = words == null ? "" : words.strip().replaceAll("\\s+", " ");
    return said.endsWith(".") ? said.substring(0, said.length() - 1) : said;
  }
}
