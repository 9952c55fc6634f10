package dev.meshscope.ui.peers;

import dev.meshscope.core.standing.Condition;
import dev.meshscope.text.Telling;
import dev.meshscope.ui.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What was typed into the filter box: words and conditions, all of which must hold.
///
/// `state:frozen` a field contains a text; `rtt>50` a number is above (ms for rtt, s for heard and
/// wait); `!relay` not; anything else is searched for in name, id, address, state and way.
public final class PeerFilter {
  /// Lets everything pass.
  public static final PeerFilter ALL = new PeerFilter(row -> true, null);

  private static final int LONGEST_QUOTED = 20;

  private static final Pattern TERM =
      Pattern.compile(
          "(!?)(?:([a-z-]+)([:<>]))?(?:\"([^\"]*)\"?|(\\S*))", Pattern.CASE_INSENSITIVE);

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}(\\.[0-9]{0,9})?");

  private final Predicate<PeerRow> test;
  private final @Nullable String problem;

  private PeerFilter(Predicate<PeerRow> test, @Nullable String problem) {
    this.test = test;
    this.problem = problem;
  }

  /// Reads what was typed; what makes no sense is named in [#problem] and lets everything pass.
  public static PeerFilter parse(String text) {
    List<Predicate<PeerRow>> terms = new ArrayList<>();
    Matcher matcher = TERM.matcher(text.strip());
    while (matcher.find()) {
      if (matcher.group().isBlank()) {
        continue;
      }
      String value = matcher.group(4) == null ? matcher.group(5) : matcher.group(4);
      String field = matcher.group(2);
      Predicate<PeerRow> term;
      if (field == null) {
        term = anywhere(value);
      } else if (":".equals(matcher.group(3))) {
        term = field(field.toLowerCase(Locale.ROOT), value);
      } else {
        term = number(field.toLowerCase(Locale.ROOT), matcher.group(3), value);
      }
      if (term == null) {
        return new PeerFilter(row -> true, Words.of("filter.unknown", brief(matcher.group())));
      }
      terms.add(matcher.group(1).isEmpty() ? term : term.negate());
    }
    return new PeerFilter(row -> terms.stream().allMatch(term -> term.test(row)), null);
  }

  /// What stands beside the box must not push it away.
  private static String brief(String term) {
    return term.length() <= LONGEST_QUOTED ? term : term.substring(0, LONGEST_QUOTED - 1) + "…";
  }

  /// Whether this row passes.
  public boolean test(PeerRow row) {
    return test.test(row);
  }

  /// What could not be understood; null if all could.
  public @Nullable String problem() {
    return problem;
  }

  private static Predicate<PeerRow> anywhere(String value) {
    return row ->
        holds(row.facts().name(), value)
            || holds(row.key().peer().text(), value)
            || holds(row.facts().address(), value)
            || holds(Telling.word(row.facts().state()), value)
            || holds(row.facts().via(), value);
  }

  private static @Nullable Predicate<PeerRow> field(String field, String value) {
    return switch (field) {
      case "state" -> row -> state(row.facts(), value);
      case "name", "peer" -> row -> holds(row.facts().name(), value);
      case "id" -> row -> holds(row.key().peer().text(), value);
      case "via" -> row -> holds(row.facts().via(), value);
      case "proof" -> row -> row.facts().credence().id().startsWith(value.toLowerCase(Locale.ROOT));
      case "addr", "address" -> row -> holds(row.facts().address(), value);
      case "dir" -> row -> holds(direction(row.facts()), value);
      case "keepalive" -> row -> holds(row.facts().keepalive().sign().name(), value);
      case "redial" -> row -> holds(row.facts().redial().verb().name(), value);
      default -> null;
    };
  }

  /// `state:trouble` stands for all that counts as a finding.
  private static boolean state(PeerFacts facts, String value) {
    Condition state = facts.state();
    return "trouble".equalsIgnoreCase(value)
        ? state.bad() || facts.doubted() || facts.isHalf()
        : holds(Telling.word(state), value) || holds(state.id(), value);
  }

  private static String direction(PeerFacts facts) {
    if (facts.direction() == null) {
      return "";
    }
    return switch (facts.direction()) {
      case OUTBOUND -> "out →";
      case INBOUND -> "in ←";
    };
  }

  private static @Nullable Predicate<PeerRow> number(String field, String operator, String value) {
    OptionalDouble bound = bound(value);
    ToDoubleFunction<PeerFacts> of =
        switch (field) {
          case "rtt" -> facts -> facts.rttNs() / 1e6;
          case "heard" -> facts -> facts.silentNs() / 1e9;
          case "wait" -> facts -> facts.waitNs() / 1e9;
          default -> null;
        };
    if (of == null || bound.isEmpty()) {
      return null;
    }
    boolean above = ">".equals(operator);
    return row -> {
      double number = of.applyAsDouble(row.facts());
      // Negative: unknown, which is neither above nor below anything.
      return number >= 0 && (above ? number > bound.getAsDouble() : number < bound.getAsDouble());
    };
  }

  private static OptionalDouble bound(String value) {
    // Java reads more than people write: NaN, 1d, 0x1p3.
    return NUMBER.matcher(value).matches()
        ? OptionalDouble.of(Double.parseDouble(value))
        : OptionalDouble.empty();
  }

  private static boolean holds(String text, String part) {
    return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }
}
