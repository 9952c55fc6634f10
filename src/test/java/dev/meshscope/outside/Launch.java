package dev.meshscope.outside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// How a main class of our class path is started as a process of its own. A value; on any thread.
///
/// @param before what stands in front of `java` on the command line
/// @param jvm options of the virtual machine
/// @param main the main class
/// @param environment added to ours, without its displays
/// @param ear hears every line of standard output, on the thread that reads it, and says whether it
///   is kept to be waited for
public record Launch(
    List<String> before,
    List<String> jvm,
    String main,
    Map<String, String> environment,
    Predicate<String> ear) {

  private static final String PROGRAM = "dev.meshscope.Main";

  /// The program, started quickly, and without the second of work with which it gets in practice
  /// for crowds.
  public static Launch program() {
    return of(PROGRAM)
        .jvm("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dmeshscope.warm-up=false");
  }

  /// The program with the options it is shipped with.
  public static Launch shipped() {
    Stream<String> options =
        Stream.of(System.getProperty("meshscope.program.jvm", "").strip().split("\\s+"));
    return of(PROGRAM)
        .jvm(
            options
                // Those name modules; here everything is on the class path.
                .filter(o -> !o.isEmpty() && !o.startsWith("--enable-native-access"))
                .toArray(String[]::new));
  }

  /// Any main class, as Java does by itself.
  public static Launch of(String main) {
    return new Launch(List.of(), List.of(), main, Map.of(), line -> true);
  }

  /// Another main class with the same options.
  public Launch main(String other) {
    return new Launch(before, jvm, other, environment, ear);
  }

  public Launch inside(String... command) {
    return new Launch(List.of(command), jvm, main, environment, ear);
  }

  public Launch jvm(String... more) {
    return new Launch(before, join(jvm, more), main, environment, ear);
  }

  public Launch environment(Map<String, String> more) {
    return new Launch(before, jvm, main, more, ear);
  }

  public Launch hearing(Predicate<String> other) {
    return new Launch(before, jvm, main, environment, other);
  }

  /// Keeps only the events of these kinds.
  public Launch keeping(String... events) {
    return hearing(
        line -> Stream.of(events).anyMatch(e -> line.contains("\"event\":\"" + e + "\"")));
  }

  /// Starts it.
  public Program start(String... arguments) {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.add("--enable-native-access=ALL-UNNAMED");
    Optional<Archive> archive = main.equals(PROGRAM) ? Archive.present() : Optional.empty();
    archive.ifPresent(kept -> command.addAll(kept.options()));
    command.add("-cp");
    command.add(archive.map(Archive::classPath).orElse(System.getProperty("java.class.path")));
    command.add(main);
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> inherited = builder.environment();
    List.of("DISPLAY", "WAYLAND_DISPLAY").forEach(inherited::remove);
    inherited.putAll(environment);
    try {
      return new Program(builder.start(), ear);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Starts a headless node; `folder` takes its identity and its registry.
  public Program node(Path folder, String... more) {
    List<String> arguments =
        List.of(
            "peer",
            "--json",
            "--state-dir",
            folder.resolve("state").toString(),
            "--registry-dir",
            folder.resolve("registry").toString());
    return start(join(arguments, more).toArray(String[]::new));
  }

  private static List<String> join(List<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }
}
