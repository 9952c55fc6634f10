package dev.meshscope.engine.net.relay;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.link.SocketOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Keeps what a client tells and waits for it. Told on the client's loop, read by the test.
final class Ear implements RelayListener {
  private final List<Told> told = new ArrayList<>();
  private Consumer<Told> then = any -> {};

  /// What to do on the client's loop with all that is told from now on.
  synchronized void then(Consumer<Told> reaction) {
    then = reaction;
  }

  private void take(Told one) {
    Consumer<Told> reaction;
    synchronized (this) {
      told.add(one);
      reaction = then;
      notifyAll();
    }
    reaction.accept(one);
  }

  synchronized List<Told> told() {
    return List.copyOf(told);
  }

  /// What was told since this was last asked.
  synchronized List<Told> takeTold() {
    List<Told> all = List.copyOf(told);
    told.clear();
    return all;
  }

  synchronized <T extends Told> List<T> told(Class<T> type) {
    return told.stream().filter(type::isInstance).map(type::cast).toList();
  }

  synchronized List<RelayState> states() {
    return told(Told.State.class).stream().map(Told.State::state).toList();
  }

  /// Waits until something like this was told, at most ten seconds.
  synchronized <T extends Told> T await(Class<T> type, Predicate<T> fits) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (true) {
      var found = told(type).stream().filter(fits).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("not told: " + type.getSimpleName() + " in " + told);
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /// Waits until this many of a kind were told.
  synchronized void awaitCount(Class<? extends Told> type, int count, Duration within) {
    long until = System.nanoTime() + within.toNanos();
    while (told.stream().filter(type::isInstance).count() < count) {
      long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError(told(type).size() + " told, not " + count);
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  <S extends RelayState> S awaitState(Class<S> type, Predicate<S> fits) {
    return type.cast(
        await(Told.State.class, s -> type.isInstance(s.state()) && fits.test(type.cast(s.state())))
            .state());
  }

  @Override
  public void state(RelayState state) {
    take(new Told.State(state));
  }

  @Override
  public void tuned(SocketOptions options) {
    take(new Told.Tuned(options));
  }

  @Override
  public void present(NodeId peer, NodeName name) {
    take(new Told.Present(peer, name));
  }

  @Override
  public void rejoined(NodeId peer, NodeName name) {
    take(new Told.Rejoined(peer, name));
  }

  @Override
  public void gone(NodeId peer) {
    take(new Told.Gone(peer));
  }

  @Override
  public void payload(NodeId from, byte[] frame) {
    take(new Told.Payload(from, new String(frame, StandardCharsets.UTF_8)));
  }

  @Override
  public void said(String text) {
    take(new Told.Said(text));
  }

  @Override
  public void slowed() {
    take(new Told.Slowed());
  }

  @Override
  public void ignored(Ignored why, int bytes) {
    take(new Told.Ignored(why, bytes));
  }
}
