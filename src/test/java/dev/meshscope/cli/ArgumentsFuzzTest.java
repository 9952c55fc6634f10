package dev.meshscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.fuzz.FuzzTest;
import dev.meshscope.fuzz.Text;
import dev.meshscope.text.Durations;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// An argument is a value within its bounds, or is refused as one.
class ArgumentsFuzzTest extends FuzzTest {

  @Override
  protected List<String> corpus() {
    return List.of("texts");
  }

  @Override
  protected List<String> words() {
    return List.of("ms", "s", "PT", "probe", "last-seen", ":", "[", "]", "x", ".", "e");
  }

  @Override
  protected void check(byte[] input) throws Exception {
    String text = Text.of(input);
    Duration duration = converted(Converters::duration, text);
    if (duration != null) {
      assertThat(duration).isPositive().isLessThanOrEqualTo(Durations.LONGEST);
      assertThat(Durations.parse(duration.toString())).contains(duration);
    }
    Endpoint endpoint = converted(Converters::endpoint, text);
    if (endpoint != null) {
      assertThat(Endpoint.parse(endpoint.toString())).contains(endpoint);
    }
    NodeId id = converted(Converters::nodeId, text);
    if (id != null) {
      assertThat(NodeId.parse(id.text())).contains(id);
    }
    converted(Converters::rule, text);
    converted(Converters::group, text);
    converted(Converters::name, text);
    converted(Converters::theme, text);
    converted(Converters::size, text);
  }

  private static <T> T converted(ITypeConverter<T> converter, String text) throws Exception {
    try {
      return converter.convert(text);
    } catch (TypeConversionException e) {
      return null;
    }
  }
}
