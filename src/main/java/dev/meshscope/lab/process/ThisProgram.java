package dev.meshscope.lab.process;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How to start this very program again. Pure but for what it reads of its own process; on any
/// thread.
public final class ThisProgram {
  private ThisProgram() {}

  private static final List<String> ARCHIVE =
      List.of("-XX:SharedArchiveFile=", "-Xshare:", "-Xlog:cds=");

  /// The command line up to, and without, the program's own arguments.
  public static List<String> command() {
    String launcher = System.getProperty("jpackage.app-path", "");
    if (!launcher.isEmpty()) {
      return List.of(launcher);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx96m");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(archive(ManagementFactory.getRuntimeMXBean().getInputArguments()));
    String modules = System.getProperty("jdk.module.path", "");
    String classes = System.getProperty("java.class.path", "");
    if (ThisProgram.class.getModule().isNamed()) {
      command.add("--enable-native-access=io.netty.common,dev.meshscope");
      if (!modules.isEmpty()) {
        command.add("--module-path");
        command.add(absolute(modules));
      }
      if (!classes.isEmpty()) {
        command.add("--class-path");
        command.add(absolute(classes));
      }
      command.add("--module");
      command.add("dev.meshscope/dev.meshscope.Main");
    } else {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--class-path");
      command.add(absolute(classes));
      command.add("dev.meshscope.Main");
    }
    return List.copyOf(command);
  }

  /// The archive of classes that this process was started with, if it was: with it the next one
  /// starts in two thirds of the time, and without it just the same.
  ///
  /// @param options of this virtual machine
  static List<String> archive(List<String> options) {
    return options.stream().filter(one -> ARCHIVE.stream().anyMatch(one::startsWith)).toList();
  }

  /// The launcher of an image takes a process that inherits its mark for its own second stage, and
  /// starts nothing.
  public static void untie(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.startsWith("_JPACKAGE_LAUNCHER"));
  }

  private static String absolute(String path) {
    List<String> entries = new ArrayList<>();
    for (String entry : path.split(File.pathSeparator, -1)) {
      if (!entry.isEmpty()) {
        entries.add(Path.of(entry).toAbsolutePath().toString());
      }
    }
    return String.join(File.pathSeparator, entries);
  }
}
