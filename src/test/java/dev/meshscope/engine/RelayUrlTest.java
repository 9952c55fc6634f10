package dev.meshscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.RelayCause;
import org.junit.jupiter.api.Test;

class RelayUrlTest {

  @Test
  void whatLeavesThisMachineUnencryptedIsReadable() {
    assertThat(RelayUrl.of("ws://relay.example", null)).isEqualTo(new RelayUrl.Right(true));
    assertThat(RelayUrl.of("wss://relay.example", "t")).isEqualTo(new RelayUrl.Right(false));
    assertThat(RelayUrl.of("ws://127.0.0.1:8080", null)).isEqualTo(new RelayUrl.Right(false));
  }

  @Test
  void whatIsWrongIsOneSentenceWithoutTheToken() {
    assertThat(RelayUrl.of("http://relay.example", "secret"))
        .isEqualTo(new RelayUrl.Wrong(Cause.of(RelayCause.URL_SCHEME)));
    assertThat(RelayUrl.of("wss://relay.example", "  "))
        .isEqualTo(new RelayUrl.Wrong(Cause.of(RelayCause.TOKEN_LENGTH)));
    assertThat(RelayUrl.of("", null)).isInstanceOf(RelayUrl.Wrong.class);
  }
}
