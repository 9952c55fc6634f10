package dev.meshscope.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Hears every line of a node that is flooded: counts them by kind, and keeps what befalls its
/// healthy peers. Fed on the thread that reads, asked by the test's.
final class FloodWatch implements Predicate<String> {
  private static final int MOST_KEPT = 200;
  private static final Set<String> ANSWERS = Set.of("started", "peers");

  /// What does not befall a healthy peer that is heard every second.
  private static final Set<String> HARM =
      Set.of("quiet", "suspect", "closed", "promoted", "wrong-promotion", "left", "dropped");

  private final Map<String, Long> counts = new TreeMap<>();
  private final List<String> harm = new ArrayList<>();
  private Set<Long> transports = Set.of();
  private Set<String> peers = Set.of();
  private Set<Long> fallQuiet = Set.of();
  private double longestGapMs;

  /// From now on these are to be spared.
  ///
  /// @param fallQuiet those that say nothing for their heartbeat interval as a habit
  synchronized void spare(Set<Long> transports, Set<String> peers, Set<Long> fallQuiet) {
    this.transports = transports;
    this.peers = peers;
    this.fallQuiet = fallQuiet;
  }

  @Override
  public synchronized boolean test(String line) {
    String event = text(line, "\"event\":\"");
    counts.merge(event, 1L, Long::sum);
    if (HARM.contains(event)) {
      harm(event, line);
    } else if (event.equals("live") && transports.contains(number(line, "\"transport\":"))) {
      String gap = text(line, "\"gapMs\":", ",", "}");
      longestGapMs = Math.max(longestGapMs, gap.isEmpty() ? 0 : Double.parseDouble(gap));
    }
    return ANSWERS.contains(event);
  }

  private void harm(String event, String line) {
    long transport = number(line, "\"transport\":");
    boolean spared =
        transports.contains(transport) || peers.contains(text(line, "\"peer\":\"", "\""));
    boolean meant =
        switch (event) {
          case "quiet" -> transports.contains(transport) && !fallQuiet.contains(transport);
          case "left", "promoted" -> spared;
          case "dropped" -> false;
          default -> transports.contains(transport);
        };
    if (meant && harm.size() < MOST_KEPT) {
      harm.add(line);
    }
  }

  /// Lines so far, by the kind of event.
  synchronized Map<String, Long> counts() {
    return new TreeMap<>(counts);
  }

  /// What befell the healthy peers.
  synchronized List<String> harm() {
    return List.copyOf(harm);
  }

  /// The longest silence after which a healthy peer was heard again.
  synchronized double longestGapMs() {
    return longestGapMs;
  }

  private static long number(String line, String key) {
    String digits = text(line, key, ",", "}");
    return digits.isEmpty() ? -1 : Long.parseLong(digits);
  }

  private static String text(String line, String key) {
    return text(line, key, "\"");
  }

  private static String text(String line, String key, String... ends) {
    int at = line.indexOf(key);
    if (at < 0) {
      return "";
    }
    int from = at + key.length();
    int to = line.length();
    for (String end : ends) {
      int found = line.indexOf(end, from);
      to = found < 0 ? to : Math.min(to, found);
    }
    return line.substring(from, to);
  }
}
