package dev.meshscope.engine.discovery;

import dev.meshscope.engine.discovery.LanCard.Leads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What Linux tells of its interfaces in a folder for each; elsewhere nothing is known, and each
/// leads elsewhere. Blocks for that folder.
///
/// @param folder `/sys/class/net`
record LanLinks(Path folder) {
  private static final int DEEPEST = 4;

  /// It asks nobody who has which address: there is no neighbour to be found.
  private static final int NO_ARP = 0x80;

  static LanLinks ofThisMachine() {
    return new LanLinks(Path.of("/sys/class/net"));
  }

  /// Where an interface leads that is up and takes multicast.
  ///
  /// @param index its number; the folder may show another namespace's interface of this name
  Leads leads(String name, int index) {
    if (number(name, "ifindex") != index) {
      return Leads.ELSEWHERE;
    }
    if (hardware(name, DEEPEST)) {
      return Leads.HARDWARE;
    }
    if ((number(name, "flags") & NO_ARP) == NO_ARP || bothEndsHere(name)) {
      return Leads.BACK;
    }
    return Files.isDirectory(of(name, "bridge")) ? Leads.GUESTS : Leads.ELSEWHERE;
  }

  /// It, or one of those below it: members of a bridge, what a VLAN runs on.
  private boolean hardware(String name, int deep) {
    return Files.exists(of(name, "device"))
        || (deep > 0 && below(name).stream().anyMatch(each -> hardware(each, deep - 1)));
  }

  private List<String> below(String name) {
    try (Stream<Path> entries = Files.list(folder.resolve(name))) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(entry -> entry.startsWith("lower_"))
          .map(entry -> entry.substring("lower_".length()))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /// A pair of which each is the other's end. The number of an end that lies in another namespace
  /// may be somebody else's here, and that one has another end.
  private boolean bothEndsHere(String name) {
    long index = number(name, "ifindex");
    long end = number(name, "iflink");
    if (index <= 0 || end <= 0 || end == index) {
      return false;
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(entry -> entry.getFileName().toString())
          .anyMatch(other -> number(other, "ifindex") == end && number(other, "iflink") == index);
    } catch (IOException e) {
      return false;
    }
  }

  private long number(String name, String what) {
    try {
      return Long.decode(Files.readString(of(name, what)).strip());
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  private Path of(String name, String what) {
    return folder.resolve(name).resolve(what);
  }
}
