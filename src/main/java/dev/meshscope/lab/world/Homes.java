package dev.meshscope.lab.world;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// A home of its own for a program of the user's, by all the names under which programs look for
/// it. Pure but for our own environment.
public final class Homes {
  private Homes() {}

  /// A Java program asks the system, not the environment, unless it is told.
  private static final String JAVA = "JAVA_TOOL_OPTIONS";

  private static final Set<String> NAMES =
      Set.of(
          "HOME",
          "USERPROFILE",
          "APPDATA",
          "LOCALAPPDATA",
          "XDG_CONFIG_HOME",
          "XDG_DATA_HOME",
          "XDG_STATE_HOME",
          "XDG_CACHE_HOME");

  /// Whether a variable of this name says where a program's home is: it is the lab's to set.
  public static boolean names(String variable) {
    return NAMES.contains(variable);
  }

  /// The user's variables with that home.
  static Map<String, String> environment(Path home, Map<String, String> wanted) {
    Map<String, String> environment = new LinkedHashMap<>(wanted);
    environment.put("HOME", home.toString());
    environment.put("USERPROFILE", home.toString());
    environment.put("APPDATA", home.resolve("AppData").resolve("Roaming").toString());
    environment.put("LOCALAPPDATA", home.resolve("AppData").resolve("Local").toString());
    environment.put("XDG_CONFIG_HOME", home.resolve(".config").toString());
    environment.put("XDG_DATA_HOME", home.resolve(".local").resolve("share").toString());
    environment.put("XDG_STATE_HOME", home.resolve(".local").resolve("state").toString());
    environment.put("XDG_CACHE_HOME", home.resolve(".cache").toString());
    String options = wanted.getOrDefault(JAVA, System.getenv().getOrDefault(JAVA, ""));
    environment.put(JAVA, (options + " \"-Duser.home=" + home + "\"").strip());
    return environment;
  }
}
