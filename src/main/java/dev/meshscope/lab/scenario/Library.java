package dev.meshscope.lab.scenario;

import dev.meshscope.lab.words.LabWords;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The built-in scenarios: files like any other, inside the program. On any thread.
public final class Library {
  private Library() {}

  private static final List<String> NAMES =
      List.of(
          "zombie-demo",
          "clean-stop",
          "kill-relaunch",
          "kill-relaunch-later",
          "freeze-relaunch",
          "freeze-relaunch-thaw",
          "dead-but-established",
          "one-way-loss",
          "dual-dial",
          "duplicate-on-idle",
          "redial-storm",
          "identity-clone",
          "spoofed-identity",
          "relay-and-lan",
          "black-hole",
          "lan-restart",
          "lan-restart-twice",
          "registry-and-lan-restart",
          "crossing-dials",
          "thaw-replaced",
          "relaunch-smaller",
          "relaunch-larger");

  /// In the order in which they are worth reading.
  public static List<String> names() {
    return NAMES;
  }

  /// All of them.
  public static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    for (String name : NAMES) {
      all.add(builtIn(name));
    }
    return all;
  }

  /// A built-in one by its name, else the file of that name.
  ///
  /// @throws ScenarioException with one sentence if there is neither, or the file makes no sense
  public static Scenario find(String nameOrFile) throws ScenarioException {
    if (NAMES.contains(nameOrFile)) {
      return builtIn(nameOrFile);
    }
    Path file = path(nameOrFile);
    if (Files.isRegularFile(file)) {
      return ScenarioFile.load(file);
    }
    throw new ScenarioException(
        LabWords.of("library.there-is-no-scenario", nameOrFile, String.join(", ", NAMES)));
  }

  private static Path path(String text) throws ScenarioException {
    try {
      return Path.of(text);
    } catch (java.nio.file.InvalidPathException e) {
      throw new ScenarioException(LabWords.of("library.is-neither-a-scenario", text));
    }
  }

  private static Scenario builtIn(String name) {
    String file = name + ".yaml";
    try (InputStream in = Library.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks " + file);
      }
      return ScenarioFile.parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ScenarioException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
