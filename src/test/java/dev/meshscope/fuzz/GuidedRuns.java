package dev.meshscope.fuzz;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Lets the coverage-guided fuzzer loose on one target after the other, each in a process of its
/// own. What it learns is kept in `target/fuzz`, so that the next run begins where this one ended.
final class GuidedRuns {
  private GuidedRuns() {}

  private static final Path WORK = Path.of("target", "fuzz");
  private static final Pattern RUNS = Pattern.compile("number_of_executed_units: +(\\d+)");
  private static final Pattern COVERED = Pattern.compile("cov: (\\d+)");
  private static final Pattern KEPT = Pattern.compile("Test unit written to (\\S+)");

  /// Arguments: seconds for each target (default 60), then parts of names of targets (default all).
  /// Status 1 if a promise was broken.
  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 60;
    List<String> wanted =
        Stream.of(args).skip(1).map(part -> part.toLowerCase(Locale.ROOT)).toList();
    PrintStream out = System.out;
    boolean broken = false;
    for (String target : Targets.names()) {
      String name = target.substring(target.lastIndexOf('.') + 1);
      String lower = name.toLowerCase(Locale.ROOT);
      if (wanted.isEmpty() || wanted.stream().anyMatch(lower::contains)) {
        broken |= !run(target, name, seconds, out);
      }
    }
    System.exit(broken ? 1 : 0);
  }

  /// Whether all promises were kept.
  private static boolean run(String target, String name, int seconds, PrintStream out)
      throws IOException, InterruptedException {
    Path dir = WORK.resolve(name);
    Path learned = Files.createDirectories(dir.resolve("learned"));
    Path log = dir.resolve("log");
    Process process =
        new ProcessBuilder(command(target, dir, learned, seeds(target, dir), seconds))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended;
    try {
      ended = process.waitFor(seconds + 120L, TimeUnit.SECONDS);
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(log, StandardCharsets.ISO_8859_1);
    boolean kept = ended && process.exitValue() == 0;
    out.printf(
        "%-24s %,12d runs %6s edges   %s%n",
        name,
        Long.parseLong(last(RUNS, said, "0")),
        last(COVERED, said, "?"),
        kept ? "promises kept" : "BROKEN: " + last(KEPT, said, log.toString()) + ", see " + log);
    return kept;
  }

  private static List<String> command(
      String target, Path dir, Path learned, Path seeds, int seconds) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx768m",
            "-Xss2m",
            "-XX:+EnableDynamicAgentLoading",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.awt.headless=true",
            "-Dglass.platform=Headless",
            "-Dprism.order=sw",
            "-D" + Guided.TARGET + "=" + target,
            "--class-path",
            System.getProperty("java.class.path"),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + Guided.class.getName(),
            "--instrumentation_includes=dev.meshscope.**:tools.jackson.core.**",
            // It stumbles over how Netty uses sun.misc.Unsafe.
            "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.UnsafeSanitizer",
            "--reproducer_path=" + dir,
            "-artifact_prefix=" + dir + "/",
            "-max_total_time=" + seconds,
            "-timeout=20",
            "-rss_limit_mb=3000",
            "-max_len=8192",
            "-print_final_stats=1",
            learned.toString(),
            seeds.toString()));
    List<String> words = Targets.make(target).words();
    if (!words.isEmpty()) {
      command.add("-dict=" + dictionary(words, dir));
    }
    return command;
  }

  private static Path seeds(String target, Path dir) throws IOException {
    Path seeds = Files.createDirectories(dir.resolve("seeds"));
    int number = 0;
    for (Seed seed : Corpus.seeds(Targets.make(target).corpus())) {
      Files.write(seeds.resolve(Integer.toString(number++)), seed.bytes());
    }
    return seeds;
  }

  /// A word a line, in quotes, what is not printable as `\x1b`.
  private static Path dictionary(List<String> words, Path dir) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String word : words) {
      text.append('"');
      for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
        boolean plain = b >= 0x20 && b < 0x7f && b != '"' && b != '\\';
        text.append(plain ? String.valueOf((char) b) : "\\x%02x".formatted(b & 0xff));
      }
      text.append("\"\n");
    }
    return Files.writeString(dir.resolve("words"), text);
  }

  private static String last(Pattern pattern, String text, String otherwise) {
    String found = otherwise;
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found = matcher.group(1);
    }
    return found;
  }
}
