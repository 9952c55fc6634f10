package dev.meshscope.lab.world;

import dev.meshscope.lab.proxy.End;
import dev.meshscope.lab.words.LabWords;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Every process of a round, in the order in which they were started, and what each told of its
/// peer table. On any thread.
final class Lives {
  private final List<Life> all = new CopyOnWriteArrayList<>();
  private final Map<End, List<TableRow>> tables = new ConcurrentHashMap<>();

  void add(Life life) {
    all.add(life);
  }

  List<Life> all() {
    return all;
  }

  void forEach(Consumer<Life> each) {
    all.forEach(each);
  }

  /// The newest life of a node.
  ///
  /// @throws IllegalStateException if it was never started
  Life newest(String node) {
    return latest(node).orElseThrow(() -> new IllegalStateException(node + " was never started"));
  }

  private Optional<Life> latest(String node) {
    return all.stream()
        .filter(life -> life.end().node().equals(node))
        .reduce((earlier, later) -> later);
  }

  List<Life> frozen(String node) {
    return all.stream().filter(l -> l.end().node().equals(node) && l.isFrozen()).toList();
  }

  /// Who a node is, by its newest life; null if nobody knows.
  @Nullable String nodeId(String node) {
    return all.stream()
        .filter(life -> life.end().node().equals(node))
        .map(Life::nodeId)
        .filter(Objects::nonNull)
        .reduce((earlier, later) -> later)
        .orElse(null);
  }

  /// Those that are frozen, in words.
  List<String> frozen() {
    return all.stream()
        .filter(Life::isFrozen)
        .map(life -> life.end().words() + " is frozen")
        .toList();
  }

  /// Those that were asked to end and have not, in words.
  List<String> stayed() {
    return all.stream()
        .filter(Life::stays)
        .map(life -> LabWords.of("lives.was-asked-to-end", life.end().words()))
        .toList();
  }

  /// What the copies of living homes lack, in words.
  List<String> leftOut() {
    return all.stream()
        .filter(life -> !life.leftOut().isEmpty())
        .map(
            life ->
                LabWords.of(
                    "lives.left-out-of-the", life.end().words(), String.join(", ", life.leftOut())))
        .toList();
  }

  List<LifeFacts> facts() {
    return all.stream().map(Life::facts).toList();
  }

  /// Keeps what a process has answered.
  void told(Line table) {
    tables.put(table.who(), TableRow.of(table.json()));
  }

  void askTable(String node) {
    latest(node)
        .filter(life -> life.running() && !life.isFrozen())
        .ifPresent(life -> life.child().ask(TableRow.QUESTION));
  }

  List<TableRow> table(String node) {
    return latest(node)
        .filter(Life::running)
        .map(life -> tables.getOrDefault(life.end(), List.of()))
        .orElse(List.of());
  }
}
