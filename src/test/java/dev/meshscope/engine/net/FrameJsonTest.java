package dev.meshscope.engine.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.wire.Extra;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import dev.meshscope.text.Telling;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FrameJsonTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final NodeId ID = new NodeId("50000000-0000-7000-8000-00000000000a");
  private static final String KEY = "6hiUZLnE8N_gb-REOJKaGs6qt1pCZlNSvKUK857RGwE";
  private static final Extra EXTRA =
      new Extra(new Incarnation("a".repeat(32)), 1_761_900_000_000L, 88, List.of(3L, 88L), nonce());
  private static final Handshake OURS =
      new Handshake(
          ID,
          new NodeName("stüdio \"1\""),
          Handshake.VERSION,
          new PublicKey(KEY),
          "MCowBQYDK2VuAyEA5E3aRLBrWDzXN8ln5cpMprf5r72GtTOMGw8IB92H3AU=",
          "participant",
          Group.DEFAULT,
          EXTRA);

  private static Nonce nonce() {
    return new Nonce("0123456789abcdef".repeat(2));
  }

  private static JsonNode conformance(String name) {
    try (InputStream in = FrameJsonTest.class.getResourceAsStream("/conformance/" + name)) {
      return JSON.readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<JsonNode> captured() {
    return StreamSupport.stream(
        conformance("deployed-frames.json").path("frames").spliterator(), false);
  }

  private static Frame read(String json) throws FrameJson.MalformedException {
    return FrameJson.read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String handshake(String change) {
    JsonNode base =
        JSON.readTree(
            "{\"type\":\"handshake\",\"nodeId\":\"%s\",\"name\":\"A\",\"version\":\"1.1.0\",\"publicKey\":\"%s\"}"
                .formatted(ID, KEY));
    JSON.readTree(change)
        .properties()
        .forEach(
            e -> {
              if (e.getValue().isNull() && !change.contains("keep-null")) {
                ((tools.jackson.databind.node.ObjectNode) base).remove(e.getKey());
              } else {
                ((tools.jackson.databind.node.ObjectNode) base).set(e.getKey(), e.getValue());
              }
            });
    return base.toString();
  }

  private static Handshake greeting(String change) throws FrameJson.MalformedException {
    return ((Frame.Greeting) read(handshake(change))).handshake();
  }

  @ParameterizedTest
  @MethodSource("captured")
  void aFrameOfADeployedNodeIsReadAsWhatItSays(JsonNode captured) throws Exception {
    byte[] frame = HexFormat.of().parseHex(captured.path("frameHex").asString());
    byte[] payload = java.util.Arrays.copyOfRange(frame, 4, frame.length);
    assertThat(new String(payload, StandardCharsets.UTF_8))
        .isEqualTo(captured.path("payload").asString());

    Frame read = FrameJson.read(payload);

    assertThat(read.type()).isEqualTo(captured.path("name").asString());
    assertThat(read)
        .isNotInstanceOfAny(
            Frame.BadGreeting.class, Frame.Unknown.class, Frame.Uninterpreted.class);
    if (read instanceof Frame.Greeting(var theirs)) {
      assertThat(theirs.nodeId()).isEqualTo(ID);
      assertThat(theirs.speaksOurVersion()).isTrue();
      assertThat(theirs.group()).isEqualTo(Group.DEFAULT);
      assertThat(theirs.e2ePublicKey()).hasSize(60);
      assertThat(theirs.extra()).isNull();
    }
  }

  @Test
  void pingAndPongAreTheCapturedBytes() {
    captured()
        .filter(frame -> frame.path("name").asString().startsWith("p"))
        .forEach(
            frame -> {
              Frame ours =
                  frame.path("name").asString().equals("ping")
                      ? new Frame.Ping()
                      : new Frame.Pong();
              assertThat(FrameJson.write(ours))
                  .asString(StandardCharsets.UTF_8)
                  .isEqualTo(frame.path("payload").asString());
            });
  }

  @Test
  void ourHandshakeKeepsTheRulesOfTheSchema() {
    JsonNode schema = conformance("handshake.schema.json");
    JsonNode ours = JSON.readTree(FrameJson.write(new Frame.Greeting(OURS)));

    schema.path("required").forEach(name -> assertThat(ours.has(name.asString())).isTrue());
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> {
              JsonNode value = ours.path(property.getKey());
              JsonNode rule = property.getValue();
              if (rule.path("type").asString("").equals("string")) {
                assertThat(value.isString()).as(property.getKey()).isTrue();
              }
              if (rule.has("pattern")) {
                assertThat(value.asString()).matches(rule.path("pattern").asString());
              }
              if (rule.has("enum")) {
                assertThat(rule.path("enum")).contains(value);
              }
              if (rule.has("const")) {
                assertThat(value).isEqualTo(rule.path("const"));
              }
            });
    assertThat(ours.path("extensions").get(0).asString()).isEqualTo("x-meshscope");
    assertThat(ours.path("room")).isEqualTo(ours.path("group"));
  }

  @Test
  void ourFieldsStandInTheOrderOfDeployedNodes() {
    assertThat(JSON.readTree(FrameJson.write(new Frame.Greeting(OURS))).propertyNames())
        .containsExactly(
            "type",
            "nodeId",
            "name",
            "version",
            "extensions",
            "group",
            "room",
            "publicKey",
            "e2ePublicKey",
            "lifecycleRole",
            "x-meshscope");
  }

  @Test
  void whatIsSentIsReadAsTheSame() throws Exception {
    List<Frame> frames =
        List.of(
            new Frame.Greeting(OURS),
            new Frame.Ping(),
            new Frame.Pong(),
            new Frame.Fault(1005, "duplicate \u0001 \"x\""),
            new Frame.Message(ID.text(), "ö", "line\nline \uD83D\uDE00", 17),
            new Frame.Proof("A".repeat(86)));
    for (Frame frame : frames) {
      Frame expected =
          frame instanceof Frame.Fault ? new Frame.Fault(1005, "duplicate \uFFFD \"x\"") : frame;
      assertThat(FrameJson.read(FrameJson.write(frame))).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[]",
        "null",
        "\"x\"",
        "7",
        "{}",
        "{\"type\":7}",
        "{\"type\":null}",
        "{\"type\":{\"type\":\"ping\"}}",
        "{\"x\":{\"type\":\"ping\"}}",
        "{\"type\":\"ping\"",
        "{\"type\":\"ping\"}}",
        "{\"type\":\"ping\"} {}",
        "{'type':'ping'}",
        "{\"type\":\"ping\",}",
        "{\"type\":\"ping\"}\u0000",
        "\uFEFF[]"
      })
  void whatIsNoFrameIsDropped(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(FrameJson.MalformedException.class);
  }

  @Test
  void whatIsNotUtf8IsDropped() {
    assertThatThrownBy(
            () -> FrameJson.read("{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_16LE)))
        .isInstanceOf(FrameJson.MalformedException.class);
    assertThatThrownBy(
            () ->
                FrameJson.read(
                    "{\"type\":\"cmb\",\"x\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(FrameJson.MalformedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
  void aHundredThousandLevelsAreDroppedNotFollowed(String level) {
    String deep = "{\"type\":\"cmb\",\"x\":" + level.repeat(100_000);

    assertThatThrownBy(() -> read(deep)).isInstanceOf(FrameJson.MalformedException.class);
  }

  @Test
  void aMebibyteOfEmptyObjectsIsRead() throws Exception {
    String wide = "{\"type\":\"message\",\"x\":[" + "{},".repeat(300_000) + "{}]}";

    assertThat(read(wide)).isEqualTo(new Frame.Message("", "", "", 0));
  }

  @Test
  void ofDuplicateKeysTheLastCounts() throws Exception {
    assertThat(read("{\"type\":\"ping\",\"type\":\"pong\"}")).isEqualTo(new Frame.Pong());
    assertThat(read("{\"type\":\"pong\",\"a\":1,\"a\":2}")).isEqualTo(new Frame.Pong());
  }

  @Test
  void whitespaceAndUnknownFieldsAreHarmless() throws Exception {
    assertThat(read(" \n{ \"x\" : [1, {\"type\":3}] , \"type\" : \"ping\" } \t"))
        .isEqualTo(new Frame.Ping());
  }

  @Test
  void unknownTypesAreNamedAndCut() throws Exception {
    assertThat(read("{\"type\":\"x-other\"}")).isEqualTo(new Frame.Unknown("x-other"));
    assertThat(read("{\"type\":\"cmb\",\"y\":1}")).isEqualTo(new Frame.Uninterpreted("cmb"));
    assertThat(read("{\"type\":\"" + "x".repeat(100_000) + "\"}").type()).hasSize(64);
    assertThat(read("{\"type\":\"\\u001b[31m\"}").type()).isEqualTo("\uFFFD[31m");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"nodeId\":null}|nodeId is missing",
        "{\"nodeId\":\"no uuid\"}|nodeId is not a UUID",
        "{\"nodeId\":7}|nodeId is not a UUID",
        "{\"name\":null}|name is missing",
        "{\"name\":\"\"}|name is not",
        "{\"name\":\"a\\u0007b\"}|name is not",
        "{\"name\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}|name is not",
        "{\"name\":\"üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü\"}|name is not",
        "{\"version\":null}|version is missing",
        "{\"version\":1}|version is not",
        "{\"publicKey\":null}|publicKey is missing",
        "{\"publicKey\":\"AAAA\"}|publicKey is not",
        "{\"publicKey\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+\"}|publicKey is not",
        "{\"group\":\"Not A Group\"}|group is not",
        "{\"group\":7}|group is not",
        "{\"room\":\"\"}|room is not",
      })
  void aHandshakeThatBreaksARuleSaysWhich(String change, String fault) throws Exception {
    assertThat(read(handshake(change)))
        .isInstanceOfSatisfying(
            Frame.BadGreeting.class, bad -> assertThat(Telling.cause(bad.fault())).contains(fault));
  }

  @Test
  void whatMayBeMissingHasItsDefault() throws Exception {
    Handshake bare = greeting("{}");

    assertThat(bare)
        .isEqualTo(
            new Handshake(
                ID,
                new NodeName("A"),
                "1.1.0",
                new PublicKey(KEY),
                null,
                "participant",
                Group.DEFAULT,
                null));
  }

  @Test
  void groupAndRoomAreTheSameThing() throws Exception {
    assertThat(greeting("{\"room\":\"studio\"}").group()).isEqualTo(new Group("studio"));
    assertThat(greeting("{\"group\":\"studio\"}").group()).isEqualTo(new Group("studio"));
    assertThat(greeting("{\"group\":\"studio\",\"room\":\"default\"}").group())
        .isEqualTo(new Group("studio"));
  }

  @Test
  void anIdInCapitalsIsTheSameNode() throws Exception {
    assertThat(greeting("{\"nodeId\":\"50000000-0000-7000-8000-00000000000A\"}").nodeId())
        .isEqualTo(ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "[]",
        "{}",
        "{\"incarnation\":\"x\",\"startedAt\":1,\"link\":1,\"nonce\":\"x\"}",
        "{\"incarnation\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"startedAt\":1,\"link\":-1,\"nonce\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}",
        "{\"incarnation\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"startedAt\":1,\"link\":1e3,\"nonce\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}",
        "{\"incarnation\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"startedAt\":1,\"link\":99999999999999999999,\"nonce\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}"
      })
  void anExtraThatIsNotOursMakesAPeerAnyOther(String extra) throws Exception {
    assertThat(greeting("{\"x-meshscope\":" + extra + "}").extra()).isNull();
  }

  @Test
  void moreLinksThanAnybodyHoldsReadAsNotTold() throws Exception {
    String holds = "1,".repeat(256) + "1";
    String extra =
        "{\"incarnation\":\"%s\",\"startedAt\":1,\"link\":1,\"holds\":[%s],\"nonce\":\"%s\"}"
            .formatted("a".repeat(32), holds, "b".repeat(32));

    Extra read = Objects.requireNonNull(greeting("{\"x-meshscope\":" + extra + "}").extra());
    assertThat(read.holds()).isNull();
  }

  @Test
  void theTokenOfAWakeChannelIsMaskedWhereItIsRead() throws Exception {
    Frame read =
        read("{\"type\":\"wake-channel\",\"platform\":\"apns\",\"token\":\"0123456789abcdef\"}");

    assertThat(read).isEqualTo(new Frame.WakeChannel("apns", "•••cdef", ""));
  }

  @Test
  void gossipIsReadAsFarAsItIsGossip() throws Exception {
    assertThat(
            read(
                "{\"type\":\"peer-info\",\"peers\":[7,{\"name\":\"x\"},{\"nodeId\":\"a\",\"name\":\"b\",\"lastSeen\":5}]}"))
        .isEqualTo(new Frame.PeerInfo(List.of(new Frame.Hearsay("a", "b", 5))));
  }
}
