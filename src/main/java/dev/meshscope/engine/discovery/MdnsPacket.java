package dev.meshscope.engine.discovery;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/// Looks at a packet from the LAN before jmdns does. jmdns reads names of any length and takes them
/// apart with expressions that backtrack: one packet of 8 kB, made for it, keeps it busy for 46
/// seconds; others end the thread that reads. What is not a plain DNS message (RFC 1035, 6762) is
/// not shown to it, nor what speaks of other services only, so that its cache stays small. Pure;
/// linear in the size of the packet.
final class MdnsPacket {

  /// What it is.
  enum Kind {
    /// About our service type, the host we announce, the types there are, or addresses only, which
    /// may be those of a peer.
    RELEVANT,
    /// Our own words from another of our networks: something carries them over.
    OURS,
    /// Well formed, and about something else.
    OTHER,
    MALFORMED
  }

  private static final int HEADER = 12;
  private static final int LONGEST_NAME = 255;
  private static final int MOST_RECORDS = 256;
  private static final int MOST_JUMPS = 16;
  private static final int MOST_UNDERSCORES = 6;
  private static final int FLAG_RESPONSE = 0x80;
  private static final String TYPES = "_services._dns-sd._udp.local.";

  private static final int A = 1;
  private static final int CNAME = 5;
  private static final int PTR = 12;
  private static final int TXT = 16;
  private static final int AAAA = 28;
  private static final int SRV = 33;
  private static final int OPT = 41;
  private static final int NSEC = 47;

  private final byte[] data;
  private final int length;
  private final String type;
  private final String host;
  private int at = HEADER;
  private final Set<InetAddress> claimed = new HashSet<>();
  private boolean concernsUs;
  private boolean addresses;
  private boolean otherRecords;

  private MdnsPacket(byte[] data, int length, String type, String host) {
    this.data = data;
    this.length = length;
    this.type = type;
    this.host = host;
  }

  /// @param data the packet from its first byte on
  /// @param length how many bytes of it are the packet
  /// @param type the service type, lower-case: `_sym._tcp.local.`
  /// @param host the announced host, lower-case, with `.local.`
  /// @param ours whether these addresses, said to be our host's, are ours on another network
  static Kind look(
      byte[] data, int length, String type, String host, Predicate<Set<InetAddress>> ours) {
    MdnsPacket packet = new MdnsPacket(data, length, type, host);
    try {
      packet.message();
      if (ours.test(packet.claimed)) {
        return Kind.OURS;
      }
      boolean addressesOnly = packet.addresses && !packet.otherRecords;
      return packet.concernsUs || addressesOnly ? Kind.RELEVANT : Kind.OTHER;
    } catch (Malformed e) {
      return Kind.MALFORMED;
    }
  }

  /// Whether it is a response, and not a question; of a packet that is well formed.
  static boolean response(byte[] data) {
    return (data[2] & FLAG_RESPONSE) != 0;
  }

  private void message() throws Malformed {
    require(length >= HEADER && (data[2] & 0x78) == 0);
    int questions = count(4);
    int records = count(6) + count(8) + count(10);
    require(questions + records <= MOST_RECORDS);
    for (int i = 0; i < questions; i++) {
      consider(name());
      skip(4);
    }
    for (int i = 0; i < records; i++) {
      record();
    }
    require(at == length);
  }

  private void record() throws Malformed {
    String name = name();
    consider(name);
    int kind = number();
    skip(6);
    int size = number();
    int end = at + size;
    require(end <= length);
    switch (kind) {
      case A -> require(size == 4);
      case AAAA -> require(size == 16);
      case TXT -> require(size <= TxtRecord.MAX_BYTES);
      case PTR, CNAME -> content(0, end);
      case SRV -> content(6, end);
      default -> {}
    }
    switch (kind) {
      case A, AAAA -> {
        addresses = true;
        if (name.equals(host)) {
          claimed.add(address(size));
        }
      }
      case OPT, NSEC -> {}
      default -> otherRecords = true;
    }
    at = end;
  }

  private InetAddress address(int size) throws Malformed {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(data, at, at + size));
    } catch (UnknownHostException e) {
      throw new Malformed();
    }
  }

  /// A name at the end of a record.
  private void content(int before, int end) throws Malformed {
    skip(before);
    consider(name());
    require(at == end);
  }

  private void consider(String name) {
    concernsUs |=
        name.equals(type) || name.endsWith("." + type) || name.equals(host) || name.equals(TYPES);
  }

  /// Lower-case, with a dot at its end; what is not ASCII in it is of no interest here.
  private String name() throws Malformed {
    StringBuilder name = new StringBuilder();
    int next = -1;
    int pos = at;
    int limit = at;
    int jumps = 0;
    int underscores = 0;
    for (int size = octet(pos); size != 0; size = octet(pos)) {
      if ((size & 0xc0) == 0xc0) {
        int target = (size & 0x3f) << 8 | octet(pos + 1);
        next = next < 0 ? pos + 2 : next;
        // Only ever further back, and so it ends.
        require(target < limit && target >= HEADER && ++jumps <= MOST_JUMPS);
        limit = target;
        pos = target;
      } else {
        require((size & 0xc0) == 0 && pos + 1 + size < length);
        require(octet(pos + 1) != '_' || ++underscores <= MOST_UNDERSCORES);
        name.append(new String(data, pos + 1, size, StandardCharsets.ISO_8859_1)).append('.');
        require(name.length() <= LONGEST_NAME);
        pos += 1 + size;
      }
    }
    at = next < 0 ? pos + 1 : next;
    return name.toString().toLowerCase(Locale.ROOT);
  }

  private int count(int offset) throws Malformed {
    return octet(offset) << 8 | octet(offset + 1);
  }

  private int number() throws Malformed {
    int number = count(at);
    at += 2;
    return number;
  }

  private void skip(int octets) throws Malformed {
    at += octets;
    require(at <= length);
  }

  private int octet(int offset) throws Malformed {
    require(offset < length);
    return data[offset] & 0xff;
  }

  private static void require(boolean holds) throws Malformed {
    if (!holds) {
      throw new Malformed();
    }
  }

  /// Thrown for every bad packet, and a flood has many: without a stack trace.
  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed() {
      super(null, null, false, false);
    }
  }
}
