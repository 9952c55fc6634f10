package dev.meshscope.lab.proxy;

import io.netty.buffer.ByteBuf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads along in one direction (PROTOCOL 2) and changes nothing. What cannot be read is passed on
/// all the same, and not counted. On the exchange's loop.
final class FrameTap {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LONGEST = 64 * 1024;
  private static final int MOST_TYPES = 64;
  private static final int MOST_ARRIVALS = 2_000;
  private static final long MAX_FRAME = 1_048_576;

  private final Map<String, Seen> frames = new HashMap<>();
  private Passage.@Nullable Hello hello;
  private byte[] payload = new byte[64];
  private int header;
  private long length;
  private long have;
  private boolean lost;

  /// Frames of one type.
  private static final class Seen {
    private final List<Instant> arrivals = new ArrayList<>();
    private long count;

    void add(Instant at) {
      count++;
      if (arrivals.size() < MOST_ARRIVALS) {
        arrivals.add(at);
      }
    }
  }

  /// Looks at bytes that are about to be passed on.
  void see(ByteBuf bytes, Instant at) {
    int index = bytes.readerIndex();
    int end = bytes.writerIndex();
    while (index < end && !lost) {
      if (header < 4) {
        length = length << 8 | bytes.getUnsignedByte(index++);
        header++;
        lost = header == 4 && (length == 0 || length > MAX_FRAME);
        continue;
      }
      int take = (int) Math.min(end - index, length - have);
      if (length <= LONGEST) {
        keep(bytes, index, take);
      }
      index += take;
      have += take;
      if (have == length) {
        frame(at);
        header = 0;
        length = 0;
        have = 0;
      }
    }
  }

  Passage.Said said() {
    Map<String, Passage.Frames> said = new HashMap<>();
    frames.forEach((type, seen) -> said.put(type, new Passage.Frames(seen.count, seen.arrivals)));
    return new Passage.Said(hello, said);
  }

  private void keep(ByteBuf bytes, int index, int take) {
    int needed = (int) have + take;
    if (payload.length < needed) {
      payload = java.util.Arrays.copyOf(payload, Math.max(needed, (int) length));
    }
    bytes.getBytes(index, payload, (int) have, take);
  }

  private void frame(Instant at) {
    String type = "long";
    if (length <= LONGEST) {
      try {
        JsonNode node = JSON.readTree(payload, 0, (int) length);
        type = node.path("type").asString("");
        if (type.equals("handshake") && hello == null) {
          hello = hello(node, at);
        }
      } catch (JacksonException e) {
        type = "";
      }
    }
    if (frames.size() < MOST_TYPES || frames.containsKey(type)) {
      frames.computeIfAbsent(type, _ -> new Seen()).add(at);
    }
  }

  private static Passage.Hello hello(JsonNode node, Instant at) {
    return new Passage.Hello(
        at,
        node.path("nodeId").asString(""),
        node.path("name").asString(""),
        node.path("publicKey").asString(""),
        node.has("x-meshscope"));
  }
}
