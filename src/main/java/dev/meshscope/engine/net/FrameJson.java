package dev.meshscope.engine.net;

import dev.meshscope.core.cause.FrameCause;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.wire.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/// Frames as JSON (PROTOCOL 2 to 4). Stateless; on any thread.
///
/// A payload is read as a stream, never as a tree: a mebibyte of empty objects costs nothing. It is
/// read once to the end, which proves that it is JSON and finds its `type`, and once more for the
/// fields of the types that are interpreted. Of duplicate keys the last counts.
public final class FrameJson {
  private FrameJson() {}

  /// A payload that is no frame: not JSON, not an object, or without a string `type`.
  public static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FrameCause why;

    MalformedException(FrameCause why) {
      super(why.key(), null, false, false);
      this.why = why;
    }

    /// What is wrong with it.
    public FrameCause why() {
      return why;
    }
  }

  /// Deeper nesting is an attack.
  public static final int MAX_DEPTH = 1000;

  private static final int MAX_TYPE = 64;

  private static final Set<String> UPPER_LAYERS =
      Set.of(
          "cmb",
          "mood",
          "xmesh-insight",
          "cmb-fetch",
          "cmb-fetch-result",
          "attestation",
          "checkpoint",
          "witness",
          "role-grant",
          "role-revoke",
          "state-sync");

  /// @param depth how deep an object may be nested for this factory
  private record Reader(int depth, JsonFactory json) {
    static Reader of(int depth) {
      return new Reader(
          depth,
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(depth)
                      .maxStringLength(Frame.MAX_BYTES)
                      .build())
              .build());
    }
  }

  // The one used last: a process has nodes with one set of limits. Any thread may replace it.
  private static volatile Reader latest = Reader.of(MAX_DEPTH);

  /// Reads one payload under the default limits.
  ///
  /// @throws MalformedException if it is no frame
  public static Frame read(byte[] payload) throws MalformedException {
    return read(payload, Limits.DEFAULT);
  }

  /// Reads one payload.
  ///
  /// @throws MalformedException if it is no frame, or nested too deep
  public static Frame read(byte[] payload, Limits limits) throws MalformedException {
    if (!startsObject(payload)) {
      throw new MalformedException(FrameCause.NOT_AN_OBJECT);
    }
    JsonFactory json = reader(limits.frameDepth());
    try {
      String type = type(json, payload);
      if (type == null) {
        throw new MalformedException(FrameCause.NO_TYPE);
      }
      return frame(type, json, payload, limits);
    } catch (StreamConstraintsException e) {
      throw new MalformedException(FrameCause.TOO_DEEP);
    } catch (JacksonException e) {
      throw new MalformedException(FrameCause.NOT_JSON);
    }
  }

  /// Jackson guesses the encoding of bytes; only UTF-8 is right here, in which no JSON has a NUL.
  public static boolean startsObject(byte[] payload) {
    int at = 0;
    while (at < payload.length && " \t\r\n".indexOf(payload[at]) >= 0) {
      at++;
    }
    return at + 1 < payload.length && payload[at] == '{' && payload[at + 1] != 0;
  }

  private static @Nullable String type(JsonFactory json, byte[] payload) throws MalformedException {
    String type = null;
    try (JsonParser parser = parser(json, payload)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean here = parser.currentName().equals("type");
        JsonToken value = parser.nextToken();
        if (here) {
          type = value == JsonToken.VALUE_STRING ? parser.getString() : null;
        }
        parser.skipChildren();
      }
      if (parser.nextToken() != null) {
        throw new MalformedException(FrameCause.NOT_JSON);
      }
    }
    return type;
  }

  private static Frame frame(String type, JsonFactory json, byte[] payload, Limits limits) {
    return switch (type) {
      case "ping" -> new Frame.Ping();
      case "pong" -> new Frame.Pong();
      case "handshake" -> HandshakeJson.read(fields(json, payload));
      case "error" -> ContentJson.fault(fields(json, payload));
      case "peer-info" -> ContentJson.peerInfo(fields(json, payload), limits.gossipEntries());
      case "wake-channel" -> ContentJson.wakeChannel(fields(json, payload));
      case "message" -> ContentJson.message(fields(json, payload));
      case "node-stats" -> ContentJson.nodeStats(fields(json, payload));
      case Frame.Proof.TYPE -> ContentJson.proof(fields(json, payload));
      default ->
          UPPER_LAYERS.contains(type)
              ? new Frame.Uninterpreted(type)
              : new Frame.Unknown(Fields.printable(type, MAX_TYPE));
    };
  }

  private static Fields fields(JsonFactory json, byte[] payload) {
    try (JsonParser parser = parser(json, payload)) {
      parser.nextToken();
      return Fields.of(parser);
    }
  }

  private static JsonFactory reader(int depth) {
    Reader reader = latest;
    if (reader.depth() != depth) {
      reader = Reader.of(depth);
      latest = reader;
    }
    return reader.json();
  }

  private static JsonParser parser(JsonFactory json, byte[] payload) {
    return json.createParser(ObjectReadContext.empty(), payload);
  }

  /// Writes one payload, minified.
  public static byte[] write(Frame frame) {
    return switch (frame) {
      case Frame.Ping() -> "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8);
      case Frame.Pong() -> "{\"type\":\"pong\"}".getBytes(StandardCharsets.UTF_8);
      default -> object(frame);
    };
  }

  private static byte[] object(Frame frame) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json =
        latest.json().createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeStringProperty("type", frame.type());
      switch (frame) {
        case Frame.Greeting(var handshake) -> HandshakeJson.write(json, handshake);
        case Frame.Fault(int code, var message) -> {
          json.writeNumberProperty("code", code);
          json.writeStringProperty("message", message);
        }
        case Frame.Message(var from, var fromName, var content, long timestamp) -> {
          json.writeStringProperty("from", from);
          json.writeStringProperty("fromName", fromName);
          json.writeStringProperty("content", content);
          json.writeNumberProperty("timestamp", timestamp);
        }
        case Frame.Proof(var signature) -> json.writeStringProperty("signature", signature);
        case Frame.Ping _, Frame.Pong _ -> {}
        case Frame.BadGreeting _,
            Frame.PeerInfo _,
            Frame.WakeChannel _,
            Frame.NodeStats _,
            Frame.Uninterpreted _,
            Frame.Unknown _ ->
            throw new IllegalArgumentException("never sent: " + frame.type());
      }
      json.writeEndObject();
    }
    return out.toByteArray();
  }
}
