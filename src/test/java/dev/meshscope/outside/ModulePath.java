package dev.meshscope.outside;

import java.io.File;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a module needs of our class path, as a module path: who embeds us has no more. On any
/// thread.
public final class ModulePath {
  private ModulePath() {}

  /// The module itself and whatever it requires, near and far.
  public static String of(String root) {
    Map<String, ModuleReference> here =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .flatMap(entry -> modules(entry).stream())
            .collect(
                Collectors.toMap(
                    module -> module.descriptor().name(),
                    module -> module,
                    (first, _) -> first,
                    LinkedHashMap::new));
    Map<String, String> needed = new LinkedHashMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      String name = open.remove();
      ModuleReference module = here.get(name);
      if (module != null && !needed.containsKey(name)) {
        needed.put(name, place(module.location()));
        module.descriptor().requires().stream()
            .map(ModuleDescriptor.Requires::name)
            .forEach(open::add);
      }
    }
    if (!needed.containsKey(root)) {
      throw new AssertionError(root + " is no module of the class path");
    }
    return String.join(File.pathSeparator, needed.values());
  }

  /// None: it was not made to be one.
  private static Collection<ModuleReference> modules(Path entry) {
    try {
      return ModuleFinder.of(entry).findAll();
    } catch (FindException e) {
      return List.of();
    }
  }

  private static String place(Optional<URI> location) {
    return Path.of(location.orElseThrow()).toString();
  }
}
