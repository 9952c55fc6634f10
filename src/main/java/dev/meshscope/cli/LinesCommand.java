package dev.meshscope.cli;

import dev.meshscope.cli.words.CliWords;
import dev.meshscope.files.LineReader;
import dev.meshscope.lines.ReadBack;
import dev.meshscope.text.Plain;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `meshscope lines`: what `peer --json` printed, read back. On the thread that started the
/// program.
@Command(
    name = "lines",
    description = {
      "Reads the lines that \"peer --json\" printed.",
      "With --check it writes each event again and says whether that is what it read."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every line is read back without a difference",
      "1:some are not, or the lines could not be read",
      "2:the arguments were not understood"
    })
final class LinesCommand implements Callable<Integer> {
  private static final Path STANDARD_INPUT = Path.of("-");

  @Spec private CommandSpec spec;

  @Option(names = "--check", description = "Compare each line with what is written of it again.")
  private boolean check;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "Where they are; standard input if it is - or not given.")
  private @Nullable Path file;

  @Override
  public Integer call() throws Failure {
    if (!check) {
      throw new ParameterException(
          spec.commandLine(), CliWords.of("lines-command.lines-needs-to-know"));
    }
    ReadBack found = new ReadBack();
    try (LineReader in = new LineReader(new InputStreamReader(open(), StandardCharsets.UTF_8))) {
      for (String line = in.next(); line != null; line = in.next()) {
        found.take(line);
      }
    } catch (IOException e) {
      throw new Failure(unreadable(e), e);
    }
    print(found);
    return found.differing() == 0 ? 0 : 1;
  }

  private InputStream open() throws IOException {
    return file == null || file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(file);
  }

  private String unreadable(IOException e) {
    return e instanceof NoSuchFileException
        ? CliWords.of("lines-command.there-is-no-file", String.valueOf(file))
        : CliWords.of(
            "lines-command.the-lines-cannot-be",
            file == null ? CliWords.of("lines-command.standard-input") : file);
  }

  private void print(ReadBack found) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        CliWords.of(
            "lines-command.events-lines-of-the",
            found.events(),
            found.own(),
            found.differing() == 0
                ? CliWords.of("lines-command.every-event-is-read")
                : CliWords.of("lines-command.not-read-back-as", found.differing())));
    found
        .first()
        .forEach(
            one ->
                out.println(CliWords.of("lines-command.line", one.line(), Plain.text(one.what()))));
    if (found.differing() > found.first().size()) {
      out.println(CliWords.of("lines-command.and-more", found.differing() - found.first().size()));
    }
    out.flush();
  }
}
