package dev.meshscope.lab.run;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/// On what a run was done: numbers of different machines are not to be compared. On any thread.
final class Where {
  private Where() {}

  /// In words, in order.
  static Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("program", "Meshscope " + version());
    facts.put(
        "system", property("os.name") + " " + property("os.version") + " " + property("os.arch"));
    facts.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
    facts.put("Java", property("java.vm.vendor") + " " + property("java.runtime.version"));
    return facts;
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }

  private static String version() {
    try (InputStream in = Where.class.getResourceAsStream("/dev/meshscope/build.properties")) {
      Properties build = new Properties();
      if (in != null) {
        build.load(in);
      }
      return build.getProperty("version", "");
    } catch (IOException e) {
      return "";
    }
  }
}
