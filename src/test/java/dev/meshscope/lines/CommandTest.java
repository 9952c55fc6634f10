package dev.meshscope.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.table.EndedRing;
import dev.meshscope.lines.Command.Dial;
import dev.meshscope.lines.Command.Ended;
import dev.meshscope.lines.Command.Forget;
import dev.meshscope.lines.Command.Peers;
import dev.meshscope.lines.Command.Quit;
import dev.meshscope.lines.Command.Send;
import dev.meshscope.lines.Command.Trust;
import java.nio.charset.StandardCharsets;
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
      classes = {
        Send.class,
        Peers.class,
        Ended.class,
        Dial.class,
        Trust.class,
        Forget.class,
        Quit.class
      })
  void whatIsAskedForIsReadBackEqual(Class<?> kind) {
    int read = 0;
    for (long seed = 0; seed < 300; seed++) {
      Command command = (Command) new Generator(seed).of(kind);
      Command back = Command.parse(CommandJson.line(command));
      if (isAllowed(command)) {
        read++;
        assertThat(back).as("seed %d", seed).isEqualTo(command);
      } else {
        assertThat(back).as("seed %d", seed).isInstanceOf(Command.Broken.class);
      }
    }
    assertThat(read).isPositive();
  }

  private static boolean isAllowed(Command command) {
    return switch (command) {
      case Ended(_, int most) -> most >= 1 && most <= EndedRing.MOST;
      case Send(var text, _) -> StandardCharsets.UTF_8.newEncoder().canEncode(text);
      default -> true;
    };
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
        "{\"do\":\"dial\",\"address\":\"host:0\"}"
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
