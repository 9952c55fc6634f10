package dev.meshscope.engine.net.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.engine.net.FrameJson;
import dev.meshscope.engine.net.relay.RelayMessage.Entry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class RelayJsonTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final NodeId A = new NodeId("50000000-0000-7000-8000-00000000000a");
  private static final NodeId B = new NodeId("50000000-0000-7000-8000-00000000000b");
  private static final NodeName ANNA = new NodeName("anna");

  private static RelayMessage read(String text) {
    return RelayJson.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static RelayMessage unread(Ignored why) {
    return new RelayMessage.Unread(why);
  }

  private static RelayMessage payload(String frame) {
    return new RelayMessage.Payload(A, ByteBuffer.wrap(frame.getBytes(StandardCharsets.UTF_8)));
  }

  // What we say.

  @Test
  void theAuthNamesUsAndTheTokenIfThereIsOne() {
    assertThat(JSON.readTree(RelayJson.auth(A, new NodeName("stüdio \"1\""), "s3\"cret")))
        .isEqualTo(
            JSON.readTree(
                "{\"type\":\"relay-auth\",\"nodeId\":\"%s\",\"name\":\"stüdio \\\"1\\\"\",\"token\":\"s3\\\"cret\"}"
                    .formatted(A)));
    assertThat(JSON.readTree(RelayJson.auth(A, ANNA, null)).has("token")).isFalse();
  }

  // What we hear.

  @Test
  void theDirectoryIsReadWithoutThoseWhoAreOffline() {
    assertThat(
            read(
                """
                {"type":"relay-peers","features":["fanout"],"peers":[
                  {"nodeId":"%s","name":"anna","wakeChannel":{"platform":"apns","token":"t"}},
                  {"nodeId":"%s","name":"bert","offline":true},
                  {"name":"carl","nodeId":"50000000-0000-7000-8000-00000000000C","offline":false}]}
                """
                    .formatted(A, B)))
        .isEqualTo(
            new RelayMessage.Peers(
                List.of(
                    new Entry(A, ANNA),
                    new Entry(
                        new NodeId("50000000-0000-7000-8000-00000000000c"), new NodeName("carl"))),
                0,
                0));
  }

  @Test
  void whatNamesNoNodeIsCountedAndTheRestIsRead() {
    assertThat(
            read(
                "{\"type\":\"relay-peers\",\"peers\":[null,7,\"x\",[],[[{}]],{},{\"nodeId\":7},{\"nodeId\":\"x\"},{\"nodeId\":{\"nodeId\":\"%s\"}},{\"nodeId\":\"%s\",\"name\":\"anna\"}]}"
                    .formatted(B, A)))
        .isEqualTo(new RelayMessage.Peers(List.of(new Entry(A, ANNA)), 9, 0));
  }

  @Test
  void whatIsBeyondTheLimitIsCounted() {
    StringBuilder text = new StringBuilder("{\"type\":\"relay-peers\",\"peers\":[");
    for (int i = 0; i < Directory.MOST + 7; i++) {
      text.append("{\"nodeId\":\"50000000-0000-7000-8000-%012x\",\"name\":\"n\"},".formatted(i));
    }
    text.append("{}]}");

    RelayMessage.Peers peers = (RelayMessage.Peers) read(text.toString());

    assertThat(peers.entries()).hasSize(Directory.MOST);
    assertThat(peers.beyond()).isEqualTo(7);
    assertThat(peers.unfit()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "null",
        "{}",
        "[\"anna\"]",
        "\"\"",
        "\"a\\u0000b\"",
        "\"a\\u202eb\"",
        "\"\\n\""
      })
  void aNameThatIsNoneDoesNotHideANode(String name) {
    assertThat(
            read(
                "{\"type\":\"relay-peer-joined\",\"nodeId\":\"%s\",\"name\":%s}"
                    .formatted(A, name)))
        .isEqualTo(new RelayMessage.Joined(new Entry(A, new NodeName("5000…000a"))));
  }

  @Test
  void whoComesAndGoesIsRead() {
    assertThat(
            read(
                "{\"type\":\"relay-peer-joined\",\"nodeId\":\"%s\",\"name\":\"anna\"}"
                    .formatted(A)))
        .isEqualTo(new RelayMessage.Joined(new Entry(A, ANNA)));
    assertThat(read("{\"nodeId\":\"%s\",\"type\":\"relay-peer-left\"}".formatted(A)))
        .isEqualTo(new RelayMessage.Left(A));
  }

  @Test
  void theRestIsRead() {
    assertThat(read("{\"type\":\"relay-ping\"}")).isEqualTo(new RelayMessage.Ping());
    assertThat(read(" \r\n\t{\"type\":\"relay-reauth\",\"x\":{\"y\":[1,{}]}} "))
        .isEqualTo(new RelayMessage.Reauth());
    assertThat(read("{\"type\":\"relay-error\",\"message\":\"no\",\"code\":7}"))
        .isEqualTo(new RelayMessage.Fault("no"));
    assertThat(read("{\"type\":\"relay-error\",\"message\":{}}"))
        .isEqualTo(new RelayMessage.Fault(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"type\":\"ping\"}",
        "{ \"type\" : \"ping\" , \"x\":[ 1.50, -0, 1e3 ] }",
        "{\"type\":\"cmb\",\"text\":\"}{\\\"}}ünïcödé \uD83D\uDE00 \\u00e4\"}",
        "{\"a\":{\"b\":[{\"payload\":{\"type\":\"relay-ping\"}}]},\"type\":\"relay-ping\"}"
      })
  void aFrameIsCutOutExactlyAsItCame(String frame) {
    assertThat(
            read(
                "{\"from\":\"%s\",\"fromName\":\"ä€\uD83D\uDE00\",\"payload\":%s}"
                    .formatted(A, frame)))
        .isEqualTo(payload(frame));
    assertThat(read("{ \"payload\" : %s , \"from\" : \"%s\" }".formatted(frame, A)))
        .isEqualTo(payload(frame));
  }

  @Test
  void anUnknownTypeDoesNotHideAFrame() {
    assertThat(read("{\"type\":\"relay-frame\",\"from\":\"%s\",\"payload\":{}}".formatted(A)))
        .isEqualTo(payload("{}"));
  }

  @Test
  void ofDuplicateKeysTheLastCounts() {
    assertThat(read("{\"type\":\"relay-ping\",\"type\":\"relay-reauth\"}"))
        .isEqualTo(new RelayMessage.Reauth());
    assertThat(
            read(
                "{\"type\":\"relay-ping\",\"type\":null,\"from\":\"%s\",\"from\":7,\"payload\":{}}"
                    .formatted(A)))
        .isEqualTo(unread(Ignored.NO_NODE_ID));
    assertThat(read("{\"from\":\"%s\",\"payload\":{\"a\":1},\"payload\":{\"b\":2}}".formatted(A)))
        .isEqualTo(payload("{\"b\":2}"));
    assertThat(read("{\"from\":\"%s\",\"payload\":{\"a\":1},\"payload\":2}".formatted(A)))
        .isEqualTo(unread(Ignored.NOT_AN_OBJECT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|NOT_AN_OBJECT",
        "' '|NOT_AN_OBJECT",
        "null|NOT_AN_OBJECT",
        "7|NOT_AN_OBJECT",
        "[]|NOT_AN_OBJECT",
        "[{}]|NOT_AN_OBJECT",
        "'\"x\"'|NOT_AN_OBJECT",
        "{|NOT_AN_OBJECT",
        "'{ '|NOT_JSON",
        "{\"type\"|NOT_JSON",
        "{\"type\":|NOT_JSON",
        "{\"type\":\"relay-ping\"|NOT_JSON",
        "{\"type\":\"relay-ping\"}}|NOT_JSON",
        "{\"type\":\"relay-ping\"} {}|NOT_JSON",
        "{\"type\":\"relay-ping\"} x|NOT_JSON",
        "{\"type\":'relay-ping'}|NOT_JSON",
        "{type:\"relay-ping\"}|NOT_JSON",
        "{\"type\":\"\\x\"}|NOT_JSON",
        "{\"x\":01}|NOT_JSON",
        "{\"x\":NaN}|NOT_JSON",
        "{}|NO_KNOWN_MESSAGE",
        "{\"type\":7}|NO_KNOWN_MESSAGE",
        "{\"type\":null}|NO_KNOWN_MESSAGE",
        "{\"type\":[\"relay-ping\"]}|NO_KNOWN_MESSAGE",
        "{\"type\":\"relay-pong\"}|NO_KNOWN_MESSAGE",
        "{\"type\":\"RELAY-PING\"}|NO_KNOWN_MESSAGE",
        "{\"type\":\"relay-peers\"}|NO_LIST",
        "{\"type\":\"relay-peers\",\"peers\":null}|NO_LIST",
        "{\"type\":\"relay-peers\",\"peers\":{}}|NO_LIST",
        "{\"type\":\"relay-peers\",\"peers\":[}|NOT_JSON",
        "{\"type\":\"relay-peers\",\"peers\":[{}|NOT_JSON",
        "{\"type\":\"relay-peer-joined\"}|NO_NODE_ID",
        "{\"type\":\"relay-peer-joined\",\"nodeId\":\"\"}|NO_NODE_ID",
        "{\"type\":\"relay-peer-left\",\"nodeId\":7}|NO_NODE_ID",
        "{\"from\":\"x\",\"payload\":{}}|NO_NODE_ID",
        "{\"payload\":{}}|NO_NODE_ID",
        "{\"from\":\"50000000-0000-7000-8000-00000000000a\"}|NOT_AN_OBJECT",
        "{\"from\":\"50000000-0000-7000-8000-00000000000a\",\"payload\":[]}|NOT_AN_OBJECT"
      })
  void whatIsNoMessageIsNotTakenForOne(String text, Ignored why) {
    assertThat(read(text)).isEqualTo(unread(why));
  }

  @Test
  void onlyUtf8IsRead() {
    String ping = "{\"type\":\"relay-ping\"}";
    assertThat(RelayJson.read(ping.getBytes(StandardCharsets.UTF_16BE)))
        .isEqualTo(unread(Ignored.NOT_AN_OBJECT));
    assertThat(RelayJson.read(ping.getBytes(StandardCharsets.UTF_16LE)))
        .isEqualTo(unread(Ignored.NOT_AN_OBJECT));
    assertThat(read("\uFEFF" + ping)).isEqualTo(unread(Ignored.NOT_AN_OBJECT));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, FrameJson.MAX_DEPTH})
  void aFrameMayBeAsDeepAsOneThatComesByItself(int depth) {
    String frame = "{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);

    assertThat(read("{\"from\":\"%s\",\"payload\":%s}".formatted(A, frame)))
        .isEqualTo(payload(frame));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"x\":", "["})
  void whatIsDeeperIsNotRead(String opening) {
    String deep = opening.repeat(100_000);

    assertThat(read("{\"from\":\"%s\",\"payload\":%s".formatted(A, deep)))
        .isEqualTo(unread(Ignored.NOT_JSON));
    assertThat(read("{\"type\":\"relay-peers\",\"peers\":[%s".formatted(deep)))
        .isEqualTo(unread(Ignored.NOT_JSON));
    assertThat(read("{\"x\":%s".formatted(deep))).isEqualTo(unread(Ignored.NOT_JSON));
  }

  @Test
  void aFrameOfOneMebibyteIsTheLongest() {
    String frame = "{\"x\":\"" + "y".repeat(Frame.MAX_BYTES - 8) + "\"}";

    assertThat(read("{\"from\":\"%s\",\"payload\":%s}".formatted(A, frame)))
        .isEqualTo(payload(frame));
    assertThat(read("{\"from\":\"%s\",\"payload\":%s}".formatted(A, frame.replace(":", ": "))))
        .isEqualTo(unread(Ignored.TOO_LONG));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whateverTheBytesAreTheyAreReadOrNot(long seed) {
    Random random = new Random(seed);
    byte[][] samples =
        List.of(
                "{\"type\":\"relay-peers\",\"peers\":[{\"nodeId\":\"%s\",\"name\":\"anna\",\"offline\":false}]}",
                "{\"type\":\"relay-peer-joined\",\"nodeId\":\"%s\",\"name\":\"ä€😀\"}",
                "{\"from\":\"%s\",\"fromName\":\"anna\",\"payload\":{\"type\":\"cmb\",\"x\":[1,{\"y\":\"ü\"}]}}",
                "{\"type\":\"relay-error\",\"message\":\"%s\"}")
            .stream()
            .map(text -> text.formatted(A).getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    for (int round = 0; round < 20_000; round++) {
      byte[] text = samples[random.nextInt(samples.length)].clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        text[random.nextInt(text.length)] = (byte) random.nextInt(256);
      }
      byte[] cut = java.util.Arrays.copyOf(text, random.nextInt(text.length + 3));

      RelayMessage message = RelayJson.read(random.nextBoolean() ? text : cut);

      if (message instanceof RelayMessage.Payload(_, var frame)) {
        assertThat(frame.get(0)).as("seed %d, round %d", seed, round).isEqualTo((byte) '{');
        assertThat(frame.get(frame.limit() - 1)).isEqualTo((byte) '}');
      }
    }
  }
}
