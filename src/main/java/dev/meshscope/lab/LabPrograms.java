package dev.meshscope.lab;

import dev.meshscope.lab.apart.ApartHost;
import dev.meshscope.lab.process.Guard;
import dev.meshscope.lab.raw.DeployedPeer;
import dev.meshscope.lab.raw.RawPeer;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;

/// The small programs that the lab starts as processes of their own. They are inside this one, and
/// nobody's commands: the lab calls them by a word that no user would type. On the thread that
/// started the program.
public final class LabPrograms {
  private LabPrograms() {}

  /// Runs one of them if the arguments name one; its exit status.
  ///
  /// @throws IOException if it cannot go on
  public static OptionalInt run(List<String> arguments) throws IOException {
    if (arguments.isEmpty()) {
      return OptionalInt.empty();
    }
    List<String> rest = arguments.subList(1, arguments.size());
    return switch (arguments.getFirst()) {
      case "lab:raw-peer" -> OptionalInt.of(RawPeer.run(rest));
      case "lab:deployed-peer" -> OptionalInt.of(DeployedPeer.run(rest));
      case "lab:apart" -> OptionalInt.of(ApartHost.run(rest));
      case "lab:guard" -> OptionalInt.of(Guard.run());
      default -> OptionalInt.empty();
    };
  }
}
