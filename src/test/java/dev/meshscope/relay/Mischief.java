package dev.meshscope.relay;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/// What a test relay does wrong at the moment. On the relay's loop.
final class Mischief {
  Predicate<Routed> dropped = any -> false;
  Duration delay = Duration.ZERO;
  boolean silent;
  boolean deaf;
  int upgradeStatus = 101;
  String upgradeLocation = "";

  /// Messages that a client must survive. None of them is one of PROTOCOL 6.
  static final List<String> GARBAGE =
      List.of(
          "",
          " ",
          "null",
          "42",
          "\"relay-ping\"",
          "[]",
          "{",
          "{}",
          "}{",
          "{\"type\":}",
          "{\"type\":null}",
          "{\"type\":7}",
          "{\"type\":{}}",
          "{\"type\":\"relay-ping\"",
          "{\"type\":\"relay-ping\"} {}",
          "{\"type\":\"relay-nonsense\",\"x\":[1,2,3]}",
          "{\"type\":\"relay-peers\"}",
          "{\"type\":\"relay-peers\",\"peers\":7}",
          "{\"type\":\"relay-peers\",\"peers\":{}}",
          "{\"type\":\"relay-peer-joined\"}",
          "{\"type\":\"relay-peer-joined\",\"nodeId\":7,\"name\":\"x\"}",
          "{\"type\":\"relay-peer-joined\",\"nodeId\":\"not an id\",\"name\":\"x\"}",
          "{\"type\":\"relay-peer-left\"}",
          "{\"type\":\"relay-peer-left\",\"nodeId\":{\"a\":[]}}",
          "{\"from\":\"\",\"payload\":{}}",
          "{\"from\":[],\"payload\":{}}",
          "{\"from\":\"50000000-0000-7000-8000-00000000000a\"}",
          "{\"from\":\"50000000-0000-7000-8000-00000000000a\",\"payload\":\"text\"}",
          "{\"from\":\"50000000-0000-7000-8000-00000000000a\",\"payload\":[{}]}",
          "{\"payload\":{\"type\":\"ping\"}}",
          "{\"type\":\"x-\\u0000\\u202e\"}",
          "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000),
          "[".repeat(100_000),
          "{\"x\":\"" + "y".repeat(900_000) + "\"}",
          "{\"x\":" + "9".repeat(5_000) + "}",
          "{\"x\":1e" + "9".repeat(500) + "}");

  static Predicate<Routed> fraction(double probability, long seed) {
    Random random = new Random(seed);
    return any -> random.nextDouble() < probability;
  }
}
