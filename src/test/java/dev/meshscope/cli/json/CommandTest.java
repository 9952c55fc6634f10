package dev.meshscope.cli.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.Endpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
  private static final NodeId PEER = new NodeId("0192e4a2-7b5c-7def-8a3b-9c4d5e6f7a8b");

  @Test
  void commandsAreRead() {
    assertThat(Command.parse("{\"do\":\"send\",\"text\":\"hi\"}"))
        .isEqualTo(new Command.Send("hi", null));
    assertThat(Command.parse("{\"do\":\"send\",\"text\":\"hi\",\"to\":\"" + PEER + "\"}"))
        .isEqualTo(new Command.Send("hi", PEER));
    assertThat(Command.parse(" {\"do\":\"peers\",\"more\":1} ")).isEqualTo(new Command.Peers());
    assertThat(Command.parse("{\"do\":\"dial\",\"address\":\"[::1]:7\"}"))
        .isEqualTo(new Command.Dial(new Endpoint("::1", 7)));
    assertThat(Command.parse("{\"do\":\"ended\"}")).isEqualTo(new Command.Ended(null, 100));
    assertThat(Command.parse("{\"do\":\"ended\",\"most\":7,\"peer\":\"" + PEER + "\"}"))
        .isEqualTo(new Command.Ended(PEER, 7));
    assertThat(Command.parse("{\"do\":\"quit\"}")).isEqualTo(new Command.Quit());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "{",
        "[]",
        "7",
        "null",
        "{}",
        "{\"do\":7}",
        "{\"do\":\"fly\"}",
        "{\"do\":\"peers\"} {}",
        "{\"do\":\"send\"}",
        "{\"do\":\"send\",\"text\":7}",
        "{\"do\":\"send\",\"text\":\"\\ud800\"}",
        "{\"do\":\"send\",\"text\":\"hi\",\"to\":\"nobody\"}",
        "{\"do\":\"send\",\"text\":\"hi\",\"to\":{}}",
        "{\"do\":\"ended\",\"peer\":\"nobody\"}",
        "{\"do\":\"ended\",\"most\":0}",
        "{\"do\":\"ended\",\"most\":10001}",
        "{\"do\":\"ended\",\"most\":\"all\"}",
        "{\"do\":\"dial\"}",
        "{\"do\":\"dial\",\"address\":\"host\"}",
        "{\"do\":\"dial\",\"address\":\"host:0\"}",
        "{\"do\":\"dial\",\"address\":\"0.0.0.0:7\"}",
        "{\"do\":\"dial\",\"address\":\"255.255.255.255:7\"}",
        "{\"do\":\"dial\",\"address\":\"[ff02::fb]:7\"}"
      })
  void whatCannotBeUnderstoodIsToldInOneSentence(String line) {
    assertThat(Command.parse(line))
        .isInstanceOfSatisfying(
            Command.Broken.class,
            broken -> assertThat(broken.why()).endsWith(".").doesNotContain("\n"));
  }

  @Test
  void aTextThatFitsNoFrameAndJsonOfManyLevelsAreBroken() {
    String long1 = "x".repeat(Command.MAX_TEXT_BYTES);
    assertThat(Command.parse("{\"do\":\"send\",\"text\":\"" + long1 + "\"}"))
        .isInstanceOf(Command.Broken.class);
    assertThat(Command.parse("[".repeat(100_000))).isInstanceOf(Command.Broken.class);
  }
}
