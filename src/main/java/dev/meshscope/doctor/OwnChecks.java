package dev.meshscope.doctor;

import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.LanState;
import dev.meshscope.core.link.Networking;
import dev.meshscope.core.link.RegistrySurvey;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.doctor.Check.State;
import dev.meshscope.doctor.Check.Topic;
import dev.meshscope.text.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who we are, where we listen, where this machine's nodes meet. Pure; on any thread.
final class OwnChecks {
  private static final Set<String> ANYWHERE = Set.of("::", "0.0.0.0", "0:0:0:0:0:0:0:0");

  /// Nodes leave a file that is none now and then, not so many.
  private static final int MUCH = 100;

  /// Where whoever finds us in the registry dials (PROTOCOL 5).
  private static final String DIALLED = "127.0.0.1";

  private OwnChecks() {}

  static List<Check> of(
      PeerTable table, Endpoint listening, Networking wanted, Surroundings surroundings) {
    List<Check> checks = new ArrayList<>();
    checks.addAll(
        List.of(
            identity(table, surroundings),
            listening(table, listening, wanted, surroundings),
            group(table, surroundings),
            registry(wanted, surroundings)));
    RegistrySurvey registry = surroundings.registry();
    if (registry != null && registry.writableByOthers()) {
      checks.add(registry(State.WARN, "registry.open", surroundings));
    }
    return checks;
  }

  private static Check identity(PeerTable table, Surroundings surroundings) {
    Self self = table.self();
    String fact = Text.of("identity", self.name(), self.nodeId(), surroundings.stateDir());
    return switch (surroundings.privacy()) {
      case PRIVATE -> Check.of(Topic.IDENTITY, State.OK, fact, Text.of("identity.why"));
      case SHOWN -> identity("identity.shown", surroundings);
      case REPLACEABLE -> identity("identity.replaceable", surroundings);
    };
  }

  private static Check identity(String key, Surroundings surroundings) {
    return Check.of(
        Topic.IDENTITY, State.WARN, Text.of(key, surroundings.stateDir()), Text.of(key + ".why"));
  }

  private static Check listening(
      PeerTable table, Endpoint listening, Networking wanted, Surroundings surroundings) {
    if (ANYWHERE.contains(listening.host())) {
      String addresses = String.join(", ", surroundings.addresses());
      return Check.of(
          Topic.LISTENING,
          State.OK,
          addresses.isEmpty()
              ? Text.of("listening.everywhere", Integer.toString(listening.port()))
              : Text.of("listening.anywhere", Integer.toString(listening.port()), addresses),
          Text.of("listening.anywhere.why", Integer.toString(listening.port())));
    }
    boolean loopback = listening.host().startsWith("127.") || listening.host().equals("::1");
    if (loopback && table.networks().lan() instanceof LanState.On) {
      return Check.of(
          Topic.LISTENING,
          State.BAD,
          Text.of("listening.loopback", listening),
          Text.of("listening.unreachable.why"));
    }
    if (!wanted.relayOnly() && !listening.host().equals(DIALLED)) {
      return Check.of(
          Topic.LISTENING,
          State.WARN,
          Text.of("listening.missed", listening),
          Text.of("listening.missed.why"));
    }
    return loopback
        ? Check.of(
            Topic.LISTENING,
            State.OK,
            Text.of("listening.loopback", listening),
            Text.of("listening.loopback.why"))
        : Check.of(
            Topic.LISTENING,
            State.OK,
            Text.of("listening.one", listening),
            Text.of("listening.anywhere.why", Integer.toString(listening.port())));
  }

  private static Check group(PeerTable table, Surroundings surroundings) {
    RegistrySurvey registry = surroundings.registry();
    int others = registry == null ? 0 : registry.of(RegistrySurvey.Kind.OTHER_GROUP);
    return others == 0
        ? Check.of(
            Topic.GROUP, State.OK, Text.of("group", table.self().group()), Text.of("group.why"))
        : Check.of(
            Topic.GROUP,
            State.WARN,
            Text.of(
                others == 1 ? "group.others.one" : "group.others", table.self().group(), others),
            Text.of("group.others.why"));
  }

  private static Check registry(Networking wanted, Surroundings surroundings) {
    RegistrySurvey registry = surroundings.registry();
    if (wanted.relayOnly()) {
      return registry(State.OFF, "registry.rests", surroundings);
    }
    if (registry == null) {
      return registry(State.OFF, "registry.unknown", surroundings);
    }
    if (!registry.there()) {
      return registry(State.BAD, "registry.gone", surroundings);
    }
    if (!registry.readable()) {
      return registry(State.BAD, "registry.unreadable", surroundings);
    }
    if (!registry.writable()) {
      return registry(State.BAD, "registry.unwritable", surroundings);
    }
    if (!registry.own()) {
      return registry(State.BAD, "registry.not-in", surroundings);
    }
    if (registry.entries() == 0) {
      return registry(State.WARN, "registry.alone", surroundings);
    }
    boolean crowded =
        registry.of(RegistrySurvey.Kind.NOT_LOOKED_AT) > 0
            || registry.of(RegistrySurvey.Kind.NONE) > MUCH;
    return Check.of(
        Topic.REGISTRY,
        registry.of(RegistrySurvey.Kind.COUNTS) == 0 || crowded ? State.WARN : State.OK,
        Text.of(
            registry.entries() == 1 ? "registry.entry" : "registry.entries",
            surroundings.registryDir(),
            registry.entries(),
            kinds(registry)),
        Text.of(crowded ? "registry.crowded.why" : "registry.entries.why"));
  }

  private static String kinds(RegistrySurvey registry) {
    return Stream.of(RegistrySurvey.Kind.values())
        .filter(kind -> registry.of(kind) > 0)
        .map(kind -> Text.of("registry." + Phrases.key(kind), registry.of(kind)))
        .collect(Collectors.joining(", "));
  }

  private static Check registry(State state, String key, Surroundings surroundings) {
    return Check.of(
        Topic.REGISTRY, state, Text.of(key, surroundings.registryDir()), Text.of(key + ".why"));
  }
}
