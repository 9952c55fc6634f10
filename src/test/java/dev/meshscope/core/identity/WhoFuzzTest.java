package dev.meshscope.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.fuzz.FuzzTest;
import dev.meshscope.fuzz.Text;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Ids, names, keys and groups: what is accepted is in its one form, and prints without harm.
class WhoFuzzTest extends FuzzTest {

  @Override
  protected List<String> corpus() {
    return List.of("texts");
  }

  @Override
  protected void check(byte[] input) {
    String text = Text.of(input);
    same(text, NodeId::parse, NodeId::text, "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    same(text, Group::parse, Group::text, "[-a-z0-9_.]{1,64}");
    same(text, Nonce::parse, Nonce::text, "[0-9a-f]{32}");
    same(text, Incarnation::parse, Incarnation::text, "[0-9a-f]{32}");
    same(text, PublicKey::parse, PublicKey::text, "[-A-Za-z0-9_]{43}")
        .ifPresent(key -> assertThat(key.raw()).hasSize(32));
    same(text, NodeName::parse, NodeName::text, ".{1,64}")
        .ifPresent(
            name -> assertThat(name.text().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1, 64));
  }

  private static <T> Optional<T> same(
      String text, Function<String, Optional<T>> parse, Function<T, String> print, String form) {
    Optional<T> value = parse.apply(text);
    value.ifPresent(
        accepted -> {
          assertThat(print.apply(accepted)).matches(form).isEqualTo(accepted.toString());
          assertThat(Text.harmless(print.apply(accepted))).isTrue();
          assertThat(parse.apply(print.apply(accepted))).contains(accepted);
        });
    return value;
  }
}
