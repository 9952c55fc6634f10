package dev.meshscope.lab.process;

import dev.meshscope.lab.words.LabWords;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// SIGSTOP and SIGCONT, where there are such things. Blocking.
public final class Signals {
  private Signals() {}

  /// Stops processes in their tracks; empty if it worked, else why not.
  public static String freeze(Collection<ProcessHandle> processes) {
    return send("STOP", processes);
  }

  /// Lets them go on; empty if it worked, else why not.
  public static String thaw(Collection<ProcessHandle> processes) {
    return send("CONT", processes);
  }

  private static String send(String signal, Collection<ProcessHandle> processes) {
    String pids =
        processes.stream()
            .filter(ProcessHandle::isAlive)
            .map(process -> Long.toString(process.pid()))
            .collect(Collectors.joining(" "));
    if (pids.isEmpty()) {
      return LabWords.of("signals.the-process-has-already");
    }
    // The shell's own kill: the program of that name is not everywhere.
    Commands.Outcome outcome =
        Commands.run(List.of("/bin/sh", "-c", "kill -" + signal + " " + pids));
    return outcome.worked() ? "" : outcome.said();
  }
}
