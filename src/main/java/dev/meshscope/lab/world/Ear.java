package dev.meshscope.lab.world;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One process on one medium: the folder in which it hears of others, and the one in which its own
/// records appear, which may be the same. Guarded by the bridge's lock.
final class Ear {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MAX_BYTES = 65_536;

  private final Medium medium;
  private final Path hears;
  private final Path says;

  // File name to what was in it when we last looked.
  private final Map<String, byte[]> seen = new HashMap<>();

  // What lies here is from others.
  private final Set<String> brought = new HashSet<>();
  private @Nullable Found found;

  /// @throws IOException if the folders cannot be made
  Ear(Medium medium, Path hears, Path says) throws IOException {
    this.medium = medium;
    this.hears = Files.createDirectories(hears);
    this.says = Files.createDirectories(says);
    // What an earlier life left there is not its own.
    Map<String, byte[]> before = files();
    if (before != null) {
      seen.putAll(before);
    }
  }

  Medium medium() {
    return medium;
  }

  /// What it announces now; null: nothing.
  @Nullable Found found() {
    return found;
  }

  /// What changed since the last look.
  ///
  /// @param fresh what it announces anew; null: nothing
  /// @param withdrawn what it announces no more; null: nothing
  record News(@Nullable Found fresh, @Nullable Found withdrawn) {}

  /// Looks again.
  ///
  /// @param own whether a record is this process's, and not that of another life in the same place
  News look(Predicate<Found> own) {
    Map<String, byte[]> now = files();
    if (now == null) {
      return new News(null, null);
    }
    Found fresh = null;
    for (Map.Entry<String, byte[]> file : Map.copyOf(now).entrySet()) {
      if (!Arrays.equals(file.getValue(), seen.get(file.getKey()))) {
        Found its = Found.parse(file.getKey(), file.getValue());
        if (its != null && own.test(its)) {
          fresh = its;
        } else if (its != null) {
          // Whose it is may be known soon.
          now.remove(file.getKey());
        }
      }
    }
    Found before = found;
    Found withdrawn = null;
    if (fresh != null) {
      found = fresh;
    } else if (before != null && !Files.exists(says.resolve(before.file()))) {
      found = null;
      withdrawn = before;
    }
    seen.clear();
    seen.putAll(now);
    return new News(fresh, withdrawn);
  }

  /// Another's record, as it is to be found here.
  ///
  /// @throws IOException if the folder is gone
  void bring(String name, ObjectNode record) throws IOException {
    brought.add(name);
    Path fresh = hears.resolve(name + ".bridge.tmp");
    Files.write(fresh, JSON.writeValueAsBytes(record));
    Files.move(
        fresh,
        hears.resolve(name),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  /// Another's record is not to be found here any more.
  void withdraw(String name) {
    if (brought.contains(name)) {
      try {
        Files.deleteIfExists(hears.resolve(name));
      } catch (IOException e) {
        // It will be taken for old soon.
      }
    }
  }

  /// Its own files, which we did not bring; null if one cannot be read just now.
  private @Nullable Map<String, byte[]> files() {
    Map<String, byte[]> files = new HashMap<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(says, "*.json")) {
      for (Path file : all) {
        String name = String.valueOf(file.getFileName());
        if (!brought.contains(name) && Files.size(file) <= MAX_BYTES) {
          files.put(name, Files.readAllBytes(file));
        }
      }
      return files;
    } catch (IOException | DirectoryIteratorException e) {
      // Just being replaced, or gone with the round: the next look is soon.
      return null;
    }
  }
}
