package dev.meshscope.lines;

import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Settings;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a line of the program itself says, beside `time`, `event` and `atNs`; read back to an equal
/// value. Pure; on any thread.
public sealed interface Own {

  /// How it started.
  record Started(
      int format,
      String program,
      NodeId nodeId,
      NodeName name,
      int port,
      Endpoint address,
      long pid,
      Group group,
      Incarnation incarnation,
      PublicKey publicKey,
      String policy,
      Settings settings)
      implements Own {}

  /// How it ended.
  record Stopped(String cause) implements Own {}

  /// So much found no room.
  record Dropped(long count, long answers) implements Own {}

  /// A text that was handed over.
  ///
  /// @param text may be empty, which is said, and not left out
  record Sent(
      @Nullable String text, @Nullable NodeId to, List<NodeId> recipients, List<Handed> handed)
      implements Own {
    /// Copies the lists.
    public Sent {
      recipients = List.copyOf(recipients);
      handed = List.copyOf(handed);
    }
  }

  /// What became of it for one peer.
  record Handed(
      NodeId peer, @Nullable Long transport, @Nullable String kind, @Nullable String why) {}

  /// A command that was not done.
  record CommandFailed(String why) implements Own {}

  /// What the doctor found.
  record Checkup(int bad, int warn, String summary, @Nullable String notice, List<Check> checks)
      implements Own {
    /// Copies the list.
    public Checkup {
      checks = List.copyOf(checks);
    }
  }

  /// One thing the doctor looked at.
  record Check(
      String topic, String state, String name, @Nullable String fact, @Nullable String advice) {}

  /// Reads it; empty for tables and sums, which are told and not read back yet.
  ///
  /// @throws UnreadableException if something is missing
  static Optional<Own> read(OwnLine what, JsonNode line) {
    return type(what).map(type -> (Own) new Whole(type).read(line));
  }

  /// As it is written.
  static ObjectNode write(Own own) {
    return new Whole(own.getClass()).write(own);
  }

  private static Optional<Class<? extends Own>> type(OwnLine what) {
    return switch (what) {
      case STARTED -> Optional.of(Started.class);
      case STOPPED -> Optional.of(Stopped.class);
      case DROPPED -> Optional.of(Dropped.class);
      case SENT -> Optional.of(Sent.class);
      case COMMAND_FAILED -> Optional.of(CommandFailed.class);
      case CHECKUP -> Optional.of(Checkup.class);
      case CAME_TO_NOTHING, PEERS, ENDED -> Optional.empty();
    };
  }
}
