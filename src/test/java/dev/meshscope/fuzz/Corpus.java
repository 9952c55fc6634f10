package dev.meshscope.fuzz;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The inputs that are kept: what was captured, what was made by hand, what was once a finding.
final class Corpus {
  private Corpus() {}

  private static final String LINES = ".lines";

  /// The files of these folders, in the order of their names. Of a file `….lines` each line is one.
  static List<Seed> seeds(List<String> folders) throws IOException {
    List<Seed> seeds = new ArrayList<>();
    for (String folder : folders) {
      Path dir = folder(folder);
      try (Stream<Path> files = Files.list(dir)) {
        for (Path file : files.sorted().toList()) {
          String name = folder + "/" + file.getFileName();
          if (name.endsWith(LINES)) {
            seeds.addAll(lines(name, Files.readAllLines(file)));
          } else {
            seeds.add(new Seed(name, Files.readAllBytes(file)));
          }
        }
      }
    }
    return seeds;
  }

  private static List<Seed> lines(String name, List<String> lines) {
    List<Seed> seeds = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      seeds.add(new Seed(name + ":" + (i + 1), lines.get(i).getBytes(StandardCharsets.UTF_8)));
    }
    return seeds;
  }

  /// Where the files of a folder are.
  ///
  /// @throws IOException if there is no such folder
  private static Path folder(String name) throws IOException {
    URL url = Corpus.class.getResource("/fuzz/" + name);
    if (url == null) {
      throw new IOException("there is no folder src/test/resources/fuzz/" + name);
    }
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }
}
