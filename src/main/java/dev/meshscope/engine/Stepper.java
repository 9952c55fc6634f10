package dev.meshscope.engine;

import dev.meshscope.core.identity.Seal;
import dev.meshscope.core.table.Effect;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.engine.net.Carriers;
import dev.meshscope.engine.net.InputSink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The single writer of a table: steps it for every input, has carried out what it says, and tells
/// what happened. On one loop, but for [#table].
final class Stepper implements InputSink {
  private static final Logger LOG = Logger.getLogger(Stepper.class.getName());

  private final Seal seal;
  private final World world;
  private final Carriers carriers = new Carriers(this);
  private final Deque<Input> inputs = new ArrayDeque<>();
  private final List<MeshObserver> observers = new ArrayList<>();
  private boolean stepping;
  // Written on the loop; read by the window, the command line and tests on their own threads.
  private volatile PeerTable table;

  /// @param first the table to begin with
  Stepper(PeerTable first, Seal seal, World world) {
    this.table = first;
    this.seal = seal;
    this.world = world;
  }

  /// The table as of the latest step.
  PeerTable table() {
    return table;
  }

  /// Who carries the table's transports.
  Carriers carriers() {
    return carriers;
  }

  /// Tells the observer the present table and then whatever happens.
  void observe(MeshObserver observer) {
    observer.present(table);
    observers.add(observer);
  }

  /// Tells this one nothing any more.
  void letGo(MeshObserver observer) {
    observers.remove(observer);
  }

  /// How much of what others said waits for whoever observes to be read, in bytes.
  long unreadBytes() {
    long sum = 0;
    for (MeshObserver observer : observers) {
      sum += observer.unreadBytes();
    }
    return sum;
  }

  /// Steps the table. An input that an effect brings about waits for its turn.
  @Override
  public void take(Input input) {
    inputs.add(input);
    if (stepping) {
      return;
    }
    stepping = true;
    try {
      for (Input next = inputs.poll(); next != null; next = inputs.poll()) {
        step(next);
      }
    } finally {
      stepping = false;
    }
  }

  private void step(Input input) {
    PeerTable.Step step;
    try {
      step = table.step(input, seal, System.nanoTime());
    } catch (RuntimeException e) {
      // The table is as it was before: one input is lost, the node goes on.
      LOG.log(Level.SEVERE, "an input could not be taken in: " + input, e);
      return;
    }
    table = step.table();
    for (Effect effect : step.effects()) {
      try {
        carryOut(effect);
      } catch (RuntimeException e) {
        LOG.log(Level.SEVERE, "an effect could not be carried out: " + effect, e);
      }
    }
    try {
      world.flush();
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "what was written could not be let out", e);
    }
    tell(step);
  }

  private void carryOut(Effect effect) {
    switch (effect) {
      case Effect.Dial(var id, var endpoint) -> world.dial(id, endpoint);
      case Effect.Reach(var id, var peer) -> world.reach(id, peer);
      case Effect.Send(var id, var frame) -> carriers.send(id, frame);
      case Effect.SendPongs(var id, int count) -> carriers.sendPongs(id, count);
      case Effect.Close(var id) -> carriers.close(id);
      case Effect.WakeAt(var id, long atNs) -> world.wake(new Input.Woken(id), atNs);
      case Effect.WakeTargetAt(var endpoint, long atNs) ->
          world.wake(new Input.TargetWoken(endpoint), atNs);
      case Effect.WakePeerAt(var peer, long atNs) -> world.wake(new Input.PeerWoken(peer), atNs);
      case Effect.Pin(_, _), Effect.Unpin(_) -> world.keep(table.keys().kept());
    }
  }

  private void tell(PeerTable.Step step) {
    if (step.events().isEmpty()) {
      return;
    }
    for (MeshObserver observer : List.copyOf(observers)) {
      try {
        observer.happened(step.table(), step.events());
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "an observer failed and is let go", e);
        observers.remove(observer);
      }
    }
  }
}
