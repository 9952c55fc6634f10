package dev.meshscope.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Whether a window can be hoped for. Pure; on any thread.
final class Display {
  private Display() {}

  /// Why no window can be opened, in one sentence; empty if it is worth trying. Only where X or
  /// Wayland is the display can it be missed beforehand.
  static Optional<String> missing() {
    return missing(
        System.getProperty("os.name", ""),
        System.getProperty("glass.platform", ""),
        System.getenv());
  }

  static Optional<String> missing(String osName, String platform, Map<String, String> environment) {
    String os = osName.toLowerCase(Locale.ROOT);
    boolean needsNone =
        os.startsWith("windows") || os.startsWith("mac") || platform.equalsIgnoreCase("Headless");
    return needsNone || set(environment, "DISPLAY") || set(environment, "WAYLAND_DISPLAY")
        ? Optional.empty()
        : Optional.of("There is no display here (DISPLAY is not set)");
  }

  private static boolean set(Map<String, String> environment, String name) {
    return !environment.getOrDefault(name, "").isBlank();
  }
}
