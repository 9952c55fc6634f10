package dev.meshscope.lab.world;

import dev.meshscope.lab.process.Marks;
import dev.meshscope.lab.proxy.End;
import dev.meshscope.lab.scenario.PeerKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One process and what is known of it. Guarded by its own lock: the round's thread, the readers of
/// its output and the window look at it.
final class Life {
  private final End end;
  private final PeerKind kind;
  private final Child child;
  private final Launcher.Place place;
  private final Optional<String> mark;
  private final List<Path> said;
  private final List<LifeFacts.Frozen> frozen = new ArrayList<>();
  private final Set<ProcessHandle> tree = new LinkedHashSet<>();
  private @Nullable Instant ended;
  private @Nullable Instant frozenSince;
  private @Nullable String nodeId;
  private @Nullable String publicKey;
  private int port;
  private boolean askedToEnd;

  /// @param place where it keeps what it has
  /// @param mark what whatever it starts bears; empty if it starts nothing
  /// @param said the files with what it said in its own words, its errors first
  Life(
      End end,
      PeerKind kind,
      Child child,
      Launcher.Place place,
      Optional<String> mark,
      List<Path> said) {
    this.end = end;
    this.kind = kind;
    this.child = child;
    this.place = place;
    this.mark = mark;
    this.said = List.copyOf(said);
    tree.add(child.handle());
  }

  End end() {
    return end;
  }

  PeerKind kind() {
    return kind;
  }

  Child child() {
    return child;
  }

  List<Path> said() {
    return said;
  }

  Path home() {
    return place.home();
  }

  Path registry() {
    return place.registry();
  }

  /// What its home lacks of the one it is a copy of.
  List<String> leftOut() {
    return place.leftOut();
  }

  synchronized boolean running() {
    return ended == null && child.handle().isAlive();
  }

  synchronized boolean isFrozen() {
    return ended == null && frozenSince != null;
  }

  synchronized void ended(Instant at) {
    ended = ended == null ? at : ended;
  }

  /// Asks it to end.
  void stop() {
    synchronized (this) {
      askedToEnd = true;
    }
    child.stop();
  }

  /// Whether it was asked to end and has not.
  synchronized boolean stays() {
    return askedToEnd && running();
  }

  synchronized void froze(Instant at) {
    frozenSince = at;
  }

  synchronized void thawed(Instant at) {
    if (frozenSince != null) {
      frozen.add(new LifeFacts.Frozen(frozenSince, at));
      frozenSince = null;
    }
  }

  /// It, and all that it has started and that runs, also what has left its tree where that can be
  /// seen.
  synchronized Set<ProcessHandle> tree() {
    child.handle().descendants().forEach(tree::add);
    mark.ifPresent(its -> tree.addAll(Marks.bearers(its)));
    tree.removeIf(process -> !process.isAlive());
    return new LinkedHashSet<>(tree);
  }

  /// Who it is, as it said itself.
  synchronized void is(String id, @Nullable String key, int listening) {
    nodeId = id;
    publicKey = key == null ? publicKey : key;
    port = listening;
  }

  /// It may be it that says who it is.
  void introduced(Line line) {
    if (end.equals(line.who())) {
      is(line.text("nodeId"), line.text("publicKey"), line.json().path("port").asInt(0));
    }
  }

  synchronized @Nullable String nodeId() {
    return nodeId;
  }

  synchronized @Nullable String publicKey() {
    return publicKey;
  }

  /// Where it listens; 0 while that is not known.
  synchronized int port() {
    return port;
  }

  synchronized LifeFacts facts() {
    List<LifeFacts.Frozen> all = new ArrayList<>(frozen);
    if (frozenSince != null) {
      all.add(new LifeFacts.Frozen(frozenSince, ended));
    }
    return new LifeFacts(end, kind, child.handle().pid(), child.started(), ended, all);
  }
}
