package dev.meshscope.proof;

import dev.meshscope.outside.Hello;
import dev.meshscope.outside.Wire;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What somebody who dials a node can do instead of joining it.
enum Garbage {
  /// Connects and closes.
  CLOSE(Garbage::nothing),
  /// Connects and resets.
  RESET(Garbage::nothing),
  /// Connects and stays, without a word.
  SILENCE(Garbage::nothing),
  /// A frame of no length.
  EMPTY_FRAME(said -> length(0)),
  /// Announces a frame of 2 MiB.
  LONG_FRAME(said -> length(2 << 20)),
  /// A frame that is no JSON.
  NO_JSON(said -> Wire.frame("{\"type\":\"handshake\",")),
  /// A ping before any handshake.
  WRONG_FIRST(said -> Wire.PING),
  /// A handshake without a usable id.
  BAD_ID(said -> say(said.stranger("not-a-uuid"))),
  /// A handshake with the node's own id.
  OWN_ID(said -> say(said.stranger(said.node()))),
  /// A handshake of another protocol version.
  OTHER_VERSION(said -> say(said.stranger(Wire.nodeId(said.random())).version("9.0.0"))),
  /// A handshake of another group.
  OTHER_GROUP(said -> say(said.stranger(Wire.nodeId(said.random())).group("elsewhere"))),
  /// A healthy peer's id with another key.
  OTHER_KEY(said -> say(said.victim().key(Wire.key(said.random())))),
  /// A handshake, byte by byte, one a second.
  SLOW(Garbage::nothing),

  // Not part of the mix unless they are named.

  /// A healthy peer's id and key.
  COPY(said -> say(said.victim())),
  /// A peer nobody has heard of, which joins and leaves.
  STRANGER(said -> say(said.stranger(Wire.nodeId(said.random()))));

  /// What the mix of the bar is made of.
  static final List<Garbage> MIX =
      Arrays.stream(values()).filter(g -> g != COPY && g != STRANGER).toList();

  private final Function<Said, byte[]> words;

  Garbage(Function<Said, byte[]> words) {
    this.words = words;
  }

  /// What is said at once.
  byte[] words(Said said) {
    return words.apply(said);
  }

  /// Whether it stays until the node has had enough of it.
  boolean stays() {
    return this == SILENCE || this == SLOW;
  }

  /// Whether it waits for the node's end; else it ends the connection itself, at once.
  boolean waits() {
    return this != CLOSE && this != RESET;
  }

  static List<Garbage> parse(String names) {
    return Arrays.stream(names.split(","))
        .map(name -> valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')))
        .toList();
  }

  static String names(List<Garbage> kinds) {
    return kinds.stream().map(Garbage::id).collect(Collectors.joining(","));
  }

  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static byte[] nothing(Said said) {
    return new byte[0];
  }

  private static byte[] length(int bytes) {
    return ByteBuffer.allocate(4).putInt(bytes).array();
  }

  private static byte[] say(Hello hello) {
    return Wire.frame(hello.json());
  }

  /// What there is to say it of.
  ///
  /// @param node the node's own id
  /// @param victims its healthy peers
  record Said(String node, List<Hello> victims, Random random) {
    Hello victim() {
      return victims.get(random.nextInt(victims.size()));
    }

    Hello stranger(String nodeId) {
      return new Hello(nodeId, "garbage", Wire.key(random));
    }
  }
}
