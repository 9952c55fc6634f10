package dev.meshscope.cli;

import dev.meshscope.cli.words.CliWords;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.judge.Rule;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.engine.MeshEngine;
import dev.meshscope.lab.scenario.PeerKind;
import dev.meshscope.text.Durations;
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
    return or(Durations.parse(text), text, CliWords.of("converters.a-duration-above-zero"));
  }

  /// Nobody means the folder they stand in by a variable that is not set.
  static Path path(String text) {
    if (text.isEmpty()) {
      throw wrong(text, CliWords.of("converters.a-file-or-folder"));
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(CliWords.of("converters.it-cannot-be-the"));
    }
  }

  static Rule rule(String text) {
    return switch (text) {
      case "probe" -> Rule.PROBE;
      case "last-seen" -> Rule.LAST_SEEN;
      case "closed-flag" -> Rule.CLOSED_FLAG;
      default -> throw wrong(text, CliWords.of("converters.a-policy-probe-last"));
    };
  }

  static Endpoint endpoint(String text) {
    Endpoint endpoint =
        or(Endpoint.parse(text), text, CliWords.of("converters.an-address-as-host"));
    if (!MeshEngine.isDialable(endpoint)) {
      throw wrong(text, CliWords.of("converters.the-address-of-one"));
    }
    return endpoint;
  }

  static Group group(String text) {
    return or(Group.parse(text), text, CliWords.of("converters.a-group-to-of"));
  }

  static NodeName name(String text) {
    return or(NodeName.parse(text), text, CliWords.of("converters.a-name-to-bytes"));
  }

  static NodeId nodeId(String text) {
    return or(NodeId.parse(text), text, CliWords.of("converters.a-node-id-a"));
  }

  static PeerKind kind(String text) {
    return or(PeerKind.of(text), text, CliWords.of("converters.a-kind-of-peer"));
  }

  static Desktop.Theme theme(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "light" -> Desktop.Theme.LIGHT;
      case "dark" -> Desktop.Theme.DARK;
      case "system" -> Desktop.Theme.SYSTEM;
      default -> throw wrong(text, CliWords.of("converters.a-theme-light-dark"));
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
    throw wrong(text, CliWords.of("converters.a-size-as-widthxheight"));
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
