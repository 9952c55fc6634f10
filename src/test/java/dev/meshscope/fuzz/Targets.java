package dev.meshscope.fuzz;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// All targets there are: found by their names among the compiled tests.
final class Targets {
  private Targets() {}

  private static final String SUFFIX = "FuzzTest.class";

  /// The names of their classes.
  static List<String> names() throws IOException, URISyntaxException {
    Path root = Path.of(FuzzTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(file -> file.endsWith(SUFFIX))
          .map(file -> file.substring(0, file.length() - ".class".length()))
          .map(file -> file.replace('/', '.').replace('\\', '.'))
          .filter(name -> !name.equals(FuzzTest.class.getName()))
          .sorted()
          .toList();
    }
  }

  /// A target of this class.
  static FuzzTest make(String name) {
    try {
      Constructor<?> constructor = Class.forName(name).getDeclaredConstructor();
      constructor.setAccessible(true);
      return (FuzzTest) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no target: " + name, e);
    }
  }
}
