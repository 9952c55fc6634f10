package dev.meshscope.lab.scenario;

import java.util.Locale;

/// Where a scenario works.
public enum OperatingSystem {
  LINUX("Linux"),
  MACOS("macOS"),
  WINDOWS("Windows");

  private final String title;

  OperatingSystem(String title) {
    this.title = title;
  }

  /// As people write it.
  public String title() {
    return title;
  }

  /// As in files: `linux`.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The one this program runs on; what is neither macOS nor Windows is taken for Linux.
  public static OperatingSystem here() {
    return named(System.getProperty("os.name", ""));
  }

  static OperatingSystem named(String osName) {
    String os = osName.toLowerCase(Locale.ROOT);
    if (os.startsWith("windows")) {
      return WINDOWS;
    }
    return os.startsWith("mac") ? MACOS : LINUX;
  }
}
