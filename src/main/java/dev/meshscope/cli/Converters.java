package dev.meshscope.cli;

import dev.meshscope.config.Durations;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.judge.Rule;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.engine.MeshEngine;
import dev.meshscope.lab.scenario.PeerKind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/// Turns arguments into values, or says in one sentence what they should have been. On the thread
/// that started the program.
final class Converters {
  private Converters() {}

  private static final Pattern SIZE = Pattern.compile("(\\d{1,5})[xX](\\d{1,5})");

  static CommandLine register(CommandLine line) {
    return line.registerConverter(Duration.class, Converters::duration)
        .registerConverter(Path.class, Converters::path)
        .registerConverter(Rule.class, Converters::rule)
        .registerConverter(Endpoint.class, Converters::endpoint)
        .registerConverter(Group.class, Converters::group)
        .registerConverter(NodeName.class, Converters::name)
        .registerConverter(NodeId.class, Converters::nodeId)
        .registerConverter(PeerKind.class, Converters::kind)
        .registerConverter(Desktop.Theme.class, Converters::theme)
        .registerConverter(Desktop.Size.class, Converters::size);
  }

  static Duration duration(String text) {
    return or(Durations.parse(text), text, "a duration above zero such as 500ms, 10s, 2m or PT10S");
  }

  /// Nobody means the folder they stand in by a variable that is not set.
  static Path path(String text) {
    if (text.isEmpty()) {
      throw wrong(text, "a file or folder: it is empty; a dot is the folder you are in");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException("it cannot be the name of a file or folder");
    }
  }

  static Rule rule(String text) {
    return switch (text) {
      case "probe" -> Rule.PROBE;
      case "last-seen" -> Rule.LAST_SEEN;
      case "closed-flag" -> Rule.CLOSED_FLAG;
      default -> throw wrong(text, "a policy: probe, last-seen or closed-flag");
    };
  }

  static Endpoint endpoint(String text) {
    Endpoint endpoint =
        or(Endpoint.parse(text), text, "an address as HOST:PORT, with a port from 1 to 65535");
    if (!MeshEngine.isDialable(endpoint)) {
      throw wrong(text, "the address of one machine: nobody can be dialled there");
    }
    return endpoint;
  }

  static Group group(String text) {
    return or(Group.parse(text), text, "a group: 1 to 64 of a-z 0-9 - _ .");
  }

  static NodeName name(String text) {
    return or(NodeName.parse(text), text, "a name: 1 to 64 bytes of printable UTF-8");
  }

  static NodeId nodeId(String text) {
    return or(NodeId.parse(text), text, "a node id: a UUID with hyphens");
  }

  static PeerKind kind(String text) {
    return or(PeerKind.of(text), text, "a kind of peer: raw, meshscope, d0, d10, d1 or command");
  }

  static Desktop.Theme theme(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "light" -> Desktop.Theme.LIGHT;
      case "dark" -> Desktop.Theme.DARK;
      case "system" -> Desktop.Theme.SYSTEM;
      default -> throw wrong(text, "a theme: light, dark or system");
    };
  }

  static Desktop.Size size(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (matcher.matches()) {
      int width = Integer.parseInt(matcher.group(1));
      int height = Integer.parseInt(matcher.group(2));
      if (side(width) && side(height)) {
        return new Desktop.Size(width, height);
      }
    }
    throw wrong(text, "a size as WIDTHxHEIGHT, each from 320 to 8192");
  }

  private static boolean side(int pixels) {
    return pixels >= 320 && pixels <= 8_192;
  }

  private static <T> T or(Optional<T> value, String text, String wanted) {
    return value.orElseThrow(() -> wrong(text, wanted));
  }

  private static TypeConversionException wrong(String text, String wanted) {
    return new TypeConversionException("'" + text + "' is not " + wanted);
  }
}
