package dev.meshscope.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where this operating system keeps a user's configuration. Pure; on any thread.
public final class Places {
  private Places() {}

  /// Identity, known peers and settings: `~/.config/meshscope` (or below `XDG_CONFIG_HOME`),
  /// `~/Library/Application Support/Meshscope`, `%APPDATA%\Meshscope`. Empty if nobody knows the
  /// home of this user.
  public static Optional<Path> stateDir() {
    return stateDir(System.getProperty("os.name", ""), home(), System.getenv());
  }

  /// The registry all nodes of one user on one machine share (PROTOCOL 5). Empty if nobody knows
  /// the home of this user.
  public static Optional<Path> registryDir() {
    return home().map(home -> home.resolve(".sym").resolve("loopback"));
  }

  private static Optional<Path> home() {
    return absolute(System.getProperty("user.home"));
  }

  /// A user without an entry in the system's list, as in many containers, has the home `?`, or what
  /// HOME says: what is no absolute path would be a folder wherever the program was started.
  static Optional<Path> absolute(@Nullable String folder) {
    try {
      return Optional.ofNullable(folder).map(Path::of).filter(Path::isAbsolute);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  static Optional<Path> stateDir(
      String osName, Optional<Path> home, Map<String, String> environment) {
    String os = osName.toLowerCase(Locale.ROOT);
    if (os.startsWith("windows")) {
      return absolute(environment.get("APPDATA"))
          .or(() -> home.map(path -> path.resolve("AppData").resolve("Roaming")))
          .map(path -> path.resolve("Meshscope"));
    }
    if (os.startsWith("mac")) {
      return home.map(
          path -> path.resolve("Library").resolve("Application Support").resolve("Meshscope"));
    }
    // The XDG specification, too: a relative path is invalid and to be ignored.
    return absolute(environment.get("XDG_CONFIG_HOME"))
        .or(() -> home.map(path -> path.resolve(".config")))
        .map(path -> path.resolve("meshscope"));
  }
}
