package dev.meshscope.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.fuzz.FuzzTest;
import dev.meshscope.fuzz.Text;
import java.util.List;

/// An address that was read is read again from what it prints, and prints without harm.
class EndpointFuzzTest extends FuzzTest {

  @Override
  protected List<String> corpus() {
    return List.of("texts");
  }

  @Override
  protected List<String> words() {
    return List.of(":", "[", "]", "%", "0", "65535", "localhost", "::1");
  }

  @Override
  protected void check(byte[] input) {
    Endpoint.parse(Text.of(input))
        .ifPresent(
            endpoint -> {
              assertThat(Endpoint.parse(endpoint.toString())).contains(endpoint);
              assertThat(endpoint.port()).isBetween(1, 65_535);
              assertThat(Text.harmless(endpoint.toString())).as(endpoint.toString()).isTrue();
            });
  }
}
