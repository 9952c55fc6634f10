package dev.meshscope.lab.apart;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// One announced service of the mesh as mDNS packets say it (RFC 6762, 6763; PROTOCOL 5). Pure.
///
/// @param nodeId its instance name
/// @param port where it listens
/// @param txt what it says of itself
record DnsService(String nodeId, int port, Map<String, String> txt) {
  static final String TYPE = "_sym._tcp.local.";

  private static final int A = 1;
  private static final int PTR = 12;
  private static final int TXT = 16;
  private static final int SRV = 33;
  private static final int RESPONSE = 0x8400;
  private static final int IN = 1;

  /// What was known of this name before is no longer so.
  private static final int FLUSH = 0x8001;

  private static final int SHORT_SECONDS = 120;
  private static final int LONG_SECONDS = 4_500;

  /// Copies the map.
  DnsService {
    txt = new LinkedHashMap<>(txt);
  }

  /// The packet that announces it, as a node does when it comes up.
  ///
  /// @param address of the network, four bytes
  byte[] announcement(byte[] address) {
    return packet(address, LONG_SECONDS, SHORT_SECONDS);
  }

  /// The packet that says that it leaves.
  byte[] goodbye(byte[] address) {
    return packet(address, 0, 0);
  }

  private byte[] packet(byte[] address, int longSeconds, int shortSeconds) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    numbers(out, 0, RESPONSE, 0, 4, 0, 0);
    String instance = nodeId + "." + TYPE;
    String host = "lab-" + nodeId.substring(nodeId.length() - 12) + ".local.";
    record(out, TYPE, PTR, IN, longSeconds, name(instance));
    record(out, instance, SRV, FLUSH, shortSeconds, service(host));
    record(out, instance, TXT, FLUSH, longSeconds, text());
    record(out, host, A, FLUSH, shortSeconds, address);
    return out.toByteArray();
  }

  private byte[] service(String host) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    numbers(out, 0, 0, port);
    out.writeBytes(name(host));
    return out.toByteArray();
  }

  private byte[] text() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    txt.forEach(
        (key, value) -> {
          byte[] string = (key + "=" + value).getBytes(StandardCharsets.UTF_8);
          out.write(string.length);
          out.writeBytes(string);
        });
    return out.toByteArray();
  }

  private static void record(
      ByteArrayOutputStream out, String name, int type, int kind, int seconds, byte[] data) {
    out.writeBytes(name(name));
    numbers(out, type, kind, seconds >>> 16, seconds & 0xffff, data.length);
    out.writeBytes(data);
  }

  private static void numbers(ByteArrayOutputStream out, int... numbers) {
    for (int number : numbers) {
      out.write(number >>> 8);
      out.write(number);
    }
  }

  private static byte[] name(String dotted) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String label : dotted.split("\\.", -1)) {
      byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
      if (bytes.length > 0) {
        out.write(bytes.length);
        out.writeBytes(bytes);
      }
    }
    out.write(0);
    return out.toByteArray();
  }

  // Reading.

  /// What a packet says of services of the mesh.
  ///
  /// @param asks whether it asks who is there
  /// @param ports by instance name, where they listen
  /// @param gone instance names that leave
  /// @param texts by instance name, what they say of themselves
  record Heard(
      boolean asks,
      Map<String, Integer> ports,
      java.util.Set<String> gone,
      Map<String, Map<String, String>> texts) {
    static final Heard NOTHING = new Heard(false, Map.of(), java.util.Set.of(), Map.of());
  }

  /// Reads a packet; one that makes no sense says nothing.
  static Heard read(ByteBuffer packet) {
    try {
      return new Reader(packet).heard();
    } catch (RuntimeException e) {
      return Heard.NOTHING;
    }
  }

  /// Goes through a packet from its first byte to its last.
  private static final class Reader {
    private static final int MOST_JUMPS = 16;

    private final ByteBuffer packet;
    private boolean asks;
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final java.util.Set<String> gone = new java.util.LinkedHashSet<>();
    private final Map<String, Map<String, String>> texts = new LinkedHashMap<>();

    Reader(ByteBuffer packet) {
      this.packet = packet;
    }

    Heard heard() {
      packet.getShort();
      boolean response = packet.getShort() < 0;
      int questions = packet.getShort() & 0xffff;
      int records =
          (packet.getShort() & 0xffff)
              + (packet.getShort() & 0xffff)
              + (packet.getShort() & 0xffff);
      for (int i = 0; i < questions; i++) {
        asks |= !response && readName().equals(TYPE);
        packet.getInt();
      }
      for (int i = 0; i < records && response; i++) {
        readRecord();
      }
      return new Heard(asks, ports, gone, texts);
    }

    private void readRecord() {
      String name = readName();
      int type = packet.getShort() & 0xffff;
      packet.getShort();
      long seconds = packet.getInt() & 0xffff_ffffL;
      int length = packet.getShort() & 0xffff;
      int end = packet.position() + length;
      if (name.endsWith("." + TYPE)) {
        String instance = name.substring(0, name.length() - TYPE.length() - 1);
        if (type == SRV) {
          packet.getInt();
          service(instance, packet.getShort() & 0xffff, seconds);
        } else if (type == TXT) {
          texts.put(instance, readText(end));
        }
      } else if (type == PTR && name.equals(TYPE) && seconds == 0) {
        String leaving = readName();
        gone.add(leaving.substring(0, Math.max(0, leaving.length() - TYPE.length() - 1)));
      }
      packet.position(end);
    }

    private void service(String instance, int port, long seconds) {
      if (seconds == 0) {
        gone.add(instance);
      } else {
        ports.put(instance, port);
      }
    }

    private Map<String, String> readText(int end) {
      Map<String, String> text = new LinkedHashMap<>();
      while (packet.position() < end) {
        byte[] string = new byte[packet.get() & 0xff];
        packet.get(string);
        String[] both = new String(string, StandardCharsets.UTF_8).split("=", 2);
        if (both.length == 2) {
          text.putIfAbsent(both[0], both[1]);
        }
      }
      return text;
    }

    private String readName() {
      StringBuilder name = new StringBuilder();
      int after = -1;
      int jumps = 0;
      for (int size = packet.get() & 0xff; size != 0; size = packet.get() & 0xff) {
        if (size >= 0xc0) {
          int target = (size & 0x3f) << 8 | (packet.get() & 0xff);
          after = after < 0 ? packet.position() : after;
          if (++jumps > MOST_JUMPS) {
            throw new IllegalArgumentException("a name without an end");
          }
          packet.position(target);
        } else {
          byte[] label = new byte[size];
          packet.get(label);
          name.append(new String(label, StandardCharsets.UTF_8)).append('.');
        }
      }
      if (after >= 0) {
        packet.position(after);
      }
      return name.toString().toLowerCase(Locale.ROOT);
    }
  }
}
