package dev.meshscope.engine.net;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.FrameCause;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.wire.Extra;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// The handshake's fields (PROTOCOL 3), strict in what decides and lenient in what is only shown.
/// Pure; on the engine loop.
final class HandshakeJson {
  private HandshakeJson() {}

  private static final int VERSION_LENGTH = 64;
  private static final int ROLE_LENGTH = 32;
  private static final int E2E_LENGTH = 128;

  /// A [Frame.Greeting], or a [Frame.BadGreeting] that says what is wrong.
  static Frame read(Fields fields) {
    Optional<NodeId> nodeId = parsed(fields, "nodeId", NodeId::parse);
    if (nodeId.isEmpty()) {
      return bad(fields, "nodeId", FrameCause.NOT_A_UUID);
    }
    Optional<NodeName> name = parsed(fields, "name", NodeName::parse);
    if (name.isEmpty()) {
      return bad(fields, "name", FrameCause.NOT_A_NAME);
    }
    Optional<String> version = parsed(fields, "version", HandshakeJson::version);
    if (version.isEmpty()) {
      return bad(fields, "version", FrameCause.NOT_A_TEXT);
    }
    Optional<PublicKey> key = parsed(fields, "publicKey", PublicKey::parse);
    if (key.isEmpty()) {
      return bad(fields, "publicKey", FrameCause.NOT_A_KEY);
    }
    Optional<Group> group = group(fields);
    if (group.isEmpty()) {
      return bad(fields, fields.has("group") ? "group" : "room", FrameCause.NOT_A_GROUP);
    }
    return new Frame.Greeting(
        new Handshake(
            nodeId.get(),
            name.get(),
            version.get(),
            key.get(),
            e2ePublicKey(fields),
            fields.text("lifecycleRole", ROLE_LENGTH, "participant"),
            group.get(),
            extra(fields.object(Extra.NAME))));
  }

  /// Writes the fields after `type`, in the order deployed nodes use.
  static void write(JsonGenerator json, Handshake handshake) {
    Extra extra = handshake.extra();
    json.writeStringProperty("nodeId", handshake.nodeId().text());
    json.writeStringProperty("name", handshake.name().text());
    json.writeStringProperty("version", handshake.version());
    json.writeArrayPropertyStart("extensions");
    if (extra != null) {
      json.writeString(Extra.NAME);
    }
    json.writeEndArray();
    json.writeStringProperty("group", handshake.group().text());
    json.writeStringProperty("room", handshake.group().text());
    json.writeStringProperty("publicKey", handshake.publicKey().text());
    if (handshake.e2ePublicKey() != null) {
      json.writeStringProperty("e2ePublicKey", handshake.e2ePublicKey());
    }
    json.writeStringProperty("lifecycleRole", handshake.role());
    if (extra != null) {
      write(json, extra);
    }
  }

  private static void write(JsonGenerator json, Extra extra) {
    json.writeObjectPropertyStart(Extra.NAME);
    json.writeStringProperty("incarnation", extra.incarnation().text());
    json.writeNumberProperty("startedAt", extra.startedAt());
    json.writeNumberProperty("link", extra.link());
    if (extra.holds() != null) {
      json.writeArrayPropertyStart("holds");
      for (long link : extra.holds()) {
        json.writeNumber(link);
      }
      json.writeEndArray();
    }
    json.writeStringProperty("nonce", extra.nonce().text());
    json.writeEndObject();
  }

  private static <T> Optional<T> parsed(
      Fields fields, String name, Function<String, Optional<T>> parser) {
    return Optional.ofNullable(fields.text(name)).flatMap(parser);
  }

  private static Frame bad(Fields fields, String name, FrameCause what) {
    return new Frame.BadGreeting(
        Cause.of(fields.has(name) ? what : FrameCause.FIELD_MISSING, name));
  }

  /// Whatever it says: which version is ours is not decided here, and whoever speaks another one is
  /// told so.
  private static Optional<String> version(String text) {
    return Optional.of(Fields.printable(text, VERSION_LENGTH));
  }

  private static Optional<Group> group(Fields fields) {
    for (String name : List.of("group", "room")) {
      if (fields.has(name)) {
        return parsed(fields, name, Group::parse);
      }
    }
    return Optional.of(Group.DEFAULT);
  }

  private static @Nullable String e2ePublicKey(Fields fields) {
    String text = fields.text("e2ePublicKey");
    return text == null || text.length() > E2E_LENGTH ? null : Fields.printable(text, E2E_LENGTH);
  }

  /// Null if it is not exactly what we would send: such a peer is treated as any other.
  private static @Nullable Extra extra(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    Optional<Incarnation> incarnation = parsed(fields, "incarnation", Incarnation::parse);
    Optional<Nonce> nonce = parsed(fields, "nonce", Nonce::parse);
    long startedAt = fields.number("startedAt", -1);
    long link = fields.number("link", -1);
    if (incarnation.isEmpty() || nonce.isEmpty() || startedAt < 0 || link < 0) {
      return null;
    }
    return new Extra(incarnation.get(), startedAt, link, holds(fields), nonce.get());
  }

  private static @Nullable List<Long> holds(Fields fields) {
    List<?> list = fields.array("holds");
    if (list == null || list.size() > Extra.MAX_HOLDS) {
      return null;
    }
    List<Long> holds = new ArrayList<>(list.size());
    for (Object one : list) {
      if (!(one instanceof Long link)) {
        return null;
      }
      holds.add(link);
    }
    return holds;
  }
}
