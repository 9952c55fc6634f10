package dev.meshscope.engine.discovery;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A DNS message as RFC 1035 writes it, made and read without jmdns.
final class RawMessage {

  /// Record types by their numbers.
  enum Type {
    A(1),
    PTR(12),
    TXT(16),
    AAAA(28),
    SRV(33),
    ANY(255);

    final int number;

    Type(int number) {
      this.number = number;
    }
  }

  private static final int FLUSH = 0x8000;

  private final boolean response;
  private final List<byte[]> questions = new ArrayList<>();
  private final List<byte[]> records = new ArrayList<>();

  private RawMessage(boolean response) {
    this.response = response;
  }

  static RawMessage query() {
    return new RawMessage(false);
  }

  static RawMessage response() {
    return new RawMessage(true);
  }

  RawMessage question(String name, Type type) {
    questions.add(join(name(name), number(type.number), number(1)));
    return this;
  }

  RawMessage pointer(String name, int ttl, String target) {
    return add(name, Type.PTR.number, 1, ttl, name(target));
  }

  RawMessage service(String name, int ttl, int port, String target) {
    return record(name, Type.SRV, ttl, join(number(0), number(0), number(port), name(target)));
  }

  RawMessage text(String name, int ttl, String... strings) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String string : strings) {
      byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
      out.write(bytes.length);
      out.writeBytes(bytes);
    }
    return record(name, Type.TXT, ttl, out.toByteArray());
  }

  RawMessage address(String name, int ttl, byte[] address) {
    return record(name, address.length == 4 ? Type.A : Type.AAAA, ttl, address);
  }

  /// A record that is its sender's alone.
  RawMessage record(String name, Type type, int ttl, byte[] content) {
    return add(name, type.number, 1 | FLUSH, ttl, content);
  }

  private RawMessage add(String name, int type, int classNumber, int ttl, byte[] content) {
    records.add(
        join(
            name(name),
            number(type),
            number(classNumber),
            ByteBuffer.allocate(4).putInt(ttl).array(),
            number(content.length),
            content));
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(number(0));
    out.writeBytes(number(response ? 0x8400 : 0));
    out.writeBytes(number(questions.size()));
    out.writeBytes(number(records.size()));
    out.writeBytes(number(0));
    out.writeBytes(number(0));
    questions.forEach(out::writeBytes);
    records.forEach(out::writeBytes);
    return out.toByteArray();
  }

  private static byte[] number(int value) {
    return new byte[] {(byte) (value >> 8), (byte) value};
  }

  private static byte[] name(String name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String label : name.split("\\.")) {
      byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
      out.write(bytes.length);
      out.writeBytes(bytes);
    }
    out.write(0);
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /// A record as it was received.
  ///
  /// @param type its number
  /// @param content the target of PTR, `port target` of SRV, the strings of TXT, else hex
  record Received(String name, int type, long ttl, boolean flush, List<String> content) {}

  /// All records of a response; none for a question.
  static List<Received> records(byte[] message) {
    Reader in = new Reader(ByteBuffer.wrap(message));
    in.data.getShort();
    boolean isResponse = in.data.getShort() < 0;
    int questions = in.data.getShort();
    int count = in.data.getShort() + in.data.getShort() + in.data.getShort();
    for (int i = 0; i < questions; i++) {
      in.name();
      in.data.getInt();
    }
    List<Received> received = new ArrayList<>();
    for (int i = 0; i < count && isResponse; i++) {
      received.add(in.record());
    }
    return received;
  }

  private record Reader(ByteBuffer data) {
    Received record() {
      String name = name();
      int type = data.getShort();
      int classNumber = data.getShort() & 0xffff;
      long ttl = data.getInt() & 0xffff_ffffL;
      int size = data.getShort() & 0xffff;
      int end = data.position() + size;
      List<String> content = content(type, end);
      data.position(end);
      return new Received(name, type, ttl, (classNumber & FLUSH) != 0, content);
    }

    private List<String> content(int type, int end) {
      if (type == Type.PTR.number) {
        return List.of(name());
      }
      if (type == Type.SRV.number) {
        data.getInt();
        return List.of((data.getShort() & 0xffff) + " " + name());
      }
      List<String> strings = new ArrayList<>();
      if (type == Type.TXT.number) {
        while (data.position() < end) {
          strings.add(string());
        }
      } else {
        byte[] rest = new byte[end - data.position()];
        data.get(rest);
        strings.add(HexFormat.of().formatHex(rest));
      }
      return strings;
    }

    private String string() {
      byte[] bytes = new byte[data.get() & 0xff];
      data.get(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }

    String name() {
      StringBuilder name = new StringBuilder();
      int back = -1;
      for (int size = data.get(data.position()) & 0xff; size != 0; ) {
        if (size >= 0xc0) {
          int target = data.getShort() & 0x3fff;
          back = back < 0 ? data.position() : back;
          data.position(target);
        } else {
          name.append(string()).append('.');
        }
        size = data.get(data.position()) & 0xff;
      }
      data.get();
      if (back >= 0) {
        data.position(back);
      }
      return name.toString();
    }
  }
}
