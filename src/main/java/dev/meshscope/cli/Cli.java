package dev.meshscope.cli;

import dev.meshscope.cli.words.CliWords;
import dev.meshscope.core.cause.Caused;
import dev.meshscope.text.Plain;
import dev.meshscope.text.Telling;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command line: 0 when all went well, 1 when it could not be done, 2 when it was not
/// understood; what went wrong is one sentence on standard error, never a stack trace. On the
/// thread that started the program.
public final class Cli {
  private Cli() {}

  private static final int FAILED = 1;
  private static final int MISUNDERSTOOD = 2;
  private static final Set<String> OF_THE_ROOT = Set.of("-h", "--help", "-V", "--version");

  /// Runs what the arguments ask for; the exit status.
  ///
  /// @param version what `--version` says
  public static int run(List<String> arguments, Desktop desktop, String version) {
    return line(desktop, version).execute(withCommand(arguments).toArray(String[]::new));
  }

  private static CommandLine line(Desktop desktop, String version) {
    var line =
        new CommandLine(new RootCommand())
            .addSubcommand(new WindowCommand(desktop))
            .addSubcommand(new PeerCommand())
            .addSubcommand(new DoctorCommand())
            .addSubcommand(new LinesCommand())
            .addSubcommand(new LabCommand())
            .addSubcommand(new SnapshotCommand(desktop));
    everyLine(line).map(CommandLine::getCommandSpec).forEach(spec -> withHelp(spec, version));
    return Converters.register(line)
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(Cli::misunderstood)
        .setExecutionExceptionHandler((e, at, parsed) -> failed(e, at.getErr()));
  }

  private static Stream<CommandLine> everyLine(CommandLine line) {
    return Stream.concat(
        Stream.of(line), line.getSubcommands().values().stream().flatMap(Cli::everyLine));
  }

  private static void withHelp(CommandSpec spec, String version) {
    spec.mixinStandardHelpOptions(true).version("meshscope " + version);
    spec.usageMessage().width(100);
  }

  private static List<String> withCommand(List<String> arguments) {
    boolean window =
        arguments.isEmpty()
            || (arguments.getFirst().startsWith("-")
                && !OF_THE_ROOT.contains(arguments.getFirst()));
    return window ? Stream.concat(Stream.of("window"), arguments.stream()).toList() : arguments;
  }

  private static int misunderstood(ParameterException e, String[] arguments) {
    String said = sentence(e.getMessage());
    List<String> meant =
        e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
    String hint = meant.isEmpty() ? "" : CliWords.of("cli.did-you-mean", meant.getFirst());
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    e.getCommandLine()
        .getErr()
        .println("meshscope: " + said + hint + " (See \"" + command + " --help\".)");
    return MISUNDERSTOOD;
  }

  /// Says on standard error what went wrong; the exit status.
  public static int failed(Throwable thrown) {
    return failed(
        thrown, new PrintWriter(new OutputStreamWriter(System.err, System.err.charset()), true));
  }

  /// Says to whom it may concern what went wrong; the exit status.
  static int failed(Throwable thrown, PrintWriter to) {
    to.println("meshscope: " + said(thrown));
    to.flush();
    return thrown instanceof Failure failure ? failure.status() : FAILED;
  }

  /// What went wrong, as a sentence for the user.
  static String said(Throwable thrown) {
    boolean known = thrown instanceof Failure || thrown instanceof Caused;
    String message = thrown.getMessage() == null ? null : Telling.fault(thrown);
    return sentence(
        known && message != null
            ? message
            : CliWords.of(
                "cli.something-went-wrong-that",
                thrown.getClass().getSimpleName(),
                message == null ? "" : ", " + message));
  }

  private static String sentence(@Nullable String words) {
    String line =
        String.join(" ", Arrays.asList((words == null ? "" : words).strip().split("\\s*\\R\\s*")));
    // Arguments and names of files are quoted in it, and these may come from elsewhere.
    String plain = Plain.text(line);
    return plain.endsWith(".") || plain.endsWith("?") || plain.endsWith("!") ? plain : plain + ".";
  }
}
