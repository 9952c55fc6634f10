package dev.meshscope.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// Where this operating system keeps a user's configuration. Pure; on any thread.
public final class Places {
  private Places() {}

  /// Identity, known peers and settings: `~/.config/meshscope` (or below `XDG_CONFIG_HOME`),
  /// `~/Library/Application Support/Meshscope`, `%APPDATA%\Meshscope`.
  public static Path stateDir() {
    return stateDir(
        System.getProperty("os.name", ""),
        Path.of(System.getProperty("user.home", ".")),
        System.getenv());
  }

  /// The registry all nodes of one user on one machine share (PROTOCOL 5).
  public static Path registryDir() {
    return Path.of(System.getProperty("user.home", "."), ".sym", "loopback");
  }

  static Path stateDir(String osName, Path home, Map<String, String> environment) {
    String os = osName.toLowerCase(Locale.ROOT);
    if (os.startsWith("windows")) {
      String appData = environment.getOrDefault("APPDATA", "");
      return appData.isBlank()
          ? home.resolve("AppData").resolve("Roaming").resolve("Meshscope")
          : Path.of(appData).resolve("Meshscope");
    }
    if (os.startsWith("mac")) {
      return home.resolve("Library").resolve("Application Support").resolve("Meshscope");
    }
    String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
    // The XDG specification: a relative path is invalid and to be ignored.
    return xdg.startsWith("/")
        ? Path.of(xdg).resolve("meshscope")
        : home.resolve(".config").resolve("meshscope");
  }
}
