package dev.meshscope.engine.net.relay;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.engine.net.FrameJson;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// What is said to and by a relay, as JSON (PROTOCOL 6). Stateless; on the engine loop.
///
/// A message is read once, as a stream, never as a tree. A frame in it is not read but cut out. Of
/// duplicate keys the last counts; fields nobody told us of are passed over.
final class RelayJson {
  private RelayJson() {}

  /// The longest message that is taken in: a frame of the longest kind in its envelope.
  static final int MAX_BYTES = Frame.MAX_BYTES + 4096;

  static final byte[] PONG = "{\"type\":\"relay-pong\"}".getBytes(StandardCharsets.UTF_8);

  private static final Logger LOG = Logger.getLogger(RelayJson.class.getName());

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  // the frame may be as deep as one that comes by itself
                  .maxNestingDepth(FrameJson.MAX_DEPTH + 1)
                  .maxStringLength(MAX_BYTES)
                  .build())
          .build();

  private static final int TIMES_TO_GET_READY = 200;

  /// Reads some of each kind, so that the first that come do not find this unread: that takes tens
  /// of milliseconds, which the loop does not have. On any other thread.
  static void getReady() {
    String id = "\"00000000-0000-7000-8000-000000000001\"";
    String entry = "\"nodeId\":" + id + ",\"name\":\"n\"}";
    List<byte[]> all =
        Stream.of(
                "{\"type\":\"relay-peers\",\"peers\":[{" + entry + "]}",
                "{\"type\":\"relay-peer-joined\"," + entry,
                "{\"type\":\"relay-peer-left\"," + entry,
                "{\"from\":" + id + ",\"fromName\":\"n\",\"payload\":{\"type\":\"ping\"}}",
                "{\"type\":\"relay-ping\"}",
                "{")
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toList();
    int unread = 0;
    for (int i = 0; i < TIMES_TO_GET_READY; i++) {
      for (byte[] text : all) {
        unread += read(text) instanceof RelayMessage.Unread ? 1 : 0;
      }
    }
    LOG.log(Level.FINER, "ready to read a relay, without {0}", unread);
  }

  /// `relay-auth`.
  static byte[] auth(NodeId self, NodeName name, @Nullable String token) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json =
        JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeStringProperty("type", "relay-auth");
      json.writeStringProperty("nodeId", self.text());
      json.writeStringProperty("name", name.text());
      if (token != null) {
        json.writeStringProperty("token", token);
      }
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  /// What stands before a frame to a peer; a closing brace follows it.
  static byte[] envelope(NodeId to) {
    return ("{\"to\":\"" + to + "\",\"payload\":").getBytes(StandardCharsets.UTF_8);
  }

  /// Reads one message.
  static RelayMessage read(byte[] text) {
    if (!FrameJson.startsObject(text)) {
      return new RelayMessage.Unread(Ignored.NOT_AN_OBJECT);
    }
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      Said said = new Said();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        said.take(parser.currentName(), parser, text);
      }
      // Behind the object there is nothing more.
      return parser.nextToken() == null
          ? said.message()
          : new RelayMessage.Unread(Ignored.NOT_JSON);
    } catch (JacksonException e) {
      return new RelayMessage.Unread(Ignored.NOT_JSON);
    }
  }

  /// The fields of one message, as far as anybody here reads them.
  private static final class Said {
    private @Nullable String type;
    private @Nullable String nodeId;
    private @Nullable String name;
    private @Nullable String from;
    private @Nullable String message;
    private @Nullable ByteBuffer payload;
    private RelayMessage.@Nullable Peers peers;

    void take(String field, JsonParser parser, byte[] text) {
      JsonToken value = parser.nextToken();
      switch (field) {
        case "type" -> type = string(parser, value);
        case "nodeId" -> nodeId = string(parser, value);
        case "name" -> name = string(parser, value);
        case "from" -> from = string(parser, value);
        case "message" -> message = string(parser, value);
        case "payload" -> payload = object(parser, value, text);
        case "peers" -> peers = peers(parser, value);
        default -> parser.skipChildren();
      }
    }

    RelayMessage message() {
      return switch (type) {
        case "relay-ping" -> new RelayMessage.Ping();
        case "relay-reauth" -> new RelayMessage.Reauth();
        case "relay-error" -> new RelayMessage.Fault(message == null ? "" : message);
        case "relay-peers" -> peers == null ? new RelayMessage.Unread(Ignored.NO_LIST) : peers;
        case "relay-peer-joined" ->
            entry(nodeId, name)
                .<RelayMessage>map(RelayMessage.Joined::new)
                .orElseGet(() -> new RelayMessage.Unread(Ignored.NO_NODE_ID));
        case "relay-peer-left" ->
            id(nodeId)
                .<RelayMessage>map(RelayMessage.Left::new)
                .orElseGet(() -> new RelayMessage.Unread(Ignored.NO_NODE_ID));
        case null, default -> payload();
      };
    }

    private RelayMessage payload() {
      if (from == null && payload == null) {
        return new RelayMessage.Unread(Ignored.NO_KNOWN_MESSAGE);
      }
      Optional<NodeId> sender = id(from);
      if (sender.isEmpty()) {
        return new RelayMessage.Unread(Ignored.NO_NODE_ID);
      }
      if (payload == null) {
        return new RelayMessage.Unread(Ignored.NOT_AN_OBJECT);
      }
      return payload.remaining() > Frame.MAX_BYTES
          ? new RelayMessage.Unread(Ignored.TOO_LONG)
          : new RelayMessage.Payload(sender.get(), payload);
    }
  }

  private static @Nullable String string(JsonParser parser, JsonToken value) {
    if (value == JsonToken.VALUE_STRING) {
      return parser.getString();
    }
    parser.skipChildren();
    return null;
  }

  /// The bytes of an object at whose beginning the parser stands; null if it is something else.
  private static @Nullable ByteBuffer object(JsonParser parser, JsonToken value, byte[] text) {
    long begin = parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    long end = parser.currentLocation().getByteOffset();
    return value == JsonToken.START_OBJECT
        ? ByteBuffer.wrap(text, (int) begin, (int) (end - begin)).slice()
        : null;
  }

  private static RelayMessage.@Nullable Peers peers(JsonParser parser, JsonToken value) {
    if (value != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return null;
    }
    List<RelayMessage.Entry> entries = new ArrayList<>();
    int unfit = 0;
    int beyond = 0;
    for (JsonToken one = parser.nextToken(); one != JsonToken.END_ARRAY; one = parser.nextToken()) {
      Listed listed = Listed.read(parser, one);
      Optional<RelayMessage.Entry> entry = entry(listed.nodeId, listed.name);
      if (entry.isEmpty()) {
        unfit++;
      } else if (!listed.offline) {
        if (entries.size() < Directory.MOST) {
          entries.add(entry.get());
        } else {
          beyond++;
        }
      }
    }
    return new RelayMessage.Peers(entries, unfit, beyond);
  }

  /// One entry of the directory as it is written there.
  private static final class Listed {
    private @Nullable String nodeId;
    private @Nullable String name;
    private boolean offline;

    static Listed read(JsonParser parser, JsonToken value) {
      Listed listed = new Listed();
      if (value != JsonToken.START_OBJECT) {
        parser.skipChildren();
        return listed;
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String field = parser.currentName();
        JsonToken inside = parser.nextToken();
        switch (field) {
          case "nodeId" -> listed.nodeId = string(parser, inside);
          case "name" -> listed.name = string(parser, inside);
          case "offline" -> {
            listed.offline = inside == JsonToken.VALUE_TRUE;
            parser.skipChildren();
          }
          default -> parser.skipChildren();
        }
      }
      return listed;
    }
  }

  private static Optional<NodeId> id(@Nullable String text) {
    return text == null ? Optional.empty() : NodeId.parse(text);
  }

  /// A name that is none is only shown: the node is as real as any other.
  private static Optional<RelayMessage.Entry> entry(
      @Nullable String nodeId, @Nullable String name) {
    return id(nodeId)
        .map(
            peer ->
                new RelayMessage.Entry(
                    peer,
                    Optional.ofNullable(name)
                        .flatMap(NodeName::parse)
                        .orElseGet(() -> new NodeName(peer.brief()))));
  }
}
