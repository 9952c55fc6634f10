package dev.meshscope.lab.world;

import dev.meshscope.lab.proxy.Exchange;
import dev.meshscope.lab.scenario.Way;
import dev.meshscope.lab.words.LabWords;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is wrong right now, on purpose. Guarded by its own lock: the window looks at it.
final class Faults {
  private final Exchange exchange;
  private final Network network;
  private final Map<String, String> on = new LinkedHashMap<>();

  Faults(Exchange exchange, Network network) {
    this.exchange = exchange;
    this.network = network;
  }

  void hold(String node) {
    exchange.hold(node);
    note("hold " + node, LabWords.of("faults.s-old-connections-stay", node));
  }

  void partition(Way way) throws WorldException {
    if (!network.hasDoors()) {
      network.forward(false);
    }
    for (Way single : way.singles()) {
      exchange.partition(single.from(), single.to());
      note(
          single.words(), LabWords.of("faults.nothing-passes-from-to", single.from(), single.to()));
    }
  }

  void delay(Way way, Duration by) {
    for (Way single : way.singles()) {
      exchange.delay(single.from(), single.to(), by);
      note(
          single.words() + " late",
          LabWords.of("faults.to-is-ms-late", single.from(), single.to(), by.toMillis()));
    }
  }

  void heal(Way way) throws WorldException {
    if (!network.hasDoors()) {
      network.forward(true);
    }
    for (Way single : way.singles()) {
      exchange.heal(single.from(), single.to());
      forget(single.words());
      forget(single.words() + " late");
    }
  }

  void cut(Way way, boolean reset) {
    exchange.cut(way.from(), way.to(), reset);
  }

  private synchronized void note(String key, String words) {
    on.put(key, words);
  }

  private synchronized void forget(String key) {
    on.remove(key);
  }

  /// In words.
  synchronized List<String> words() {
    return List.copyOf(on.values());
  }
}
