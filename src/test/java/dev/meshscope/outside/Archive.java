package dev.meshscope.outside;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The program's classes as a virtual machine keeps them between two starts: hundreds of processes
/// are started in the integration tests, and without reading and checking the same classes again
/// each takes a third less of the processor. A value; made once for each build, by whoever is
/// first, while others wait.
///
/// @param file the archive
/// @param classPath the one that it was made with, of jars only: classes in folders cannot be kept
record Archive(Path file, String classPath) {
  private static final Optional<Archive> PRESENT = open();

  /// The archive of the program as it was built last; empty without a jar of it, or where a class
  /// is newer than the jar.
  static Optional<Archive> present() {
    return PRESENT;
  }

  List<String> options() {
    // Whatever hinders it, the program starts as it would without.
    return List.of("-XX:SharedArchiveFile=" + file, "-Xshare:auto", "-Xlog:cds=off,aot=off");
  }

  private static Optional<Archive> open() {
    Path jar = Path.of(System.getProperty("meshscope.program.jar", ""));
    try {
      return Files.isRegularFile(jar) && isLatest(jar) ? Optional.of(of(jar)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> path() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .toList();
  }

  private static boolean isLatest(Path jar) throws IOException {
    FileTime packed = Files.getLastModifiedTime(jar);
    for (Path entry : path()) {
      if (Files.isDirectory(entry) && !entry.endsWith("test-classes")) {
        try (Stream<Path> all = Files.walk(entry)) {
          for (Path file : all.filter(Files::isRegularFile).toList()) {
            if (Files.getLastModifiedTime(file).compareTo(packed) > 0) {
              return false;
            }
          }
        }
      }
    }
    return true;
  }

  private static Archive of(Path jar) throws IOException {
    List<String> jars = new ArrayList<>(List.of(jar.toString()));
    path().stream().filter(Files::isRegularFile).map(Path::toString).forEach(jars::add);
    Path file = jar.resolveSibling("program.jsa");
    Archive archive = new Archive(file, String.join(File.pathSeparator, jars));
    try (FileChannel turn =
            FileChannel.open(
                jar.resolveSibling("program.jsa.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock _ = turn.lock()) {
      boolean made =
          Files.exists(file)
              && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar)) > 0;
      if (!made) {
        archive.make();
      }
    }
    return archive;
  }

  /// A headless node that lives for a moment, and leaves its classes when it ends.
  private void make() throws IOException {
    Path fresh = file.resolveSibling("program.jsa.new");
    Path home = Files.createTempDirectory("meshscope-archive");
    Process node =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:ArchiveClassesAtExit=" + fresh,
                "-Xlog:cds=off,aot=off",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                "dev.meshscope.Main",
                "peer",
                "--json",
                "--duration",
                "2s",
                "--state-dir",
                home.resolve("state").toString(),
                "--registry-dir",
                home.resolve("registry").toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (node.waitFor(60, TimeUnit.SECONDS) && node.exitValue() == 0 && Files.exists(fresh)) {
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      node.destroyForcibly();
    }
  }
}
