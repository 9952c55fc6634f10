package dev.meshscope.cli;

import dev.meshscope.cli.words.CliWords;
import dev.meshscope.lab.run.Requirements;
import dev.meshscope.lab.scenario.Library;
import dev.meshscope.lab.scenario.Scenario;
import dev.meshscope.lab.scenario.ScenarioException;
import dev.meshscope.text.Plain;
import dev.meshscope.text.Telling;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `meshscope lab`: experiments on real processes. On the thread that started the program.
@Command(
    name = "lab",
    description = "Restarts real peers and measures how they recover.",
    subcommands = {LabCommand.ListScenarios.class, LabCommand.Show.class, LabRunCommand.class})
final class LabCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), CliWords.of("lab-command.lab-needs-a-command"));
  }

  /// `meshscope lab list`.
  @Command(name = "list", description = "Lists the built-in scenarios.")
  static final class ListScenarios implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      for (Scenario scenario : Library.all()) {
        out.println(String.format(Locale.ROOT, "%-22s %s", scenario.name(), scenario.title()));
        out.println(" ".repeat(23) + scenario.shows());
        Optional<String> missing = Requirements.missing(scenario);
        missing.ifPresent(
            why -> out.println(CliWords.of("lab-command.not-here", " ".repeat(23), why)));
      }
      out.flush();
      return 0;
    }
  }

  /// `meshscope lab show`.
  @Command(
      name = "show",
      description = "Prints a scenario's file: to read, or to change and run as one's own.")
  static final class Show implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME|FILE", description = "A built-in scenario, or a file.")
    private String scenario = "";

    @Override
    public Integer call() throws Failure {
      try {
        spec.commandLine().getOut().print(Plain.lines(Library.find(scenario).text()));
        spec.commandLine().getOut().flush();
        return 0;
      } catch (ScenarioException e) {
        throw new Failure(Telling.fault(e), e);
      }
    }
  }
}
